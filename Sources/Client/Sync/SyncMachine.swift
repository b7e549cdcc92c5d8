public import Primitives
public import XP

/// Decides when to send what, and what an answer means; does nothing itself.
///
/// Every event is a method in the past tense that returns what to do, in order. Time is milliseconds of a monotonic
/// clock, randomness a seeded generator, so each rule can be tested as a table. The driver carries the actions out and
/// sets its one timer to `nextWakeAt`.
public struct SyncMachine: Sendable {
  /// Something for the driver to do.
  public enum Action: Hashable, Sendable {
    /// Take up to `limit` of the oldest events and send them, after making sure that this process is the one
    /// sender. Answer with `batchStarted`, `outboxFoundEmpty` or `senderFoundElsewhere`.
    case send(limit: Int)
    /// Take these out of the outbox and store the total, in one transaction.
    case acknowledge([UniqueID], LedgerTotal)
    /// Put these aside with their reasons.
    case quarantine([OutboxRejection])
    /// Nothing is left to send and the ledger's total was not heard yet: ask for it. Answer with `totalAnswered`.
    case fetchTotal
    /// Store the total that was asked for.
    case recordTotal(LedgerTotal)
    /// Remember for other processes what went wrong.
    case recordFailure(String, signInNeeded: Bool)
    /// Break off the running request; its answer will be `.cancelled`.
    case cancelRequest
    /// See whether a new sign-in is there; answer with `credentialsRenewed` if so.
    case checkCredentials
    /// Leaving has come to its end.
    case finishLeaving
  }

  enum Phase: Hashable, Sendable {
    case idle
    case flushing(batch: [UniqueID])
    case backingOff(until: Int64)
    case signInNeeded
    case ended
  }

  let configuration: SyncConfiguration
  private(set) var phase = Phase.idle
  /// Failures since the last success.
  private(set) var failures = 0
  /// Events of the running batch.
  public var eventsUnderWay: Int {
    if case .flushing(let batch) = phase { batch.count } else { 0 }
  }

  /// A server to send to; without one nothing is ever sent.
  private let hasServer: Bool
  private var generator: SeededGenerator
  /// What the outbox holds, as the driver last said.
  private var pendingEvents = 0
  private var limit: Int
  private var lastStart: Int64?
  private var nextTick: Int64 = 0
  /// A trigger came during a flush, or the throttle held one back: flush once more.
  private var wantsFlush = false
  private var knowsTotal = false
  private var leavingDeadline: Int64?
  private var isLeaving: Bool { leavingDeadline != nil }

  /// A machine at rest.
  ///
  /// - Parameters:
  ///   - hasServer: False for a local profile, whose events stay on this computer.
  ///   - seed: For jitter.
  public init(configuration: SyncConfiguration, hasServer: Bool, seed: UInt64) {
    self.configuration = configuration
    self.hasServer = hasServer
    generator = SeededGenerator(seed: seed)
    limit = configuration.batchSize
  }

  // MARK: What the pupil is told

  /// The state for the status bar, given what the outbox holds.
  public var state: SyncStatus.State {
    guard hasServer else { return .local }
    switch phase {
    case .signInNeeded: return .signInNeeded
    case .flushing(let batch) where !batch.isEmpty: return .syncing(events: batch.count)
    case .backingOff(let until) where pendingEvents > 0: return .offline(nextTryAt: until)
    case .idle, .flushing, .backingOff, .ended: return pendingEvents > 0 ? .pending : .synced
    }
  }

  /// When `timerFired` wants to be called next; nil for never.
  public var nextWakeAt: Int64? {
    guard phase != .ended else { return nil }
    if let leavingDeadline { return leavingDeadline }
    switch phase {
    case .backingOff(let until): return max(until, lastStart.map { $0 + configuration.throttle } ?? until)
    case .idle where wantsFlush: return min(nextTick, earliestStart)
    case .idle, .signInNeeded, .flushing, .ended: return nextTick
    }
  }

