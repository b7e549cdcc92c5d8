import Vocabulary
import XP

/// What an answer is worth before modifiers.
enum Scoring {
  /// Typing pays 10, or 5 for an answer that is almost right; choosing pays 5. A word that was missed before pays
  /// half of that, rounded up.
  static func score(_ verdict: Verdict, kind: EventKind, misses: Int) -> Int {
    let full =
      switch verdict {
      case .right: kind == .choice ? 5 : 10
      case .almost: 5
      case .wrong, .gaveUp: 0
      }
    return misses == 0 ? full : (full + 1) / 2
  }
}
