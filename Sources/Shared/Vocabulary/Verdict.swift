/// What a good teacher says to an answer.
package enum Verdict: Hashable, Sendable {
  case right
  /// One slip away from that answer: half the points.
  case almost(answer: String, slip: Slip)
  case wrong(answer: String)
  /// The pupil gave no answer.
  case gaveUp(answer: String)

  /// True where the word counts as known: right or almost.
  package var isAccepted: Bool {
    switch self {
    case .right, .almost: true
    case .wrong, .gaveUp: false
    }
  }
}

/// The one thing wrong with an answer that is almost right.
package enum Slip: Hashable, Sendable {
  /// A character of the answer was left out.
  case missing(Character)
  /// A character too many was typed.
  case extra(Character)
  /// Another character was typed than the answer has.
  case replaced(typed: Character, right: Character)
  /// Two neighbours changed places; given in the right order.
  case swapped(Character, Character)
  /// The wrong article was typed: `ett` for `en`.
  case article(typed: String, right: String)
}
