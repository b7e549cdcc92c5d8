extension SyncMachine {
  // MARK: What happened outside

  /// The program started: what an earlier run left is sent at once.
  package mutating func started(at now: Int64) -> [Action] {
    nextTick = now + configuration.jitteredTick(using: &generator)
    // Somebody may have asked for a flush before the start.
    return hasServer && phase == .idle ? startFlush(at: now) : []
  }

  /// The outbox was changed or read: this many events wait on either channel.
  package mutating func pendingCounted(_ count: Int, quests: Int = 0) {
    pendingEvents = count
    pendingQuests = quests
  }

  /// The game stored an event; this many wait now on either channel. It goes with the next tick, and before a question for
  /// the total that is under way: `nextWakeAt` says when.
  package mutating func eventEnqueued(pending: Int, quests: Int, at now: Int64) -> [Action] {
    pendingCounted(pending, quests: quests)
    return []
  }

  /// The timer that was set to `nextWakeAt` fired.
  package mutating func timerFired(at now: Int64) -> [Action] {
    guard phase != .ended else { return [] }
    if let leavingDeadline {
      return now >= leavingDeadline ? leavingAbandoned() : []
    }
    let isTick = nextTick.map { now >= $0 } ?? false
    if isTick { nextTick = now + configuration.jitteredTick(using: &generator) }
    guard hasServer else { return [] }
    switch phase {
    case .idle:
      guard wantsFlush || (isTick && hasWork(at: now)) else { return [] }
      wantsFlush = true
      return now >= earliestStart ? startFlush(at: now) : []
    case .fetching:
      return hasWork(at: now) && now >= earliestStart ? stopFetching() + startFlush(at: now) : []
    case .backingOff(let until):
      if now >= until { return startFlush(at: now) }
      // Somebody may have said meanwhile where the server is now.
      return tellAbsence(at: now) + (isTick && isNetworkAtFault ? [.checkCredentials] : [])
    case .signInNeeded: return isTick ? [.checkCredentials] : []
    case .flushing, .ended: return []
    }
  }

  /// Somebody wants the events sent now: the focus was lost, the program is being suspended, a command forces it.
  ///
  /// - Parameter forced: True goes past throttle and back-off.
  package mutating func flushRequested(forced: Bool, at now: Int64) -> [Action] {
    guard hasServer, !isLeaving else { return [] }
    switch phase {
    case .flushing:
      wantsFlush = true
      return []
    case .idle where forced || now >= earliestStart: return startFlush(at: now)
    case .idle:
      wantsFlush = true
      return []
    case .fetching where hasWork(at: now) && (forced || now >= earliestStart):
      return stopFetching() + startFlush(at: now)
    case .fetching: return []
    case .backingOff where forced: return startFlush(at: now)
    case .signInNeeded: return [.checkCredentials]
    case .backingOff, .ended: return []
    }
  }

  /// A network interface, address or route changed: a try that failed for the network is worth repeating soon, with
  /// jitter and under the throttle. What the server asked for, a Retry-After above all, stays.
  package mutating func networkChanged(at now: Int64) -> [Action] {
    guard hasServer, !isLeaving, isNetworkAtFault, case .backingOff(let until) = phase else { return [] }
    failures = 0
    let soon = now + Int64.random(in: 0...configuration.reconnectJitter, using: &generator)
    phase = .backingOff(until: min(until, max(soon, earliestStart)))
    return []
  }

  /// The pupil signed in again, or the server is sought elsewhere now: sending goes on.
  package mutating func credentialsRenewed(at now: Int64) -> [Action] {
    switch phase {
    case .signInNeeded, .backingOff: break
    case .idle, .flushing, .fetching, .ended: return []
    }
    failures = 0
    return startFlush(at: now)
  }

  /// A client that had nothing to send said how it is, and the ledger did not hear it: it is sought until it is there again.
  mutating func contactLost(_ failure: SyncFailure, at now: Int64) -> [Action] {
    guard hasServer, phase == .idle, !isLeaving else { return [] }
    // What is asked then tells that it is there, and what it has by now.
    knowsTotal = false
    return failed(failure, at: now)
  }

  /// A client that had nothing to send said how it is, and the ledger does not know its token any more.
  mutating func tokenRefused() -> [Action] {
    phase == .idle && !isLeaving ? signInAsked() : []
  }

  /// The pupil leaves: one flush under one deadline, then the end.
  package mutating func quitRequested(at now: Int64) -> [Action] {
    guard !isLeaving, phase != .ended else { return [] }
    leavingDeadline = now + configuration.leavingDeadline
    guard hasServer, phase != .signInNeeded else { return endLeaving() }
    if case .flushing = phase {
      wantsFlush = true
      return []
    }
    let stopping = phase == .fetching ? stopFetching() : []
    return stopping + (hasWork(at: now) ? startFlush(at: now) : endLeaving())
  }

  /// The pupil does not wait for the leaving flush, or its deadline has come.
  package mutating func leavingAbandoned() -> [Action] {
    guard isLeaving, phase != .ended else { return [] }
    if case .flushing = phase {
      phase = .ended
      return [.cancelRequest, .finishLeaving]
    }
    return endLeaving()
  }

  // MARK: The start and the end of a flush

  mutating func startFlush(at now: Int64) -> [Action] {
    lastStart = now
    wantsFlush = false
    (suspects, hasTaken) = ([], false)
    limit = min(limit, configuration.batchSize)
    return send(.points)
  }

  /// Gives the request for the total up; its answer is not waited for.
  mutating func stopFetching() -> [Action] {
    phase = .idle
    return [.cancelRequest]
  }

  /// The next batch of a channel; one that begins anew begins with batches of the plain size.
  mutating func send(_ channel: Channel, isNew: Bool = false) -> [Action] {
    if isNew { limit = configuration.batchSize }
    phase = .flushing(channel, batch: [])
    return [.send(channel, limit: limit, skipping: suspects.map(\.id))]
  }

  mutating func flushEnded() -> [Action] {
    if isLeaving { return endLeaving() }
    phase = .idle
    limit = configuration.batchSize
    return []
  }

  mutating func endLeaving() -> [Action] {
    phase = .ended
    return [.finishLeaving]
  }

  mutating func backOff(retryAfter: Int64? = nil, isNetworkFault: Bool = false, at now: Int64) -> [Action] {
    if isLeaving { return endLeaving() }
    failures += 1
    isNetworkAtFault = isNetworkFault
    (suspects, isRefused) = ([], false)
    let wait = max(
      configuration.backoff(afterFailures: failures, using: &generator), (retryAfter ?? 0) * 1000)
    phase = .backingOff(until: now + wait)
    if let tick = nextTick, tick <= now { nextTick = now + configuration.jitteredTick(using: &generator) }
    return []
  }
}
