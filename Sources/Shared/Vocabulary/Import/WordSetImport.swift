/// Reads words from the files that other programs make.
///
/// Rows that are no words are not silently dropped: each is in the result, with its line and the reason.
package enum WordSetImport {
  /// The words of a file.
  ///
  /// - Parameters:
  ///   - fileName: The file's name for messages; its ending is one hint at the format.
  ///   - format: How to read it; nil finds out.
  /// - Throws: `WordSetError` where the bytes are no text, no row is a word, or there are more than a set may have.
  package static func read(
    _ bytes: [UInt8], fileName: String, format: ImportFormat? = nil
  ) throws(WordSetError) -> ImportedWords {
    let text: ArraySlice<UInt8>
    let encoding: TextEncoding
    do throws(WordSetError.Reason) {
      let decoded = try TextEncoding.decode(bytes)
      (text, encoding) = (decoded.text[...], decoded.encoding)
    } catch {
      throw WordSetError(file: fileName, line: nil, reason: error)
    }
    let format = format ?? likelyFormat(of: text, fileName: fileName)
    let sheet =
      switch format {
      case .tsv: try tabSeparated(text, fileName)
      case .csv: try spreadsheet(text, fileName)
      case .quizlet: try cards(text, fileName)
      case .anki: notes(text)
      }
    var result = ImportedWords(format: format, encoding: encoding)
    (result.id, result.title, result.level) = (sheet.header.id, sheet.header.title, sheet.header.level)
    (result.from, result.to) = (sheet.plan.from ?? sheet.header.from, sheet.plan.to ?? sheet.header.to)
    try sheet.add(to: &result, file: fileName)
    guard !result.words.isEmpty else {
      guard let first = result.skipped.first else {
        throw WordSetError(file: fileName, line: nil, reason: .noWords)
      }
      throw WordSetError(
        file: fileName, line: first.line,
        reason: .noneUsable(rows: result.skipped.count, first: first.reason))
    }
    return result
  }

  private static func likelyFormat(of text: ArraySlice<UInt8>, fileName: String) -> ImportFormat {
    if AnkiHeader.begins(text) { return .anki }
    if hasOwnHeader(text) { return .tsv }
    if fileName.lowercased().hasSuffix(".csv") || spreadsheetSeparator(text) != nil { return .csv }
    let cards = CardText.found(in: text)
    if text.contains(UInt8(ascii: "\t")) {
      if Markup.isLikely(in: text) { return .anki }
      guard let cards, cards.separator == "\t", cards.boundary != .line else { return .tsv }
      return .quizlet
    }
    guard let cards else { return .csv }
    let isOneOfCards = cards.boundary != .line || cards.separator.utf8.count > 1
    return isOneOfCards && cards.share >= CardText.certainty ? .quizlet : .csv
  }

  // MARK: TSV

  /// True where the first line is one of a word set's own header: nothing but a remark.
  private static func hasOwnHeader(_ text: ArraySlice<UInt8>) -> Bool {
    let line = text.drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") }
    return line.first == UInt8(ascii: "#") && !line.contains(UInt8(ascii: "\t"))
  }

  private static func tabSeparated(_ text: ArraySlice<UInt8>, _ file: String) throws(WordSetError) -> Sheet {
    var lines = Lines(Array(text))
    var header = WordSetHeader()
    let hasHeader = hasOwnHeader(text)
    if hasHeader { header = try WordSetParser.header(&lines, file: file) }
    let rest = lines.rest
    var rows = DelimitedText.rows(
      of: rest.bytes, separator: UInt8(ascii: "\t"), quoting: hasHeader ? .literal : .lenient,
      firstLine: rest.line)
    if hasHeader { rows.removeAll { $0.cells.first?.hasPrefix("#") == true } }
    var sheet = Sheet(rows: rows, separatorName: Separator.name(of: UInt8(ascii: "\t")), header: header)
    sheet.takeNames()
    return sheet
  }

  // MARK: CSV

  /// The separator that a first line `sep=;`, which Excel writes and reads, names.
  private static func spreadsheetSeparator(_ text: ArraySlice<UInt8>) -> UInt8? {
    let line = text.prefix { $0 != UInt8(ascii: "\n") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else {
      return nil
    }
    return line.last
  }

  private static func spreadsheet(_ text: ArraySlice<UInt8>, _ file: String) throws(WordSetError) -> Sheet {
    let named = spreadsheetSeparator(text)
    let table = named == nil ? text : text.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    guard !table.allSatisfy({ [0x09, 0x0A, 0x20].contains($0) }) else {
      throw WordSetError(file: file, line: nil, reason: .noWords)
    }
    guard let separator = named ?? Separator.found(in: table) else {
      throw WordSetError(file: file, line: nil, reason: .noSeparator)
    }
    let rows = DelimitedText.rows(
      of: table, separator: separator, quoting: .strict, firstLine: named == nil ? 1 : 2)
    var sheet = Sheet(rows: rows, separatorName: Separator.name(of: separator))
    sheet.takeNames()
    // A comma too many is more likely one in a text without quotation marks than a column that only one row has.
    if separator != UInt8(ascii: "\t") {
      sheet.widthLimit = max(2, sheet.plan.names.count, Separator.usualWidth(of: rows).width)
    }
    return sheet
  }

  // MARK: Quizlet

  private static func cards(_ text: ArraySlice<UInt8>, _ file: String) throws(WordSetError) -> Sheet {
    guard let cards = CardText.found(in: text) else {
      let isBlank = text.allSatisfy { [0x09, 0x0A, 0x20].contains($0) }
      throw WordSetError(file: file, line: nil, reason: isBlank ? .noWords : .noSeparator)
    }
    return Sheet(rows: cards.rows(of: text), separatorName: cards.separatorName)
  }

  // MARK: Anki

  private static func notes(_ text: ArraySlice<UInt8>) -> Sheet {
    var rest = text
    let header = AnkiHeader(takenOff: &rest)
    var rows = DelimitedText.rows(
      of: rest, separator: header.separator, quoting: .lenient, firstLine: header.lineCount + 1)
    let decks = Set(
      rows.compactMap { row in header.deckColumn.flatMap { $0 < row.cells.count ? row.cells[$0] : nil } })
    for index in rows.indices { rows[index].cells = fields(of: rows[index].cells, header) }
    var sheet = Sheet(rows: rows, separatorName: Separator.name(of: header.separator))
    sheet.isHTML = header.isHTML
    if let names = header.columns.map({ fields(of: $0, header) }) {
      sheet.plan = ColumnPlan(names: names) ?? .usual
      sheet.plan.names = names
    }
    // `Svenska::Djur` is the deck Djur within the deck Svenska. Cards of several decks have no title in common.
    let deck = header.deck ?? (decks.count == 1 ? decks.first : nil)
    sheet.header.title = deck.flatMap { deck in
      let name = Alternatives.trimmed(
        deck[(deck.utf8.lastIndex(of: UInt8(ascii: ":")).map(deck.utf8.index(after:)) ?? deck.startIndex)...])
      return name.isEmpty ? nil : name
    }
    return sheet
  }

  private static func fields(of cells: [String], _ header: AnkiHeader) -> [String] {
    cells.enumerated().filter { !header.otherColumns.contains($0.offset) }.map(\.element)
  }
}

extension Sheet {
  /// Takes a first row that names the columns for what it is.
  fileprivate mutating func takeNames() {
    guard let first = rows.first, first.fault == nil, let plan = ColumnPlan(names: first.cells) else {
      return
    }
    self.plan = plan
    rows.removeFirst()
  }
}
