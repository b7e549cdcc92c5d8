/// What a pupil may know about their points at this moment: published by the sync manager, drawn by the screens,
/// printed by `glosa status`.
package struct SyncStatus: Hashable, Sendable {
  /// The one thing to know, in the order of urgency from good to bad.
  package enum State: Hashable, Sendable {
    /// Nothing is known yet: this computer's points are being opened.
    case opening
    /// No class joined: the points stay on this computer.
    case local
    /// Everything is in the ledger.
    case synced
    /// Points wait for the next batch.
    case pending
    /// A batch of that many events is under way.
    case syncing(events: Int)
    /// The server can't be reached or is busy; the next try starts at that moment of the monotonic clock, in
    /// milliseconds.
    case offline(nextTryAt: Int64)
    /// Nobody has answered for the server for a while; `address` is where it was sought, as a person says it.
    case notFound(address: String)
    /// What answers at that address can't prove that it is the server, and is told nothing.
    case notTrusted(address: String)
    /// Nobody answers, because this computer has no network.
    case noNetwork
    /// The server refuses every event alike and names none; the next try starts at that moment, as above.
    case refused(nextTryAt: Int64)
    /// The server no longer knows this computer's token; nothing is sent until the pupil signs in again.
    case signInNeeded
    /// Nothing is known to wait, but the outbox can't be looked into just now: `lastError` says why.
    case outboxProblem
    /// New points can't be stored, for that reason ("disk full").
    case notSaving(reason: String)

    /// The word that scripts and the wire use.
    package var name: String {
      switch self {
      case .opening: "opening"
      case .local: "local"
      case .synced: "synced"
      case .pending: "pending"
      case .syncing: "syncing"
      case .offline, .notFound, .notTrusted, .noNetwork, .refused: "offline"
      case .signInNeeded, .outboxProblem, .notSaving: "attention"
      }
    }
  }

  /// The one thing to know.
  package var state: State
  /// Events on this computer that the server has not confirmed; those in quarantine not counted.
  package var pendingEvents: Int
  /// The points of those events.
  package var pendingXP: Int
  /// Quest progress not yet confirmed, in events.
  package var questPending: Int
  /// Events that the server refused, kept aside.
  package var quarantined: Int
  /// Rows whose contents changed on this computer's disk, kept aside: what they were worth can't be known.
  package var damaged: Int
  /// Events of this pupil's that wait, or were refused, under another class, server or none on this computer.
  package var elsewhereEvents: Int
  /// The points of those.
  package var elsewhereXP: Int
  /// Why a restart of this computer would lose some of what waits, in a few words; nil where it would not.
  package var untilRestart: String?
  /// The ledger's word; nil until it was heard once.
  package var total: LedgerTotal?
  /// What went wrong last, as a sentence for the pupil; nil after a success.
  package var lastError: String?
  /// Something the pupil has to be told once: a damaged outbox was moved aside, a journal was carried over.
  package var notice: String?
  /// Today's quests, by this computer's calendar; empty for a local profile, which no server gives a bonus.
  package var quests: [DailyQuest]
  /// The open homework that the server told of last; empty for a local profile.
  package var homework: [Homework]

  package init(
    state: State, pendingEvents: Int = 0, pendingXP: Int = 0, questPending: Int = 0, quarantined: Int = 0,
    damaged: Int = 0, elsewhereEvents: Int = 0, elsewhereXP: Int = 0,
    untilRestart: String? = nil, total: LedgerTotal? = nil, lastError: String? = nil,
    notice: String? = nil, quests: [DailyQuest] = [], homework: [Homework] = []
  ) {
    self.state = state
    self.pendingEvents = pendingEvents
    self.pendingXP = pendingXP
    self.questPending = questPending
    self.quarantined = quarantined
    self.damaged = damaged
    self.elsewhereEvents = elsewhereEvents
    self.elsewhereXP = elsewhereXP
    self.untilRestart = untilRestart
    self.total = total
    self.lastError = lastError
    self.notice = notice
    self.quests = quests
    self.homework = homework
  }

  /// True where everything of this pupil on this computer is in the ledger: nothing waits anywhere, and nothing was refused.
  package var isAllSaved: Bool {
    state == .synced && pendingEvents == 0 && quarantined == 0 && damaged == 0 && elsewhereEvents == 0
  }

  /// The server's total plus what is pending: what the pupil will have once everything is confirmed.
  package var optimisticTotal: Int { (total?.totalXP ?? 0) + pendingXP }
}
