/// The little words before a noun or verb that an answer may leave out.
enum Article {
  /// Takes the leading article off a folded text: `en fjäril` is `en` and `fjäril`. Nil where there is none, or
  /// nothing behind it.
  static func split(_ folded: [Character], language: String) -> (article: String, rest: [Character])? {
    guard let space = folded.firstIndex(of: " ") else { return nil }
    let article = String(folded[..<space])
    guard articles(of: language).contains(article) else { return nil }
    return (article, Array(folded[(space + 1)...]))
  }

  /// True where a teacher would take one for the other: `a`, `an` and `the` are, `en` and `ett` are not.
  static func isInterchangeable(_ left: String, _ right: String) -> Bool {
    left == right || (determiners.contains(left) && determiners.contains(right))
  }

  /// True for the mark of the infinitive, which stands before verbs; the others stand before nouns.
  static func marksVerb(_ article: String) -> Bool { article == "att" || article == "to" }

  /// The articles of a language, the mark of the infinitive included; none for a language we know none of.
  private static func articles(of language: String) -> [String] {
    switch language.prefix(while: { $0 != "-" }) {
    case "sv": ["en", "ett", "att"]
    case "en": ["a", "an", "the", "to"]
    default: []
    }
  }

  private static let determiners = ["a", "an", "the"]
}
