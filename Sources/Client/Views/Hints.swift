import Game
import Languages
import Screen

/// Keys with what they do, in a row.
enum Hints {
  static func spans(_ hints: [KeyHint], in language: any Language, isShort: Bool = false) -> [Span] {
    hints.enumerated().flatMap { index, hint in
      let meanings = language.meaning(hint.meaning)
      return [
        Span(index == 0 ? "" : "   "), Span(language.keys(hint.keys), .key), Span(" "),
        Span((isShort ? meanings.last : meanings.first) ?? "", .dim),
      ]
    }
  }

  /// What can be shown, by how much room there is: all hints first, then fewer and fewer, and each of them in long words
  /// before short ones. Where a key did nothing, that is said instead.
  static func variants(
    _ hints: [KeyHint], unless refusal: KeyRefusal? = nil, in language: any Language
  ) -> [[Span]] {
    if let refusal {
      return language.obstacle(refusal.obstacle, key: language.name(refusal.key)).map { [Span($0, .pending)] }
    }
    return KeyHint.variants(of: hints).flatMap {
      [spans($0, in: language), spans($0, in: language, isShort: true)]
    }
  }
}
