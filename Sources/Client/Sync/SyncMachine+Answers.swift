package import Primitives
import XP

extension SyncMachine {
  // MARK: Answers of the driver to `send`

  /// These events are under way.
  package mutating func batchStarted(_ ids: [UniqueID]) {
    guard case .flushing(let channel, _) = phase else { return }
    phase = .flushing(channel, batch: ids)
  }

  /// The ledger is known to be there: what had to wait for that goes on.
  mutating func introduced() -> [Action] {
    (absence, isNetworkAtFault) = (nil, false)
    switch phase {
    case .flushing(let channel, _): return send(channel)
    case .fetching: return [.fetchTotal]
    case .idle, .backingOff, .signInNeeded, .ended: return []
    }
  }

  /// What was refused before, or a restored ledger has lost, is in the queues again: it goes first.
  mutating func queuesFilledAgain(at now: Int64) -> [Action] {
    (absence, isNetworkAtFault) = (nil, false)
    switch phase {
    case .flushing, .fetching: return goOn(at: now)
    case .idle, .backingOff, .signInNeeded, .ended: return []
    }
  }

  /// Who answers at the address is not known, or not the pupil's ledger.
  mutating func introductionFailed(_ failure: SyncFailure, at now: Int64) -> [Action] {
    phase == .fetching ? totalAnswered(.failed(failure), at: now) : answered(.failed(failure), at: now)
  }

  /// The ledger does not know this computer's token.
  mutating func introductionRefused() -> [Action] {
    switch phase {
    case .flushing, .fetching: return signInAsked()
    case .idle, .backingOff, .signInNeeded, .ended: return []
    }
  }

  /// The asking was broken off by this side.
  mutating func introductionCancelled(at now: Int64) -> [Action] {
    phase == .fetching ? totalAnswered(.cancelled, at: now) : answered(.cancelled, at: now)
  }

  /// Nothing is left to send on the channel.
  package mutating func outboxFoundEmpty(at now: Int64) -> [Action] {
    guard case .flushing(let channel, _) = phase else { return [] }
    if !suspects.isEmpty {
      // What there is, all of it, was refused.
      guard hasTaken else { return everythingRefused(at: now) }
      let bad = suspects
      suspects = []
      return [.quarantine(channel, bad)] + send(channel, isNew: true)
    }
    switch channel {
    case .points: pendingEvents = 0
    case .quests: pendingQuests = 0
    }
    return goOn(at: now)
  }

  /// Sends what either channel still has, points first; where there is nothing, the flush ends.
  private mutating func goOn(at now: Int64) -> [Action] {
    if pendingEvents > 0 { return send(.points, isNew: true) }
    if canSendQuests(at: now) { return send(.quests, isNew: true) }
    if knowsTotal || isLeaving { return flushEnded() }
    _ = flushEnded()
    phase = .fetching
    return [.fetchTotal]
  }

  /// The answer to `fetchTotal` came.
  package mutating func totalAnswered(_ answer: TotalAnswer, at now: Int64) -> [Action] {
    guard phase == .fetching else { return [] }
    switch answer {
    case .total(let total):
      knowsTotal = true
      (failures, absence) = (0, nil)
      return [.recordTotal(total)] + flushEnded()
    case .signInNeeded: return signInAsked()
    case .failed(let failure): return failed(failure, at: now)
    case .cancelled: return flushEnded()
    }
  }

  /// Another process on this computer sends for this outbox.
  package mutating func senderFoundElsewhere(at now: Int64) -> [Action] {
    guard case .flushing = phase else { return [] }
    (wantsFlush, absence) = (false, nil)
    return flushEnded()
  }

  /// The outbox could not be read or changed: nothing is lost, try again later.
  package mutating func outboxFailed(at now: Int64) -> [Action] {
    switch phase {
    case .flushing, .fetching: return backOff(at: now)
    case .idle:
      // It was the total that could not be stored: it is asked for again.
      knowsTotal = false
      wantsFlush = true
      return []
    case .backingOff, .signInNeeded, .ended: return []
    }
  }

