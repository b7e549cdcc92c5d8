/// A word of a set: a term and what it means, as a teacher wrote them down.
package struct Word: Hashable, Sendable {
  /// The term as written, alternatives and optional parts included: `en bil / en personbil`.
  package let term: String
  /// The alternatives of the term, in order; at least one.
  package let terms: [String]
  /// The alternatives of the translation, in order; at least one.
  package let translations: [String]
  /// A sentence that uses it, in either language.
  package let example: String?

  /// A word of a term and a translation, each with alternatives separated by `/` or `;`.
  package init(term: String, translation: String, example: String? = nil) {
    self.term = term
    self.terms = Alternatives.split(term)
    self.translations = Alternatives.split(translation)
    self.example = example
  }

  /// What is shown when the word is asked for.
  package func prompt(_ direction: Direction) -> String {
    direction == .fromTo ? term : translations.joined(separator: " / ")
  }

  /// The alternatives that answer the prompt, in order; the first is the one to teach.
  package func answers(_ direction: Direction) -> [String] {
    direction == .fromTo ? translations : terms
  }

  /// All that answers the prompt, in one line.
  package func answer(_ direction: Direction) -> String {
    answers(direction).joined(separator: " / ")
  }
}
