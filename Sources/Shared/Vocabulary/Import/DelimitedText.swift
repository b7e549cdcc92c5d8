/// Rows of cells between separators, quoted after RFC 4180: a quoted cell may hold separators, line ends and doubled
/// quotation marks.
enum DelimitedText {
  /// What a quotation mark at the start of a cell means.
  enum Quoting {
    /// Itself.
    case literal
    /// A quoted cell; itself where no mark closes it.
    case lenient
    /// A quoted cell; a fault of the row where no mark closes it.
    case strict
  }

  /// The cells of a row, with the line it begins on.
  struct Row: Hashable {
    let line: Int
    var cells: [String]
    /// What makes the row unreadable; nil where nothing does.
    var fault: WordSetError.Reason?

    /// True where no cell has anything in it.
    var isBlank: Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
  }

  /// The rows of a text whose first line has that number; rows without anything in them are left out.
  static func rows<Bytes: RandomAccessCollection<UInt8>>(
    of bytes: Bytes, separator: UInt8, quoting: Quoting, firstLine: Int = 1
  ) -> [Row] where Bytes.Index == Int {
    var reader = RowReader(
      bytes: bytes, separator: separator, quoting: quoting, position: bytes.startIndex, line: firstLine)
    var rows: [Row] = []
    while let row = reader.next() {
      if !row.isBlank || row.fault != nil { rows.append(row) }
    }
    return rows
  }
}

/// One pass over a text.
private struct RowReader<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  let bytes: Bytes
  let separator: UInt8
  let quoting: DelimitedText.Quoting
  var position: Int
  var line: Int

  mutating func next() -> DelimitedText.Row? {
    guard position < bytes.endIndex else { return nil }
    var row = DelimitedText.Row(line: line, cells: [])
    while true {
      if quoting != .literal, position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") {
        if let cell = quotedCell() {
          row.cells.append(cell)
        } else {
          if quoting == .strict { row.fault = .unclosedQuote }
          row.cells.append(plainCell())
        }
      } else {
        row.cells.append(plainCell())
      }
      guard position < bytes.endIndex else { return row }
      let end = bytes[position]
      position += 1
      if end == UInt8(ascii: "\n") {
        line += 1
        return row
      }
    }
  }

  /// The cell up to the next separator or line end, which is not gone past.
  private mutating func plainCell() -> String {
    let end =
      bytes[position...].firstIndex { $0 == separator || $0 == UInt8(ascii: "\n") } ?? bytes.endIndex
    defer { position = end }
    return String(decoding: bytes[position..<end], as: UTF8.self)
  }

  /// The quoted cell that begins here; nil, and nothing gone past, where no mark closes it.
  private mutating func quotedCell() -> String? {
    var cell: [UInt8] = []
    var lines = 0
    var index = position + 1
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte != UInt8(ascii: "\"") {
        if byte == UInt8(ascii: "\n") { lines += 1 }
        cell.append(byte)
      } else if index == bytes.endIndex || bytes[index] == separator || bytes[index] == UInt8(ascii: "\n") {
        position = index
        line += lines
        return String(decoding: cell, as: UTF8.self)
      } else if bytes[index] == UInt8(ascii: "\"") {
        cell.append(byte)
        index += 1
      } else {
        return nil
      }
    }
    return nil
  }
}
