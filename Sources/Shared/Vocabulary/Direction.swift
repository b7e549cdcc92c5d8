/// Which side of a word is shown and which is asked for.
package enum Direction: String, Hashable, Sendable, CaseIterable {
  /// The term is shown, its translation is asked for.
  case fromTo = "from-to"
  /// The translation is shown, the term is asked for.
  case toFrom = "to-from"

  /// The other way round.
  package var reversed: Direction { self == .fromTo ? .toFrom : .fromTo }
}
