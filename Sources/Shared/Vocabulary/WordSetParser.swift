public import Primitives

/// Reads word sets from tab-separated text.
///
/// The first line may be `# glosa word set`; lines `# key: value` (id, title, from, to, level) follow, then a line of
/// column names, then a word a line: `term<TAB>translations<TAB>example`. Header, column names and example may be
/// missing. Alternatives stand between ` / ` or `;`, optional parts in parentheses. Empty lines, a byte order mark
/// and CRLF are tolerated.
public struct WordSetParser: Sendable {
  /// The most words a set may have.
  public static let wordLimit = 10_000
  /// The most bytes a cell may have.
  public static let cellLimit = 500

  let file: String
  let fallbackID: UniqueID

  /// A parser for the file of that name.
  ///
  /// - Parameters:
  ///   - file: The name for messages; without its ending it is the title where the header names none.
  ///   - fallbackID: The id of the set where the header names none.
  public init(file: String, fallbackID: UniqueID) {
    self.file = file
    self.fallbackID = fallbackID
  }

  /// The head and the count of the words, which are not looked at: quick enough for every set at every start.
  ///
  /// - Throws: `WordSetError` where the head is wrong or no word follows.
  public func summary(of bytes: [UInt8]) throws(WordSetError) -> WordSetSummary {
    var lines = Lines(bytes)
    let header = try parseHeader(&lines)
    var count = 0
    while let line = lines.next() {
      if !line.isBlank && !line.isComment { count += 1 }
    }
    guard count > 0 else { throw error(.noWords, at: nil) }
    return header.summary(wordCount: count)
  }

  /// The whole set.
  ///
  /// - Throws: `WordSetError`, naming the first line that is wrong.
  public func parse(_ bytes: [UInt8]) throws(WordSetError) -> WordSet {
    var lines = Lines(bytes)
    let header = try parseHeader(&lines)
    var words: [Word] = []
    while let line = lines.next() {
      if line.isBlank || line.isComment { continue }
      guard words.count < Self.wordLimit else {
        throw error(.tooManyWords(limit: Self.wordLimit), at: line)
      }
      words.append(try parseWord(line))
    }
    guard !words.isEmpty else { throw error(.noWords, at: nil) }
    return header.wordSet(words: words)
  }
}

extension WordSetParser {
  private func parseHeader(_ lines: inout Lines) throws(WordSetError) -> WordSetHeader {
    var header = WordSetHeader(id: fallbackID, title: titleOfFile)
    while let line = lines.peek(), line.isBlank || line.isComment {
      lines.skip()
      if line.isBlank { continue }
      let text = try text(of: line.bytes.dropFirst(), at: line)
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let key = Alternatives.trimmed(text[..<colon]).lowercased()
      let value = Alternatives.trimmed(text[text.utf8.index(after: colon)...])
      guard !value.isEmpty else { continue }
      switch key {
      case "id":
        guard let id = UniqueID(value) else { throw error(.badID(value), at: line) }
        header.id = id
      case "title": header.title = value
      case "from": header.from = value.lowercased()
      case "to": header.to = value.lowercased()
      case "level": header.level = value
      default: break
      }
    }
    guard header.fromTag != header.toTag else { throw error(.sameLanguages(header.toTag), at: nil) }
    if let line = lines.peek(), line.isColumnNames { lines.skip() }
    return header
  }

  private func parseWord(_ line: Lines.Line) throws(WordSetError) -> Word {
    var cells: [String] = []
    for cell in line.bytes.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false) {
      guard cell.count <= Self.cellLimit else { throw error(.tooLong(limit: Self.cellLimit), at: line) }
      cells.append(Alternatives.trimmed(try text(of: cell, at: line)[...]))
    }
    while cells.count > 2, cells.last == "" { cells.removeLast() }
    guard cells.count > 1 else { throw error(.missingTab, at: line) }
    guard cells.count <= 3 else { throw error(.tooManyColumns(cells.count), at: line) }
    guard Self.saysSomething(cells[0]) else { throw error(.emptyTerm, at: line) }
    guard Self.saysSomething(cells[1]) else { throw error(.emptyTranslation, at: line) }
    guard Self.isBalanced(cells[0]), Self.isBalanced(cells[1]) else {
      throw error(.unbalancedParenthesis, at: line)
    }
    return Word(term: cells[0], translation: cells[1], example: cells.count > 2 ? cells[2] : nil)
  }

  private func text(of bytes: ArraySlice<UInt8>, at line: Lines.Line) throws(WordSetError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw error(.notUTF8, at: line) }
    guard !bytes.contains(where: { ($0 < 0x20 && $0 != UInt8(ascii: "\t")) || $0 == 0x7F }) else {
      throw error(.controlCharacter, at: line)
    }
    return text
  }

  private func error(_ reason: WordSetError.Reason, at line: Lines.Line?) -> WordSetError {
    WordSetError(file: file, line: line?.number, reason: reason)
  }

  private var titleOfFile: String {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// True where a letter or digit is left once optional parts and signs are gone.
  private static func saysSomething(_ cell: String) -> Bool {
    cell.contains { $0.isLetter || $0.isNumber }
  }

  private static func isBalanced(_ cell: String) -> Bool {
    var depth = 0
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }
}