  /// The answer to the running request came.
  package mutating func answered(_ answer: SyncAnswer, at now: Int64) -> [Action] {
    guard case .flushing(let channel, let batch) = phase else { return [] }
    switch answer {
    case .acknowledged(let ids, let confirmation):
      (failures, absence) = (0, nil)
      // A total without the games played counts, but is not the whole of it.
      if confirmation.tellsGamesPlayed { knowsTotal = true }
      growLimit(of: channel)
      var actions = [Action.acknowledge(channel, ids, confirmation)]
      // Others are taken, so it is those.
      if !suspects.isEmpty { actions.append(.quarantine(channel, suspects)) }
      (suspects, hasTaken) = ([], true)
      guard channel == .quests else { return actions + send(.points) }
      (areQuestsUnknown, questsRetryAt) = (false, nil)
      return actions + (pendingEvents > 0 ? send(.points, isNew: true) : send(.quests))
    case .rejected(let rejections):
      return [.quarantine(channel, rejections)] + send(channel)
    case .tooLarge(let isGlosa):
      if batch.count == 1, !isGlosa {
        return answered(.failed(SyncFailure(.stranger(status: 413))), at: now)
      }
      return shrink(batch, of: channel, code: "too_large", detail: .tooLarge, at: now)
    case .refused(let code, let detail):
      return shrink(batch, of: channel, code: code, detail: detail, at: now)
    case .channelUnknown:
      suspects = []
      failures = 0
      areQuestsUnknown = true
      questsRetryAt = now + configuration.questsRetry
      return [.recordQuestsUnknown] + goOn(at: now)
    case .signInNeeded: return signInAsked()
    case .failed(let failure): return failed(failure, at: now)
    case .cancelled:
      return isLeaving ? endLeaving() : backOff(at: now)
    }
  }

  mutating func signInAsked() -> [Action] {
    (suspects, absence) = ([], nil)
    phase = .signInNeeded
    let record = Action.recordFailure(.signInAgain, signInNeeded: true)
    return isLeaving ? [record] + endLeaving() : [record]
  }

  mutating func failed(_ failure: SyncFailure, at now: Int64) -> [Action] {
    noteAbsence(failure.obstacle, at: now)
    return [.recordFailure(absenceTrouble ?? failure.trouble, signInNeeded: false)]
      + backOff(retryAfter: failure.retryAfter, isNetworkFault: failure.isNetworkFault, at: now)
  }

  /// So many single events in a row, refused and not named, and it is not the events. A few bad ones beside each other happen:
  /// one fault made them, and those behind them must not wait for them. With many more a server that refuses everything
  /// would be asked as often at each try.
  private static let refusedAlike = 5

  /// A batch that was refused whole is halved until one event stands alone. Whether that one is bad shows with the next: it is
  /// set aside once another is taken.
  private mutating func shrink(
    _ batch: [UniqueID], of channel: Channel, code: String, detail: SyncTrouble.Refusal, at now: Int64
  ) -> [Action] {
    if batch.count > 1 {
      limit = max(1, batch.count / 2)
      return send(channel)
    }
    suspects += batch.map { OutboxRejection(id: $0, code: code, detail: detail) }
    if suspects.count >= Self.refusedAlike { return everythingRefused(at: now) }
    limit = 1
    return send(channel)
  }

  /// Everything stays in the queue: the first events were refused alike, and nothing was taken.
  private mutating func everythingRefused(at now: Int64) -> [Action] {
    let trouble = SyncTrouble.everythingRefused(suspects.last?.detail ?? .noReason)
    let actions = [Action.recordFailure(trouble, signInNeeded: false)] + backOff(at: now)
    isRefused = true
    return actions
  }

  /// After a success a halved limit recovers, and a long backlog lets batches grow.
  private mutating func growLimit(of channel: Channel) {
    let pending = channel == .points ? pendingEvents : pendingQuests
    let isLongBacklog = pending > configuration.backlogWorthGrowth
    limit = min(isLongBacklog ? configuration.largestBatch : configuration.batchSize, limit * 2)
  }
}
