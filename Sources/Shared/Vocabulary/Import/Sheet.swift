/// A table of words as a file has it, before its rows are looked at.
struct Sheet {
  var rows: [DelimitedText.Row]
  var plan = ColumnPlan.usual
  /// A row with more columns than this is a fault of its own; nil allows any number.
  var widthLimit: Int?
  /// What stands between the columns, for messages.
  var separatorName: String
  /// Whether the cells have HTML beside the rest of Anki's markup; nil where they are plain text.
  var isHTML: Bool?
  /// What the file says of the set.
  var header = WordSetHeader()

  /// Adds the words of the rows to `result`, and every other row with the reason why it is none.
  ///
  /// - Throws: `WordSetError` where there are more words than a set may have.
  func add(to result: inout ImportedWords, file: String) throws(WordSetError) {
    var leftOut: Set<Int> = []
    for row in rows {
      do throws(WordSetError.Reason) {
        let word = try word(of: row)
        guard result.words.count < WordSetParser.wordLimit else {
          throw WordSetError.Reason.tooManyWords(limit: WordSetParser.wordLimit)
        }
        result.words.append(word)
        for (column, cell) in row.cells.enumerated()
        where !plan.used.contains(column) && cell.contains(where: { !$0.isWhitespace }) {
          leftOut.insert(column)
        }
      } catch {
        let error = WordSetError(file: file, line: row.line, reason: error)
        if case .tooManyWords = error.reason { throw error }
        result.skipped.append(error)
      }
    }
    result.leftOutColumns = leftOut.sorted().map(plan.name(of:))
  }

  private func word(of row: DelimitedText.Row) throws(WordSetError.Reason) -> Word {
    if let fault = row.fault { throw fault }
    let count = row.cells.count - row.cells.reversed().prefix { $0.allSatisfy(\.isWhitespace) }.count
    // A word alone, without even a separator behind it.
    if row.cells.count == 1 { throw .missingSeparator(separatorName) }
    if let widthLimit, count > widthLimit { throw .moreColumns(count, usual: widthLimit) }
    let term = try text(row, plan.term, between: " / ")
    let translation = try text(row, plan.translation, between: " / ")
    let example = try plan.example.map { column throws(WordSetError.Reason) in
      try text(row, column, between: " ")
    }
    return try Word(
      checking: term, translation: translation, example: example, limit: WordSetParser.cellLimit)
  }

  private func text(
    _ row: DelimitedText.Row, _ column: Int, between lines: String
  ) throws(WordSetError.Reason) -> String {
    guard column < row.cells.count else { return "" }
    let cell = row.cells[column]
    let plain = isHTML.map { Markup.text(of: cell, isHTML: $0) } ?? cell
    let text = Self.line(of: plain, between: lines)
    if text.isEmpty, isHTML != nil, column != plan.example, cell.contains(where: { !$0.isWhitespace }) {
      throw .onlyMedia
    }
    return text
  }

  /// A cell's text on one line: white space once, and lines as alternatives of one another, but for one that begins
  /// with a parenthesis, which belongs to the line before.
  static func line(of text: String, between separator: String) -> String {
    var joined = ""
    for line in text.split(separator: "\n") {
      let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.isEmpty { continue }
      if !joined.isEmpty { joined += words.hasPrefix("(") ? " " : separator }
      joined += words
    }
    return joined
  }
}
