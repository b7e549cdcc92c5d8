package import Primitives

/// Homework as a pupil sees it.
package struct Homework: Hashable, Sendable {
  /// Events won for it carry this id.
  package let id: UniqueID
  /// What the teacher calls it.
  package let title: String
  /// The set to be practised: one of the server's or a built-in one.
  package let wordSetID: UniqueID
  /// The points that fulfil it.
  package let goalXP: Int
  /// When it ends; nil where it has no end.
  package let dueAt: Timestamp?
  /// The points that the ledger has for it, of this pupil.
  package let earnedXP: Int

  package init(
    id: UniqueID, title: String, wordSetID: UniqueID, goalXP: Int, dueAt: Timestamp?, earnedXP: Int
  ) {
    self.id = id
    self.title = title
    self.wordSetID = wordSetID
    self.goalXP = goalXP
    self.dueAt = dueAt
    self.earnedXP = earnedXP
  }

  /// True where the ledger has the points for it.
  package var isFulfilled: Bool { earnedXP >= goalXP }
}
