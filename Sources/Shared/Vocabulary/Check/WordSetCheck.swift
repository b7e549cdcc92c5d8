/// Looks through a word set for what would make it unfair or confusing to play.
///
/// Only what is shown counts: forms that are accepted and not shown may belong to several words.
package enum WordSetCheck {
  /// What was found, by the order of the words; the time it takes grows with their number alone.
  package static func findings(in wordSet: WordSet) -> [WordSetFinding] {
    let rows = wordSet.words.map { Row(of: $0, in: wordSet) }
    var findings = repeated(in: rows) + doublesAndPrompts(in: rows)
    let known = Set(findings.map(\.word))
    // A word that is a double of another looks like it, too: once is enough.
    findings += Self.sharedForms(in: rows).filter { !known.contains($0.word) }
    findings += missingArticles(in: wordSet)
    findings += LookAlikes.findings(in: rows).filter { !known.contains($0.word) }
    return findings.enumerated().sorted { ($0.element.word, $0.offset) < ($1.element.word, $1.offset) }
      .map(\.element)
  }

  /// A word's two sides.
  struct Row {
    let terms: [Form]
    let translations: [Form]

    init(of word: Word, in wordSet: WordSet) {
      terms = word.answers(.toFrom).map { Form($0, language: wordSet.from) }
      translations = word.answers(.fromTo).map { Form($0, language: wordSet.to) }
    }

    /// What is shown in that direction.
    func prompt(_ direction: Direction) -> [Form] { direction == .fromTo ? terms : translations }
  }

  /// An alternative as written, and without what makes no difference: case, article, punctuation.
  struct Form {
    let text: String
    let core: String

    init(_ text: String, language: String) {
      self.text = text
      let folded = Folding.fold(text, language: language)
      core = String(Article.split(folded, language: language)?.rest ?? folded)
    }
  }

  private static func repeated(in rows: [Row]) -> [WordSetFinding] {
    rows.indices.flatMap { index in
      [rows[index].terms, rows[index].translations].compactMap { forms in
        var seen: Set<String> = []
        return forms.first { !seen.insert($0.core).inserted }
          .map { WordSetFinding(word: index, kind: .repeated($0.text)) }
      }
    }
  }

  private static func doublesAndPrompts(in rows: [Row]) -> [WordSetFinding] {
    var findings: [WordSetFinding] = []
    var byTerms: [Set<String>: Int] = [:]
    var byTranslations: [Set<String>: Int] = [:]
    var byBoth: [[Set<String>]: Int] = [:]
    for (index, row) in rows.enumerated() {
      let (terms, translations) = (Set(row.terms.map(\.core)), Set(row.translations.map(\.core)))
      if let double = byBoth[[terms, translations]] {
        findings.append(WordSetFinding(word: index, kind: .double(of: double)))
        continue
      }
      byBoth[[terms, translations]] = index
      if let other = byTerms[terms] {
        findings.append(WordSetFinding(word: index, kind: .samePrompt(text(of: row.terms), as: other)))
      } else {
        byTerms[terms] = index
      }
      if let other = byTranslations[translations] {
        findings.append(WordSetFinding(word: index, kind: .samePrompt(text(of: row.translations), as: other)))
      } else {
        byTranslations[translations] = index
      }
    }
    return findings
  }

  private static func text(of forms: [Form]) -> String { forms.map(\.text).joined(separator: " / ") }

  /// Forms of one word that are all forms of another one, which has more: the shorter prompt asks for either.
  private static func sharedForms(in rows: [Row]) -> [WordSetFinding] {
    Direction.allCases.flatMap { direction in
      var words: [String: [Int]] = [:]
      for (index, row) in rows.enumerated() {
        for core in Set(row.prompt(direction).map(\.core)) { words[core, default: []].append(index) }
      }
      return rows.enumerated().compactMap { index, row -> WordSetFinding? in
        let forms = row.prompt(direction)
        let others = forms.map { Set(words[$0.core]?.prefix(comparisonLimit) ?? []) }
        guard let first = forms.first,
          let shared = others.first.map({ others.reduce($0) { $0.intersection($1) } }),
          let other = shared.filter({ $0 != index && rows[$0].prompt(direction).count > forms.count }).min()
        else { return nil }
        return WordSetFinding(word: index, kind: .sharedForm(first.text, with: other))
      }
    }
  }

  /// A form that more words have than this is not compared with all of them.
  static let comparisonLimit = 16
}
