package import Languages
package import Screen
package import XP

/// The part of the help that is about one screen.
package struct KeySection: Hashable, Sendable {
  package enum Title: Hashable, Sendable {
    case everywhere, menu, game(EventKind), results, joining, board
  }

  /// Keys, and what they do.
  package struct Line: Hashable, Sendable {
    package let keys: [ToldKeys]
    package let meaning: KeyMeaning
  }

  package let title: Title
  package let lines: [Line]
}

/// What the footer says of a key.
package struct KeyHint: Hashable, Sendable {
  package let keys: [ToldKeys]
  package let meaning: KeyMeaning
  /// Where there is too little room, the hints with the greatest rank go first.
  package let rank: Int
  /// What pressing on the hint with the mouse means; nil for nothing.
  package let target: Target?

  /// True for what leads away from the screen.
  var isWayOut: Bool {
    switch meaning {
    case .back, .quit: true
    default: false
    }
  }

  /// What fits, by how much room there is: all hints first, then fewer and fewer, in their order.
  package static func variants(of hints: [KeyHint]) -> [[KeyHint]] {
    Set(hints.map(\.rank)).sorted(by: >).map { rank in hints.filter { $0.rank <= rank } }
  }
}

/// Keys as they are told of.
package enum ToldKeys: Hashable, Sendable {
  case key(Key)
  case digits(ClosedRange<Int>)
}