  private var earliestStart: Int64 { lastStart.map { $0 + configuration.throttle } ?? 0 }

  // MARK: Events from outside

  /// The program started: what an earlier run left is sent at once.
  public mutating func started(at now: Int64) -> [Action] {
    nextTick = now + configuration.jitteredTick(using: &generator)
    return hasServer ? startFlush(at: now) : []
  }

  /// The outbox was changed or read: this many events wait.
  public mutating func pendingCounted(_ count: Int) {
    pendingEvents = count
  }

  /// The timer that was set to `nextWakeAt` fired.
  public mutating func timerFired(at now: Int64) -> [Action] {
    guard phase != .ended else { return [] }
    if let leavingDeadline {
      return now >= leavingDeadline ? leavingAbandoned() : []
    }
    let isTick = now >= nextTick
    if isTick { nextTick = now + configuration.jitteredTick(using: &generator) }
    guard hasServer else { return [] }
    switch phase {
    case .idle:
      guard pendingEvents > 0 || wantsFlush else { return [] }
      wantsFlush = true
      return now >= earliestStart ? startFlush(at: now) : []
    case .backingOff(let until): return now >= until ? startFlush(at: now) : []
    case .signInNeeded: return isTick ? [.checkCredentials] : []
    case .flushing, .ended: return []
    }
  }

  /// Somebody wants the events sent now: the focus was lost, the program is being suspended, a command forces it.
  ///
  /// - Parameter forced: True goes past throttle and back-off.
  public mutating func flushRequested(forced: Bool, at now: Int64) -> [Action] {
    guard hasServer, !isLeaving else { return [] }
    switch phase {
    case .flushing:
      wantsFlush = true
      return []
    case .idle where forced || now >= earliestStart: return startFlush(at: now)
    case .idle:
      wantsFlush = true
      return []
    case .backingOff where forced: return startFlush(at: now)
    case .signInNeeded: return [.checkCredentials]
    case .backingOff, .ended: return []
    }
  }

  /// A network interface, address or route changed: a failed try is worth repeating soon, with jitter.
  public mutating func networkChanged(at now: Int64) -> [Action] {
    guard hasServer, !isLeaving, case .backingOff(let until) = phase else { return [] }
    failures = 0
    let soon = now + Int64.random(in: 0...configuration.reconnectJitter, using: &generator)
    phase = .backingOff(until: min(until, soon))
    lastStart = nil
    return []
  }

  /// The pupil signed in again: sending goes on.
  public mutating func credentialsRenewed(at now: Int64) -> [Action] {
    guard hasServer, phase == .signInNeeded else { return [] }
    failures = 0
    return startFlush(at: now)
  }

  /// The pupil leaves: one flush under one deadline, then the end.
  public mutating func quitRequested(at now: Int64) -> [Action] {
    guard !isLeaving, phase != .ended else { return [] }
    leavingDeadline = now + configuration.leavingDeadline
    guard hasServer, phase != .signInNeeded else { return endLeaving() }
    if case .flushing = phase {
      wantsFlush = true
      return []
    }
    return pendingEvents > 0 ? startFlush(at: now) : endLeaving()
  }

  /// The pupil does not wait for the leaving flush, or its deadline has come.
  public mutating func leavingAbandoned() -> [Action] {
    guard isLeaving, phase != .ended else { return [] }
    if case .flushing = phase {
      phase = .ended
      return [.cancelRequest, .finishLeaving]
    }
    return endLeaving()
  }

  // MARK: Answers of the driver to `send`

  /// These events are under way.
  public mutating func batchStarted(_ ids: [UniqueID]) {
    guard case .flushing = phase else { return }
    phase = .flushing(batch: ids)
  }

  /// Nothing is left to send.
  public mutating func outboxFoundEmpty(at now: Int64) -> [Action] {
    guard case .flushing = phase else { return [] }
    pendingEvents = 0
    return knowsTotal || isLeaving ? flushEnded() : [.fetchTotal]
  }

