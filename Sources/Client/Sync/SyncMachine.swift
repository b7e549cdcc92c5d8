package import Primitives
package import XP

/// Decides when to send what, and what an answer means; does nothing itself.
///
/// Every event is a method in the past tense that returns what to do, in order. Time is milliseconds of a monotonic
/// clock, randomness a seeded generator, so each rule can be tested as a table. The driver carries the actions out and
/// sets its one timer to `nextWakeAt`.
package struct SyncMachine: Sendable {
  /// Something for the driver to do.
  package enum Action: Hashable, Sendable {
    /// Take up to `limit` of a channel's oldest events, but for some, and send them, after making sure that this process is
    /// the one sender. Answer with `batchStarted`, `outboxFoundEmpty` or `senderFoundElsewhere`.
    case send(Channel, limit: Int, skipping: [UniqueID] = [])
    /// Take these out of the outbox and store how things stand, in one transaction.
    case acknowledge(Channel, [UniqueID], Confirmation)
    /// Put these aside with their reasons.
    case quarantine(Channel, [OutboxRejection])
    /// Remember for other processes that the server has no quests.
    case recordQuestsUnknown
    /// Nothing is left to send and the ledger's total was not heard yet: ask for it. Answer with `totalAnswered`.
    case fetchTotal
    /// Store the total that was asked for.
    case recordTotal(LedgerTotal)
    /// Remember for other processes what went wrong.
    case recordFailure(SyncTrouble, signInNeeded: Bool)
    /// Break off the running request; its answer will be `.cancelled`.
    case cancelRequest
    /// See whether a new sign-in is there; answer with `credentialsRenewed` if so.
    case checkCredentials
    /// Leaving has come to its end.
    case finishLeaving
  }

  enum Phase: Hashable, Sendable {
    case idle
    case flushing(Channel, batch: [UniqueID])
    /// Nothing was left to send, and the ledger's total was asked for; events that come meanwhile go first.
    case fetching
    case backingOff(until: Int64)
    case signInNeeded
    case ended
  }

  let configuration: SyncConfiguration
  var phase = Phase.idle
  /// True where the last try failed for the network, until somebody is known to be there: a change of network is then worth
  /// a try, and so is another address.
  var isNetworkAtFault = false
  /// Failures since the last success.
  var failures = 0
  /// Single events of the channel under way that were refused without being named, while nothing else was taken since: whether
  /// it is they that are bad shows with the next ones.
  var suspects: [OutboxRejection] = []
  /// The server has taken something in this flush.
  var hasTaken = false
  /// The last failure was a server that refuses everything.
  var isRefused = false
  /// Nobody was reached in the tries since then.
  var absence: Absence?
  /// Where the server was sought last, as the pupil is told it.
  var address: String
  /// True while a flush is under way, and this process is to be the only sender.
  package var isFlushing: Bool {
    if case .flushing = phase { true } else { false }
  }

  /// True while an answer of the server is waited for.
  var isBusy: Bool { isFlushing || phase == .fetching }

  /// True while nothing is to be sent or waited for: others may use the connection.
  var isAtRest: Bool { phase == .idle && !isLeaving }

  /// True while nothing is sent before the pupil signs in again.
  var needsSignIn: Bool { phase == .signInNeeded && !isLeaving }

  /// A server to send to; without one nothing is ever sent.
  let hasServer: Bool
  var generator: SeededGenerator
  /// What the outbox holds, as the driver last said.
  var pendingEvents = 0
  /// The same of quest progress.
  var pendingQuests = 0
  /// The server had no quests when it was asked last: their events wait, which is nobody's trouble.
  var areQuestsUnknown = false
  /// When a server without quests is asked again.
  var questsRetryAt: Int64?
  var limit: Int
  var lastStart: Int64?
  /// Nil before the start: a machine at rest sends nothing by itself.
  var nextTick: Int64?
  /// A trigger came during a flush, or the throttle held one back: flush once more.
  var wantsFlush = false
  var knowsTotal = false
  var leavingDeadline: Int64?
  var isLeaving: Bool { leavingDeadline != nil }

  /// A machine at rest.
  ///
  /// - Parameters:
  ///   - hasServer: False for a local profile, whose events stay on this computer.
  ///   - address: Where the server is, as the pupil is told it.
  ///   - seed: For jitter.
  package init(configuration: SyncConfiguration, hasServer: Bool, address: String = "", seed: UInt64) {
    self.configuration = configuration
    self.hasServer = hasServer
    self.address = address
    generator = SeededGenerator(seed: seed)
    limit = configuration.batchSize
  }

  // MARK: What the pupil is told

  /// True where something waits that the server would take.
  var isAnythingPending: Bool { pendingEvents > 0 || (pendingQuests > 0 && !areQuestsUnknown) }

  /// Quest progress that waits and that the server would take, in events.
  package var sendableQuests: Int { areQuestsUnknown ? 0 : pendingQuests }

  /// The state for the status bar, given what the outbox holds.
  package var state: SyncStatus.State {
    guard hasServer else { return .local }
    switch phase {
    case .signInNeeded: return .signInNeeded
    case .flushing(_, let batch) where !batch.isEmpty: return .syncing(events: batch.count)
    case .backingOff(let until) where isAnythingPending:
      return isRefused ? .refused(nextTryAt: until) : longAbsence ?? .offline(nextTryAt: until)
    // A try is no reason to take back what the pupil was told: its answer is.
    case .flushing where isAnythingPending, .fetching where isAnythingPending:
      return longAbsence ?? (isNetworkAtFault ? .offline(nextTryAt: lastStart ?? 0) : .pending)
    case .idle, .flushing, .fetching, .backingOff, .ended: return isAnythingPending ? .pending : .synced
    }
  }

  /// When `timerFired` wants to be called next; nil for never.
  package var nextWakeAt: Int64? {
    guard phase != .ended else { return nil }
    if let leavingDeadline { return leavingDeadline }
    switch phase {
    case .backingOff(let until):
      let look = isNetworkAtFault ? nextTick : nil
      return min(max(until, earliestStart), absenceDueAt ?? .max, look ?? .max)
    case .idle where wantsFlush, .fetching where isAnythingPending:
      return min(nextTick ?? .max, earliestStart)
    case .idle, .signInNeeded, .flushing, .fetching, .ended: return nextTick
    }
  }

  var earliestStart: Int64 { lastStart.map { $0 + configuration.throttle } ?? 0 }

  /// True where quest progress waits and it is time to offer it.
  func canSendQuests(at now: Int64) -> Bool {
    pendingQuests > 0 && (questsRetryAt.map { now >= $0 } ?? true)
  }

  /// True where a flush would find something.
  func hasWork(at now: Int64) -> Bool { pendingEvents > 0 || canSendQuests(at: now) }
}
