public import Primitives
public import XP

/// What an outbox holds of one owner at one moment.
public struct OutboxSnapshot: Hashable, Sendable {
  /// Events that wait for the server, those in the journal included.
  public var pendingEvents = 0
  /// The points of those events.
  public var pendingXP = 0
  /// Events that the server refused.
  public var quarantined = 0
  /// The points of those.
  public var quarantinedXP = 0
  /// Rows, of points and of quest progress, whose contents changed on the disk, set aside and never sent: what they were
  /// worth can't be known.
  public var damaged = 0
  /// How many of the waiting events are in the plain journal because the database can't be opened.
  public var journaled = 0
  /// Why some of what waits would be lost with a restart of the computer, in a few words: it lies in memory, because the disk
  /// is full, say. Nil where none would be.
  public var untilRestart: String?
  /// Why the saved points cannot all be seen or sent just now, as a sentence for the pupil: the counts may be
  /// too low then. Nil when all is well.
  public var problem: String?
  /// The ledger's word, the newest heard; nil until it was heard once.
  public var total: LedgerTotal?
  /// When the server last acknowledged something.
  public var lastSyncAt: Timestamp?
  /// What went wrong last, as a sentence for the pupil; nil after a success.
  public var lastError: String?
  /// True from a failed attempt to the next success.
  public var lastAttemptFailed = false
  /// True from the server's refusal of the token to the next success.
  public var signInNeeded = false
  /// Quest progress that waits for the server, in events, those in the journal included.
  public var questPending = 0
  /// Quest progress that the server refused, in events.
  public var questQuarantined = 0
  /// True where the server, asked last, knew no quests: their events wait for one that does.
  public var questsUnknown = false
  /// Events, of points and of quests, that wait, or were refused, of owners of the same name (of this pupil in another class
  /// or at another server, or of somebody of that name) and of the same student without a class.
  public var elsewhereEvents = 0
  /// The points of those.
  public var elsewhereXP = 0
  /// How far the server's clock is ahead of this computer's; nil until it was heard once.
  public var clockSkewMilliseconds: Int64?

  /// A snapshot of an owner without anything.
  public init() {}

  /// The ledger's total plus what waits: what the pupil will have once everything is confirmed.
  public var optimisticTotal: Int { (total?.totalXP ?? 0) + pendingXP }
}

/// An event that the server refused, with its reason.
public struct Quarantined<Event: Hashable & Sendable>: Hashable, Sendable {
  /// The event, unchanged.
  public let event: Event
  /// The server's code: `bad_delta`, `id_conflict`, …
  public let code: String
  /// The server's sentence.
  public let detail: String
  /// When it was put aside.
  public let quarantinedAt: Timestamp

  /// A refused event of the given parts.
  public init(event: Event, code: String, detail: String, quarantinedAt: Timestamp) {
    self.event = event
    self.code = code
    self.detail = detail
    self.quarantinedAt = quarantinedAt
  }
}

/// Points that the server refused.
public typealias QuarantinedEvent = Quarantined<XPEvent>
