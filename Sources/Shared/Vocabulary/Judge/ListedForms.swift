/// What the cells of one side of a set mean: how alternatives, hints and optional parts are written there.
struct ListedForms: Sendable {
  /// One way to answer, and whether it is the plural that is given beside the answer.
  struct Reading: Hashable {
    let text: String
    let isPlural: Bool
  }

  private let grammar: Grammar
  /// True where parentheses say which word is meant, as in `var (vara)`.
  let hasHints: Bool
  /// True where commas stand between synonyms.
  private let separatesByCommas: Bool

  /// The share of a side's cells with parentheses from which on they are hints, and how many there have to be.
  private static let hintShare = 2
  private static let fewestHints = 3

  init(cells: [[String]], language: String) {
    grammar = Grammar.of(language)
    let parenthesised = cells.count { $0.contains { $0.utf8.contains(UInt8(ascii: "(")) } }
    hasHints = parenthesised >= Self.fewestHints && parenthesised * Self.hintShare >= cells.count
    let grammar = grammar
    separatesByCommas =
      cells.allSatisfy { $0.count == 1 }
      && cells.contains { cell in
        let parts = Alternatives.splitAtCommas(Folding.plainMarks(cell[0]))
        return parts.count > 1 && Self.areSynonyms(parts, grammar: grammar)
      }
  }

  /// The ways to answer with an alternative; the alternative as it is written is one.
  func readings(of alternative: String) -> [Reading] {
    var readings: [Reading] = []
    func add(_ text: String, isPlural: Bool = false) {
      guard readings.count < Alternatives.readingLimit, !text.isEmpty else { return }
      let reading = Reading(text: text, isPlural: isPlural)
      if !readings.contains(reading) { readings.append(reading) }
    }
    for writing in Furigana.readings(of: Folding.plainMarks(alternative)) {
      let plain = AnswerMarks.removed(from: writing)
      for sense in AnswerMarks.senses(of: plain) {
        let hinted = InflectionHint(sense, grammar: grammar)
        let parts =
          separatesByCommas && hinted.plural == nil
          ? Alternatives.splitAtCommas(hinted.text) : [hinted.text]
        for part in parts {
          for optional in optionalReadings(of: part) {
            for reading in Alternatives.slashReadings(of: optional) { add(reading) }
          }
        }
        if let plural = hinted.plural { add(plural, isPlural: true) }
      }
      add(plain)
    }
    add(alternative)
    return readings
  }

  /// Every reading with parenthesised parts left out, put in, or instead of what is before them.
  private func optionalReadings(of text: String) -> [String] {
    guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")),
      let close = Alternatives.closingParenthesis(in: text, after: open)
    else { return [text] }
    let before = text[..<open]
    let after = text[text.index(after: close)...]
    let inside = String(text[text.index(after: open)..<close])
    let rests = optionalReadings(of: String(after))
    var all: [String] = rests.prefix(Alternatives.readingLimit).map { before + $0 }
    if isMark(inside) { return all }
    let isInWord = before.last?.isLetter == true || after.first?.isLetter == true
    if hasHints, !isInWord { return all }
    for middle in Alternatives.split(inside).flatMap(optionalReadings) {
      if !isInWord, isAlternative(middle, before: before, after: after) {
        all.append(middle)
      } else {
        for rest in rests { all.append(before + middle + rest) }
      }
    }
    return Array(all.prefix(Alternatives.readingLimit))
  }

  /// True for one word that says something, behind what it may stand for: `mum (mom)`.
  private func isAlternative(_ inside: String, before: Substring, after: Substring) -> Bool {
    guard before.contains(where: \.isLetter), !after.contains(where: \.isLetter) else { return false }
    return !inside.contains(where: \.isWhitespace) && !grammar.functionWords.contains(inside.lowercased())
  }

  /// True for an ending or the name of a gender.
  private func isMark(_ inside: String) -> Bool {
    guard let first = inside.first(where: { !$0.isWhitespace }) else { return true }
    return first == "-" || first == "–" || first == "~" || AnswerMarks.isGrammar(inside[...])
  }

  private static func areSynonyms(_ parts: [String], grammar: Grammar) -> Bool {
    parts.allSatisfy { part in
      let words = part.lowercased().split(separator: " ").map(String.init)
      guard let first = words.first, let letter = first.first, letter.isLetter else { return false }
      let hasLead = words.count > 1 && grammar.leads[first] != nil && grammar.leads[first] != .pronoun
      return words.count - (hasLead ? 1 : 0) <= 2
        && (hasLead || words.count == 1 || !grammar.functionWords.contains(first))
        && !AnswerMarks.isGrammar(first[...])
    }
  }
}
