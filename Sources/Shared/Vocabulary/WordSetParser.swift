package import Primitives

/// Reads word sets from tab-separated text.
///
/// The first line may be `# glosa word set`; lines `# key: value` (id, title, from, to, level) follow, then a line of
/// column names, then a word a line: `term<TAB>translations<TAB>example`. Header, column names and example may be
/// missing. Alternatives stand between ` / `, `;` or `|`, optional parts in parentheses, behind ` // ` what is accepted
/// and never shown, in braces a noun's gender. Empty lines, a byte order mark and CRLF are tolerated.
package struct WordSetParser: Sendable {
  package static let wordLimit = 10_000
  /// The most bytes a cell may have.
  package static let cellLimit = 500

  let file: String
  let fallbackID: UniqueID

  /// A parser for the file of that name.
  ///
  /// - Parameters:
  ///   - file: The name for messages; without its ending it is the title where the header names none.
  ///   - fallbackID: The id of the set where the header names none.
  package init(file: String, fallbackID: UniqueID) {
    self.file = file
    self.fallbackID = fallbackID
  }

  /// The head and the count of the words, which are not looked at: quick enough for every set at every start.
  ///
  /// - Throws: `WordSetError` where the head is wrong or no word follows.
  package func summary(of bytes: [UInt8]) throws(WordSetError) -> WordSetSummary {
    var lines = Lines(bytes)
    let header = try Self.header(&lines, file: file)
    var count = 0
    while let line = lines.next() {
      if !line.isBlank && !line.isComment { count += 1 }
    }
    guard count > 0 else { throw error(.noWords, at: nil) }
    return header.summary(id: fallbackID, title: Self.title(ofFile: file), wordCount: count)
  }

  /// The whole set.
  ///
  /// - Throws: `WordSetError`, naming the first line that is wrong.
  package func parse(_ bytes: [UInt8]) throws(WordSetError) -> WordSet {
    var lines = Lines(bytes)
    let header = try Self.header(&lines, file: file)
    var words: [Word] = []
    while let line = lines.next() {
      if line.isBlank || line.isComment { continue }
      guard words.count < Self.wordLimit else {
        throw error(.tooManyWords(limit: Self.wordLimit), at: line)
      }
      words.append(try parseWord(line))
    }
    guard !words.isEmpty else { throw error(.noWords, at: nil) }
    return header.wordSet(id: fallbackID, title: Self.title(ofFile: file), words: words)
  }
}

extension WordSetParser {
  /// What stands before the words, gone past.
  ///
  /// - Throws: `WordSetError` where it is wrong.
  static func header(_ lines: inout Lines, file: String) throws(WordSetError) -> WordSetHeader {
    var header = WordSetHeader()
    while let line = lines.peek(), line.isBlank || line.isComment {
      lines.skip()
      if line.isBlank { continue }
      let text: String
      do throws(WordSetError.Reason) {
        text = try Self.text(of: line.bytes.dropFirst())
      } catch {
        throw WordSetError(file: file, line: line.number, reason: error)
      }
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let key = Alternatives.trimmed(text[..<colon]).lowercased()
      let value = Alternatives.trimmed(text[text.utf8.index(after: colon)...])
      guard !value.isEmpty else { continue }
      switch key {
      case "id":
        guard let id = UniqueID(value) else {
          throw WordSetError(file: file, line: line.number, reason: .badID(value))
        }
        header.id = id
      case "title": header.title = value
      case "from": header.from = value.lowercased()
      case "to": header.to = value.lowercased()
      case "level": header.level = value
      default: break
      }
    }
    guard header.fromTag != header.toTag else {
      throw WordSetError(file: file, line: nil, reason: .sameLanguages(header.toTag))
    }
    if let line = lines.peek(), line.isColumnNames { lines.skip() }
    return header
  }

  /// The title of a set whose file names none: the file's name without its ending.
  package static func title(ofFile file: String) -> String {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  private func parseWord(_ line: Lines.Line) throws(WordSetError) -> Word {
    do throws(WordSetError.Reason) {
      var cells: [String] = []
      for cell in line.bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
        guard cell.count <= Self.cellLimit else { throw .tooLong(limit: Self.cellLimit) }
        cells.append(Alternatives.trimmed(try Self.text(of: cell)[...]))
      }
      while cells.count > 2, cells.last == "" { cells.removeLast() }
      guard cells.count > 1 else { throw .missingTab }
      guard cells.count <= 3 else { throw .tooManyColumns(cells.count) }
      return try Word(
        checking: cells[0], translation: cells[1], example: cells.count > 2 ? cells[2] : nil,
        limit: Self.cellLimit)
    } catch {
      throw WordSetError(file: file, line: line.number, reason: error)
    }
  }

  private static func text(of bytes: ArraySlice<UInt8>) throws(WordSetError.Reason) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
    guard !bytes.contains(where: { ($0 < 0x20 && $0 != UInt8(ascii: "\t")) || $0 == 0x7F }) else {
      throw .controlCharacter
    }
    return text
  }

  private func error(_ reason: WordSetError.Reason, at line: Lines.Line?) -> WordSetError {
    WordSetError(file: file, line: line?.number, reason: reason)
  }
}