  /// The answer to `fetchTotal` came.
  public mutating func totalAnswered(_ answer: TotalAnswer, at now: Int64) -> [Action] {
    guard case .flushing = phase else { return [] }
    switch answer {
    case .total(let total):
      knowsTotal = true
      failures = 0
      return [.recordTotal(total)] + flushEnded()
    case .signInNeeded: return answered(.signInNeeded, at: now)
    case .failed(let sentence, let retryAfter):
      return answered(.failed(sentence: sentence, retryAfter: retryAfter), at: now)
    case .cancelled: return answered(.cancelled, at: now)
    }
  }

  /// Another process on this computer sends for this outbox.
  public mutating func senderFoundElsewhere(at now: Int64) -> [Action] {
    guard case .flushing = phase else { return [] }
    wantsFlush = false
    return flushEnded()
  }

  /// The outbox could not be read or changed: nothing is lost, try again later.
  public mutating func outboxFailed(at now: Int64) -> [Action] {
    guard case .flushing = phase else { return [] }
    return backOff(retryAfter: nil, at: now)
  }

  /// The answer to the running request came.
  public mutating func answered(_ answer: SyncAnswer, at now: Int64) -> [Action] {
    guard case .flushing(let batch) = phase else { return [] }
    switch answer {
    case .acknowledged(let ids, let total):
      failures = 0
      knowsTotal = true
      growLimit()
      return [.acknowledge(ids, total)] + sendMore()
    case .rejected(let rejections):
      return [.quarantine(rejections)] + sendMore()
    case .tooLarge:
      return shrink(batch, code: "too_large", detail: SyncPhrase.tooLarge)
    case .refused(let code, let detail):
      return shrink(batch, code: code, detail: detail)
    case .signInNeeded:
      phase = .signInNeeded
      let record = Action.recordFailure(SyncPhrase.signInAgain, signInNeeded: true)
      return isLeaving ? [record] + endLeaving() : [record]
    case .failed(let sentence, let retryAfter):
      return [.recordFailure(sentence, signInNeeded: false)] + backOff(retryAfter: retryAfter, at: now)
    case .cancelled:
      return isLeaving ? endLeaving() : backOff(retryAfter: nil, at: now)
    }
  }

  // MARK: Inside

  private mutating func startFlush(at now: Int64) -> [Action] {
    lastStart = now
    wantsFlush = false
    limit = min(limit, configuration.batchSize)
    phase = .flushing(batch: [])
    return [.send(limit: limit)]
  }

  private mutating func sendMore() -> [Action] {
    phase = .flushing(batch: [])
    return [.send(limit: limit)]
  }

  private mutating func flushEnded() -> [Action] {
    if isLeaving { return endLeaving() }
    phase = .idle
    limit = configuration.batchSize
    return []
  }

  private mutating func endLeaving() -> [Action] {
    phase = .ended
    return [.finishLeaving]
  }

  /// A batch that was refused whole is halved until the one bad event stands alone.
  private mutating func shrink(_ batch: [UniqueID], code: String, detail: String) -> [Action] {
    if batch.count > 1 {
      limit = max(1, batch.count / 2)
      return sendMore()
    }
    limit = configuration.batchSize
    return [.quarantine(batch.map { OutboxRejection(id: $0, code: code, detail: detail) })] + sendMore()
  }

  /// After a success a halved limit recovers, and a long backlog lets batches grow.
  private mutating func growLimit() {
    let isLongBacklog = pendingEvents > configuration.backlogWorthGrowth
    limit = min(isLongBacklog ? configuration.largestBatch : configuration.batchSize, limit * 2)
  }

  private mutating func backOff(retryAfter: Int64?, at now: Int64) -> [Action] {
    if isLeaving { return endLeaving() }
    failures += 1
    let wait = max(
      configuration.backoff(afterFailures: failures, using: &generator), (retryAfter ?? 0) * 1000)
    phase = .backingOff(until: now + wait)
    return []
  }
}
