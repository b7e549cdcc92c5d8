/// What a cell says of a word's inflection beside the word: `die Tür, -en`, `child, pl. children`, `der Apfel, die Äpfel`.
struct InflectionHint {
  /// The word without the hint.
  let text: String
  /// The plural where it is written out.
  let plural: String?

  init(_ cell: String, grammar: Grammar) {
    let tokens = cell.split(separator: " ")
    guard let hint = tokens.indices.dropFirst().first(where: { Self.isHint(tokens[$0]) }) else {
      (text, plural) = Self.besidePlural(cell, grammar: grammar) ?? (cell, nil)
      return
    }
    text = Self.joined(tokens[..<hint])
    let rest = tokens[hint...].drop { AnswerMarks.isGrammar($0) || $0 == "pl:" }
    plural = rest.isEmpty || rest.startIndex == hint ? nil : Self.joined(rest)
  }

  /// True for an ending, `-en` or `¨-e`, or the name of a gender or number.
  private static func isHint(_ token: Substring) -> Bool {
    var rest = token
    while let first = rest.first, "(¨\"".contains(first) { rest = rest.dropFirst() }
    if let first = rest.first, "-–~".contains(first) {
      return rest.dropFirst().first.map { $0.isLetter || $0 == "¨" } ?? (token.count > 1)
    }
    return AnswerMarks.isGrammar(token) || token == "pl:"
  }

  private static func joined(_ tokens: ArraySlice<Substring>) -> String {
    var text = tokens.joined(separator: " ")
    while let last = text.last, last == "," || last == ";" || last == " " || last == "(" { text.removeLast() }
    return text
  }

  /// Singular and plural of a noun, each with its article, and with the same first letter.
  private static func besidePlural(
    _ cell: String, grammar: Grammar
  ) -> (text: String, plural: String?)? {
    let parts = Alternatives.splitAtCommas(cell)
    guard parts.count == 2 else { return nil }
    let nouns = parts.map { $0.split(separator: " ") }
    guard nouns.allSatisfy({ $0.count > 1 }), let left = letter(nouns[0]), left == letter(nouns[1]),
      gender(nouns[0], grammar)?.isDisjoint(with: .singular) == false,
      gender(nouns[1], grammar)?.contains(.plural) == true
    else { return nil }
    return (parts[0], parts[1])
  }

  private static func letter(_ noun: [Substring]) -> Unicode.Scalar? {
    String(noun[1]).lowercased().unicodeScalars.first.map { FoldingTable.bases[$0.value] ?? $0 }
  }

  private static func gender(_ noun: [Substring], _ grammar: Grammar) -> Gender? {
    switch grammar.leads[noun[0].lowercased()] {
    case .definiteArticle(let gender), .indefiniteArticle(let gender): gender
    default: nil
    }
  }
}
