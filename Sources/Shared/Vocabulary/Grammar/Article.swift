/// The little words before a noun or verb that an answer may leave out: articles and the mark of the infinitive.
enum Article {
  /// Takes the leading article off a folded text: `en fjäril` is `en` and `fjäril`. Nil where there is none, or
  /// nothing behind it.
  static func split(
    _ folded: [Character], language: String
  ) -> (article: String, kind: Grammar.Kind, rest: [Character])? {
    let grammar = Grammar.of(language)
    let end = folded.firstIndex { $0 == " " || $0 == "'" } ?? folded.endIndex
    guard end + 1 < folded.count else { return nil }
    let isElided = folded[end] == "'"
    let word = String(folded[..<(isElided ? end + 1 : end)])
    guard let kind = isElided ? grammar.elisions[word] : grammar.leads[word] else { return nil }
    switch kind {
    case .definiteArticle, .indefiniteArticle, .infinitiveMark:
      return (word, kind, Array(folded[(end + 1)...]))
    case .pronoun, .determiner: return nil
    }
  }
}
