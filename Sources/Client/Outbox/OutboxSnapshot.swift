package import Primitives
package import XP

/// What an outbox holds of one owner at one moment.
package struct OutboxSnapshot: Hashable, Sendable {
  /// Grows with every snapshot that an outbox object takes: of two, the one with the greater number is the newer.
  package var number = 0
  /// Events that wait for the server, those in the journal included.
  package var pendingEvents = 0
  /// The points of those events.
  package var pendingXP = 0
  /// Events that the server refused.
  package var quarantined = 0
  /// The points of those.
  package var quarantinedXP = 0
  /// Rows, of points and of quest progress, whose contents changed on the disk, set aside and never sent: what they were
  /// worth can't be known.
  package var damaged = 0
  /// How many of the waiting events are in the plain journal because the database can't be opened.
  package var journaled = 0
  /// Why some of what waits would be lost with a restart of the computer, in a few words: it lies in memory, because the disk
  /// is full, say. Nil where none would be.
  package var untilRestart: OutboxError.Reason?
  /// Why the saved points cannot all be seen or sent just now; nil when all is well.
  package var problem: OutboxProblem?
  /// The ledger's word, the newest heard; nil until it was heard once.
  package var total: LedgerTotal?
  /// When the server last acknowledged something.
  package var lastSyncAt: Timestamp?
  /// What went wrong last, as a sentence for the pupil; nil after a success.
  package var lastError: String?
  /// True from a failed attempt to the next success.
  package var lastAttemptFailed = false
  /// True from the server's refusal of the token to the next success.
  package var signInNeeded = false
  /// Quest progress that waits for the server, in events, those in the journal included.
  package var questPending = 0
  /// Quest progress that the server refused, in events.
  package var questQuarantined = 0
  /// True where the server, asked last, knew no quests: their events wait for one that does.
  package var questsUnknown = false
  /// How far the owner is with the quests of a day, by `Quest.id`: the day of the event that was stored last, and none where no
  /// event was stored.
  package var questProgress: [CivilDate: [String: QuestProgress]] = [:]
  /// Events, of points and of quests, that wait, or were refused, of owners of the same name (of this pupil in another class
  /// or at another server, or of somebody of that name) and of the same student without a class.
  package var elsewhereEvents = 0
  /// The points of those.
  package var elsewhereXP = 0
  /// How far the server's clock is ahead of this computer's; nil until it was heard once.
  package var clockSkewMilliseconds: Int64?

  /// A snapshot of an owner without anything.
  package init() {}

  /// The ledger's total plus what waits: what the pupil will have once everything is confirmed.
  package var optimisticTotal: Int { (total?.totalXP ?? 0) + pendingXP }
}

/// An event that the server refused, with its reason.
package struct Quarantined<Event: Hashable & Sendable>: Hashable, Sendable {
  /// The event, unchanged.
  package let event: Event
  /// The server's code: `bad_delta`, `id_conflict`, …
  package let code: String
  /// The server's sentence.
  package let detail: String
  /// When it was put aside.
  package let quarantinedAt: Timestamp

  package init(event: Event, code: String, detail: String, quarantinedAt: Timestamp) {
    self.event = event
    self.code = code
    self.detail = detail
    self.quarantinedAt = quarantinedAt
  }
}

/// Points that the server refused.
package typealias QuarantinedEvent = Quarantined<XPEvent>
