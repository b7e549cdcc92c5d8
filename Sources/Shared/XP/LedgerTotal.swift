/// What the server's ledger says of a student: the one true total.
package struct LedgerTotal: Hashable, Sendable {
  /// The sum of the deltas of all stored events of the student.
  package let totalXP: Int
  /// How many plays the stored events count.
  package let gamesPlayed: Int
  /// Grows with every change of the total; an answer with a lower version is an older answer.
  package let version: Int

  package init(totalXP: Int, gamesPlayed: Int, version: Int) {
    self.totalXP = totalXP
    self.gamesPlayed = gamesPlayed
    self.version = version
  }

  /// A student without events.
  package static let zero = LedgerTotal(totalXP: 0, gamesPlayed: 0, version: 0)

  /// The newer of two answers, by version: an older one never overwrites a newer one.
  package func newer(than other: LedgerTotal) -> LedgerTotal {
    version >= other.version ? self : other
  }
}
