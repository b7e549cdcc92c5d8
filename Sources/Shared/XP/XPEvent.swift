public import Primitives

/// One award of points: what the outbox keeps, the wire carries and the ledger stores.
///
/// Once written to an outbox, neither the id nor anything else of an event ever changes: the server tells a resend
/// from a forgery by comparing the two.
public struct XPEvent: Hashable, Sendable {
  /// Made by the client, so that a resend is recognised. Version 7: sorted by time.
  public let id: UniqueID
  /// Whose points these are.
  public let studentID: UniqueID
  /// The game or other source, 1 to 32 of `[a-z0-9_]`; see `EventKind`.
  public let kind: String
  /// Points, 0 to 1000.
  public let delta: Int
  /// The set that was practised, if any.
  public let wordSetID: UniqueID?
  /// The homework this counts for, if any.
  public let homeworkID: UniqueID?
  /// When the points were won, by the client's clock.
  public let createdAt: Timestamp
  /// How they were won: a JSON object of at most 4 KiB.
  public let metadata: JSON

  /// An event of the given parts.
  public init(
    id: UniqueID, studentID: UniqueID, kind: String, delta: Int, wordSetID: UniqueID?,
    homeworkID: UniqueID?, createdAt: Timestamp, metadata: JSON
  ) {
    self.id = id
    self.studentID = studentID
    self.kind = kind
    self.delta = delta
    self.wordSetID = wordSetID
    self.homeworkID = homeworkID
    self.createdAt = createdAt
    self.metadata = metadata
  }
}

/// The kinds of event that Glosa itself makes.
public enum EventKind: String, Sendable, CaseIterable {
  case typing, choice, flashcards, scramble, connect, rain
  case storyGap = "story_gap"
  case dailyQuest = "daily_quest"
  case migrated, correction

  /// The kinds that the server alone makes: a bonus, an opening balance, a teacher's correction. A client could otherwise
  /// give them to itself.
  public static let madeByServer = Set([EventKind.dailyQuest, .migrated, .correction].map(\.rawValue))
}
