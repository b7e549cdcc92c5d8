package import Primitives

/// One award of points: what the outbox keeps, the wire carries and the ledger stores.
///
/// Once written to an outbox, neither the id nor anything else of an event ever changes: the server tells a resend
/// from a forgery by comparing the two.
package struct XPEvent: Hashable, Sendable {
  /// Made by the client, so that a resend is recognised. Version 7: sorted by time.
  package let id: UniqueID
  /// Whose points these are.
  package let studentID: UniqueID
  /// The game or other source, 1 to 32 of `[a-z0-9_]`; see `EventKind`.
  package let kind: String
  /// Points, 0 to 1000.
  package let delta: Int
  /// The set that was practised, if any.
  package let wordSetID: UniqueID?
  /// The homework this counts for, if any.
  package let homeworkID: UniqueID?
  /// When the points were won, by the client's clock.
  package let createdAt: Timestamp
  /// How they were won: a JSON object of at most 4 KiB.
  package let metadata: JSON

  package init(
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
package enum EventKind: String, Sendable, CaseIterable {
  case typing, choice, flashcards, scramble, connect, rain
  case storyGap = "story_gap"
  case dailyQuest = "daily_quest"
  case migrated, correction

  /// The kinds that the server alone makes: a bonus, an opening balance, a teacher's correction. A client could otherwise
  /// give them to itself.
  package static let madeByServer = Set([EventKind.dailyQuest, .migrated, .correction].map(\.rawValue))
}
