import Game
import Screen

/// Keys with what they do, in a row.
enum Hints {
  static func spans(_ hints: [KeyHint], isShort: Bool = false) -> [Span] {
    hints.enumerated().flatMap { index, hint in
      let meanings = Phrases.meaning(hint.meaning)
      return [
        Span(index == 0 ? "" : "   "), Span(Phrases.keys(hint.keys), .key), Span(" "),
        Span((isShort ? meanings.last : meanings.first) ?? "", .dim),
      ]
    }
  }

  /// What can be shown, by how much room there is: all hints first, then fewer and fewer, and each of them in long words
  /// before short ones. Where a key did nothing, that is said instead.
  static func variants(_ hints: [KeyHint], unless refusal: KeyRefusal? = nil) -> [[Span]] {
    if let refusal { return Phrases.refusal(refusal).map { [Span($0, .pending)] } }
    return KeyHint.variants(of: hints).flatMap { [spans($0), spans($0, isShort: true)] }
  }
}
