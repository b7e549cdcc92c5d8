public import Primitives

/// Homework as a pupil sees it.
public struct Homework: Hashable, Sendable {
  /// Events won for it carry this id.
  public let id: UniqueID
  /// What the teacher calls it.
  public let title: String
  /// The set to be practised: one of the server's or a built-in one.
  public let wordSetID: UniqueID
  /// The points that fulfil it.
  public let goalXP: Int
  /// When it ends; nil where it has no end.
  public let dueAt: Timestamp?
  /// The points that the ledger has for it, of this pupil.
  public let earnedXP: Int

  /// Homework of the given parts.
  public init(id: UniqueID, title: String, wordSetID: UniqueID, goalXP: Int, dueAt: Timestamp?, earnedXP: Int)
  {
    self.id = id
    self.title = title
    self.wordSetID = wordSetID
    self.goalXP = goalXP
    self.dueAt = dueAt
    self.earnedXP = earnedXP
  }

  /// True where the ledger has the points for it.
  public var isFulfilled: Bool { earnedXP >= goalXP }
}
