/// A word of a set: a term and what it means, as a teacher wrote them down.
package struct Word: Hashable, Sendable {
  /// What is shown of the term, alternatives and optional parts included: `en bil / en personbil`.
  package let term: String
  /// The alternatives of the term that are shown, in order; at least one.
  package let terms: [String]
  /// The alternatives of the translation that are shown, in order; at least one.
  package let translations: [String]
  /// Alternatives of the term that are accepted and never shown, as written, gender included.
  package let alsoTerms: [String]
  /// Alternatives of the translation that are accepted and never shown.
  package let alsoTranslations: [String]
  /// The gender or number of the terms, which is never shown: `ett`, `f`, `pl`. Where they differ, that of each in
  /// turn, separated by ` / `.
  package let termGender: String?
  /// The gender or number of the translations.
  package let translationGender: String?
  /// A sentence that uses it, in either language.
  package let example: String?

  /// A word of a term and a translation, each with alternatives separated by `/`, `;` or `|`, behind ` // ` those
  /// that are accepted and not shown, and with genders in braces.
  package init(term: String, translation: String, example: String? = nil) {
    let (left, right) = (WordCell(term), WordCell(translation))
    self.term = left.text
    terms = left.shown
    translations = right.shown
    alsoTerms = left.also
    alsoTranslations = right.also
    termGender = left.gender
    translationGender = right.gender
    self.example = example
  }

  /// What is shown when the word is asked for.
  package func prompt(_ direction: Direction) -> String {
    direction == .fromTo ? term : translations.joined(separator: " / ")
  }

  /// The alternatives that answer the prompt and are shown, in order; the first is the one to teach.
  package func answers(_ direction: Direction) -> [String] {
    direction == .fromTo ? translations : terms
  }

  /// The alternatives that answer the prompt too and are never shown, gender included.
  package func alsoAnswers(_ direction: Direction) -> [String] {
    direction == .fromTo ? alsoTranslations : alsoTerms
  }

  /// The gender of each alternative that is shown.
  func genders(_ direction: Direction) -> [String?] {
    let gender = direction == .fromTo ? translationGender : termGender
    return WordCell.genders(gender, count: answers(direction).count)
  }

  /// All that answers the prompt and is shown, in one line.
  package func answer(_ direction: Direction) -> String {
    answers(direction).joined(separator: " / ")
  }
}
