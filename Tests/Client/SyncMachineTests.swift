import Primitives
import TestScopes
import TestSupport
import Testing
import XP

@testable import Sync

/// A machine with a plain driver: remembers what it was told to do.
private struct Bench {
  var machine: SyncMachine
  var now: Int64 = 1_000_000
  let ids = (1...2000).map { UniqueID(high: UInt64($0), low: 1) }

  init(hasServer: Bool = true, pending: Int = 0, seed: UInt64 = 1, configuration: SyncConfiguration = .init())
  {
    machine = SyncMachine(configuration: configuration, hasServer: hasServer, seed: seed)
    machine.pendingCounted(pending)
  }

  /// A machine whose start is over: nothing was pending, the total is known.
  static func idle(pending: Int = 0, seed: UInt64 = 1) -> Bench {
    var bench = Bench(seed: seed)
    _ = bench.machine.started(at: bench.now)
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    _ = bench.machine.totalAnswered(.total(.zero), at: bench.now)
    bench.machine.pendingCounted(pending)
    return bench
  }

  /// A machine with a batch of that many under way.
  static func sending(_ count: Int, pending: Int? = nil) -> Bench {
    var bench = Bench(pending: pending ?? count)
    _ = bench.machine.started(at: bench.now)
    bench.machine.batchStarted(Array(bench.ids.prefix(count)))
    return bench
  }

  mutating func advance(_ milliseconds: Int64) -> [SyncMachine.Action] {
    now += milliseconds
    return machine.timerFired(at: now)
  }

  /// Lets time pass up to the next wake-up and tells how long that was.
  mutating func sleepUntilWake() throws -> (waited: Int64, actions: [SyncMachine.Action]) {
    let wake = try #require(machine.nextWakeAt)
    let waited = wake - now
    now = wake
    return (waited, machine.timerFired(at: now))
  }

  /// The same up to the next try, past the looks at where the server is said to be.
  mutating func sleepUntilTry() throws -> (waited: Int64, actions: [SyncMachine.Action]) {
    let start = now
    while true {
      let actions = try sleepUntilWake().actions
      if actions != [.checkCredentials] { return (now - start, actions) }
    }
  }
}

private let total = Confirmation(LedgerTotal(totalXP: 10, gamesPlayed: 1, version: 1))
private let failure = SyncAnswer.failed(SyncFailure("no"))

@Suite("SyncMachine", .ownThread())
struct SyncMachineTests {
  @Test("An event that is enqueued goes with the next tick, and no sooner than the throttle allows")
  func enqueuedWhileIdle() throws {
    var bench = Bench.idle()
    #expect(bench.machine.eventEnqueued(pending: 1, quests: 2, at: bench.now) == [])
    #expect(bench.machine.state == .pending)
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited >= 2000 && waited <= 3300)
    #expect(actions == [.send(.points, limit: 50)])
  }

  @Test("An event that is enqueued goes before a question for the total that is under way")
  func enqueuedWhileFetching() throws {
    var bench = Bench()
    _ = bench.machine.started(at: bench.now)
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.fetchTotal])
    #expect(bench.machine.eventEnqueued(pending: 1, quests: 0, at: bench.now) == [])
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited == 2000)
    #expect(actions == [.cancelRequest, .send(.points, limit: 50)])
  }

  @Test("Rule 11: the start drains what an earlier run left, at once")
  func startDrains() {
    var bench = Bench(pending: 3)
    #expect(bench.machine.started(at: bench.now) == [.send(.points, limit: 50)])
  }

  @Test("Before the start what is stored does not send itself")
  func nothingBeforeTheStart() {
    var bench = Bench(pending: 3)
    #expect(bench.machine.nextWakeAt == nil)
    #expect(bench.machine.timerFired(at: bench.now) == [])
    #expect(bench.machine.state == .pending)
  }

  @Test("Rule 6: a start while a flush is under way begins no second one")
  func startDuringFlush() {
    var bench = Bench(pending: 3)
    #expect(bench.machine.flushRequested(forced: false, at: bench.now) == [.send(.points, limit: 50)])
    #expect(bench.machine.started(at: bench.now) == [])
  }

  @Test("A start with nothing pending asks for the total, once")
  func startAsksForTotal() {
    var bench = Bench()
    #expect(bench.machine.started(at: bench.now) == [.send(.points, limit: 50)])
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.fetchTotal])
    #expect(bench.machine.totalAnswered(.total(total.total), at: bench.now) == [.recordTotal(total.total)])
    #expect(bench.machine.state == .synced)
    _ = bench.machine.flushRequested(forced: true, at: bench.now)
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [])
  }

  @Test("What had to wait until it was known who is there goes on where it was, or backs off with the reason")
  func introductions() {
    var known = Bench(pending: 3)
    #expect(known.machine.started(at: known.now) == [.send(.points, limit: 50)])
    #expect(known.machine.introduced() == [.send(.points, limit: 50)])

    var fetching = Bench()
    _ = fetching.machine.started(at: fetching.now)
    #expect(fetching.machine.outboxFoundEmpty(at: fetching.now) == [.fetchTotal])
    #expect(fetching.machine.introduced() == [.fetchTotal])
    // What was refused before, or a restored ledger has lost, is there again.
    fetching.machine.pendingCounted(2)
    #expect(fetching.machine.queuesFilledAgain(at: fetching.now) == [.send(.points, limit: 50)])

    for isEmpty in [true, false] {
      var stranger = Bench(pending: isEmpty ? 0 : 3)
      _ = stranger.machine.started(at: stranger.now)
      if isEmpty { _ = stranger.machine.outboxFoundEmpty(at: stranger.now) }
      let other = SyncFailure("another one", isNetworkFault: true)
      #expect(
        stranger.machine.introductionFailed(other, at: stranger.now)
          == [.recordFailure("another one", signInNeeded: false)])
      #expect(stranger.machine.nextWakeAt.map { $0 > stranger.now } == true)
      #expect(!stranger.machine.isBusy)

      var unknown = Bench(pending: isEmpty ? 0 : 3)
      _ = unknown.machine.started(at: unknown.now)
      if isEmpty { _ = unknown.machine.outboxFoundEmpty(at: unknown.now) }
      #expect(
        unknown.machine.introductionRefused() == [.recordFailure(.signInAgain, signInNeeded: true)])
      #expect(unknown.machine.state == .signInNeeded)
    }
    // Too late: what it was asked for is over.
    var idle = Bench.idle()
    #expect(idle.machine.introduced() == [])
    #expect(idle.machine.queuesFilledAgain(at: idle.now) == [])
    #expect(idle.machine.introductionRefused() == [])
    #expect(idle.machine.state == .synced)
  }

  @Test("Without a class nothing is ever sent")
  func localNeverSends() {
    var bench = Bench(hasServer: false, pending: 5)
    #expect(bench.machine.started(at: bench.now) == [])
    #expect(bench.machine.flushRequested(forced: true, at: bench.now) == [])
    #expect(bench.advance(100_000) == [])
    #expect(bench.machine.state == .local)
    #expect(bench.machine.quitRequested(at: bench.now) == [.finishLeaving])
  }

  @Test(
    "Pending events go out with the tick, after 2.4 to 3.3 seconds", arguments: 1...50 as ClosedRange<UInt64>)
  func tick(seed: UInt64) throws {
    var bench = Bench.idle(pending: 2, seed: seed)
    let (waited, actions) = try bench.sleepUntilWake()
    #expect((2400...3300).contains(waited))
    #expect(actions == [.send(.points, limit: 50)])
  }

  @Test("Rule 10: ticks of different clients differ")
  func tickJitter() throws {
    let waits = Set((1...30 as ClosedRange<UInt64>).compactMap { Bench.idle(seed: $0).machine.nextWakeAt })
    #expect(waits.count > 20)
  }

  @Test("A tick with nothing pending does nothing")
  func idleTick() throws {
    var bench = Bench.idle()
    #expect(try bench.sleepUntilWake().actions == [])
  }

  @Test("Rule 6: batches follow each other within a flush until the outbox is empty, without any wait")
  func drains() {
    var bench = Bench.sending(50, pending: 120)
    #expect(
      bench.machine.answered(.acknowledged(Array(bench.ids.prefix(50)), total), at: bench.now)
        == [.acknowledge(.points, Array(bench.ids.prefix(50)), total), .send(.points, limit: 50)])
    bench.machine.batchStarted(Array(bench.ids[50..<100]))
    #expect(
      bench.machine.answered(.acknowledged([bench.ids[50]], total), at: bench.now).last
        == .send(.points, limit: 50))
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [])
    #expect(bench.machine.state == .synced)
  }

  @Test("Rule 6: the throttle keeps two seconds between the starts of flushes; a trigger between waits, once")
  func throttle() throws {
    var bench = Bench.idle(pending: 1)
    #expect(bench.machine.flushRequested(forced: false, at: bench.now) == [])
    #expect(bench.machine.flushRequested(forced: false, at: bench.now + 10) == [])
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited == 2000)
    #expect(actions == [.send(.points, limit: 50)])
  }

  @Test("Rule 6: a trigger during a flush means once more after")
  func onceMore() throws {
    var bench = Bench.sending(1)
    #expect(bench.machine.flushRequested(forced: true, at: bench.now) == [])
    _ = bench.machine.answered(.acknowledged([bench.ids[0]], total), at: bench.now)
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited == 2000)
    #expect(actions == [.send(.points, limit: 50)])
  }

  @Test("A forced flush goes past throttle and back-off")
  func forced() {
    var bench = Bench.idle(pending: 1)
    #expect(bench.machine.flushRequested(forced: true, at: bench.now) == [.send(.points, limit: 50)])
    bench.machine.batchStarted([bench.ids[0]])
    _ = bench.machine.answered(failure, at: bench.now)
    #expect(bench.machine.flushRequested(forced: false, at: bench.now) == [])
    #expect(bench.machine.flushRequested(forced: true, at: bench.now) == [.send(.points, limit: 50)])
  }

  @Test("Rule 6: after a long offline time batches grow to 500, and are 50 again after")
  func growth() {
    var bench = Bench.sending(50, pending: 5000)
    var limits: [Int] = []
    for _ in 0..<6 {
      guard
        case .send(_, let limit, _)? = bench.machine.answered(
          .acknowledged([bench.ids[0]], total), at: bench.now
        )
        .last
      else { break }
      limits.append(limit)
      bench.machine.batchStarted(Array(bench.ids.prefix(limit)))
    }
    #expect(limits == [100, 200, 400, 500, 500, 500])
    bench.machine.pendingCounted(40)
    #expect(
      bench.machine.answered(.acknowledged([bench.ids[0]], total), at: bench.now).last
        == .send(.points, limit: 50))
  }

  @Test("Rule 7: a failure keeps everything and backs off with full jitter, from 2 s to 60 s at most")
  func backoff() throws {
    var longest: Int64 = 0
    for seed in 1...200 as ClosedRange<UInt64> {
      var bench = Bench(pending: 1, seed: seed)
      _ = bench.machine.started(at: bench.now)
      for failures in 1...10 {
        bench.machine.batchStarted([bench.ids[0]])
        #expect(
          bench.machine.answered(failure, at: bench.now) == [.recordFailure("no", signInNeeded: false)])
        guard case .offline(let next) = bench.machine.state else {
          Issue.record("not offline")
          return
        }
        let ceiling = min(60_000, 2000 << Int64(failures - 1))
        let wait: Int64 = next - bench.now
        #expect(wait >= 2000 && wait <= max(2000, ceiling))
        longest = max(longest, next - bench.now)
        #expect(try bench.sleepUntilWake().actions == [.send(.points, limit: 50)])
      }
    }
    #expect(longest > 50_000)
  }

  @Test("Rule 7: Retry-After is honoured")
  func retryAfter() throws {
    var bench = Bench.sending(1)
    _ = bench.machine.answered(.failed(SyncFailure("busy", retryAfter: 17)), at: bench.now)
    #expect(try bench.sleepUntilWake().waited >= 17_000)
  }

  @Test("A success forgets earlier failures")
  func successForgets() throws {
    var bench = Bench.sending(1)
    for _ in 0..<8 {
      _ = bench.machine.answered(failure, at: bench.now)
      _ = try bench.sleepUntilWake()
      bench.machine.batchStarted([bench.ids[0]])
    }
    #expect(bench.machine.failures == 8)
    _ = bench.machine.answered(.acknowledged([bench.ids[0]], total), at: bench.now)
    #expect(bench.machine.failures == 0)
  }

  @Test("Rules 7 and 10: a reconnect syncs within half a second, with jitter, and under the throttle")
  func reconnect() throws {
    var waits: Set<Int64> = []
    let unreachable = SyncAnswer.failed(SyncFailure("no", isNetworkFault: true))
    for seed in 1...40 as ClosedRange<UInt64> {
      var bench = Bench(pending: 1, seed: seed)
      _ = bench.machine.started(at: bench.now)
      for _ in 0..<6 {
        bench.machine.batchStarted([bench.ids[0]])
        _ = bench.machine.answered(unreachable, at: bench.now)
        _ = try bench.sleepUntilTry()
      }
      bench.machine.batchStarted([bench.ids[0]])
      bench.now += 5000
      _ = bench.machine.answered(unreachable, at: bench.now)
      #expect(bench.machine.networkChanged(at: bench.now) == [])
      let (waited, actions) = try bench.sleepUntilTry()
      #expect((0...500).contains(waited))
      #expect(actions == [.send(.points, limit: 50)])
      waits.insert(waited)
      // Right after that, another change may not start a flush before the throttle allows.
      bench.machine.batchStarted([bench.ids[0]])
      _ = bench.machine.answered(unreachable, at: bench.now)
      _ = bench.machine.networkChanged(at: bench.now)
      #expect(try bench.sleepUntilTry().waited == 2000)
    }
    #expect(waits.count > 20)
  }

  @Test("Rule 7: a change of network does not shorten what the server asked for")
  func reconnectHonoursRetryAfter() throws {
    var bench = Bench.sending(1)
    _ = bench.machine.answered(.failed(SyncFailure("busy", retryAfter: 600)), at: bench.now)
    _ = bench.machine.networkChanged(at: bench.now + 10_000)
    #expect(try bench.sleepUntilWake().waited >= 600_000)
  }

  @Test("Rule 11: leaving while the total is asked for gives that up and sends what is pending")
  func leaveWhileFetching() {
    var bench = Bench()
    _ = bench.machine.started(at: bench.now)
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.fetchTotal])
    bench.machine.pendingCounted(2)
    #expect(bench.machine.quitRequested(at: bench.now) == [.cancelRequest, .send(.points, limit: 50)])
    #expect(bench.machine.totalAnswered(.cancelled, at: bench.now) == [])

    var idle = Bench()
    _ = idle.machine.started(at: idle.now)
    _ = idle.machine.outboxFoundEmpty(at: idle.now)
    #expect(idle.machine.quitRequested(at: idle.now) == [.cancelRequest, .finishLeaving])
  }

  @Test("Events that come while the total is asked for do not wait for its answer")
  func fetchingDoesNotHoldUpEvents() throws {
    var bench = Bench()
    _ = bench.machine.started(at: bench.now)
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    bench.machine.pendingCounted(1)
    #expect(bench.machine.state == .pending)
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited <= 2000)
    #expect(actions == [.cancelRequest, .send(.points, limit: 50)])
  }

  @Test("A total that could not be stored is asked for again")
  func totalNotStored() throws {
    var bench = Bench()
    _ = bench.machine.started(at: bench.now)
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    _ = bench.machine.totalAnswered(.total(total.total), at: bench.now)
    _ = bench.machine.outboxFailed(at: bench.now)
    #expect(try bench.sleepUntilWake().actions == [.send(.points, limit: 50)])
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.fetchTotal])
  }

  @Test("Rule 7: a 413 that is not Glosa's own never puts an event aside")
  func strangersTooLarge() {
    var bench = Bench.sending(1)
    let actions = bench.machine.answered(.tooLarge(isGlosa: false), at: bench.now)
    #expect(actions == [.recordFailure(.stranger(status: 413), signInNeeded: false)])
  }

  @Test("Rule 7: after a 401 nothing is sent until the pupil signed in again")
  func signIn() throws {
    var bench = Bench.sending(1)
    let actions = bench.machine.answered(.signInNeeded, at: bench.now)
    #expect(actions == [.recordFailure(.signInAgain, signInNeeded: true)])
    #expect(bench.machine.state == .signInNeeded)
    for _ in 0..<5 { #expect(try bench.sleepUntilWake().actions == [.checkCredentials]) }
    #expect(bench.machine.flushRequested(forced: true, at: bench.now) == [.checkCredentials])
    #expect(bench.machine.credentialsRenewed(at: bench.now) == [.send(.points, limit: 50)])
  }

  @Test("Rule 7: a 413 halves the batch, down to the one event that is too large")
  func tooLarge() {
    var bench = Bench.sending(40)
    #expect(bench.machine.answered(.tooLarge(isGlosa: false), at: bench.now) == [.send(.points, limit: 20)])
    bench.machine.batchStarted([bench.ids[0]])
    let actions = bench.machine.answered(.tooLarge(isGlosa: true), at: bench.now)
    #expect(actions == [.send(.points, limit: 1, skipping: [bench.ids[0]])])
    bench.machine.batchStarted([bench.ids[1]])
    let large = OutboxRejection(id: bench.ids[0], code: "too_large", detail: .tooLarge)
    #expect(
      bench.machine.answered(.acknowledged([bench.ids[1]], total), at: bench.now) == [
        .acknowledge(.points, [bench.ids[1]], total), .quarantine(.points, [large]),
        .send(.points, limit: 2),
      ])
  }

  /// What a machine does with a server that refuses what `isRefused` says, with the events that are left and set aside.
  private func flush(
    _ bench: inout Bench, _ outbox: inout [UniqueID], actions: [SyncMachine.Action],
    isRefused: (UniqueID) -> Bool
  ) -> (quarantined: [UniqueID], requests: Int, failures: [SyncTrouble]) {
    var actions = actions
    var (quarantined, requests, failures): ([UniqueID], Int, [SyncTrouble]) = ([], 0, [])
    while !actions.isEmpty {
      switch actions.removeFirst() {
      case .send(_, let limit, let skipped):
        let batch = Array(outbox.filter { !skipped.contains($0) }.prefix(limit))
        guard !batch.isEmpty else {
          actions += bench.machine.outboxFoundEmpty(at: bench.now)
          continue
        }
        requests += 1
        bench.machine.batchStarted(batch)
        actions += bench.machine.answered(
          batch.contains(where: isRefused)
            ? .refused(code: "odd", detail: "no") : .acknowledged(batch, total), at: bench.now)
      case .acknowledge(_, let ids, _): outbox.removeAll { ids.contains($0) }
      case .quarantine(_, let rejections):
        quarantined += rejections.map(\.id)
        outbox.removeAll { id in rejections.contains { $0.id == id } }
      case .recordFailure(let trouble, _): failures.append(trouble)
      default: break
      }
      bench.machine.pendingCounted(outbox.count)
    }
    return (quarantined, requests, failures)
  }

  @Test(
    "Rule 7: where the first events are all refused alike nothing is set aside, and it is tried again for ever",
    arguments: [1, 2, 5, 50, 2000])
  func refusesEverything(count: Int) throws {
    var bench = Bench(pending: count)
    var outbox = Array(bench.ids.prefix(count))
    var refusal = flush(
      &bench, &outbox, actions: bench.machine.started(at: bench.now), isRefused: { _ in true })
    for attempt in 1...8 {
      #expect(refusal.quarantined == [] && outbox.count == count)
      #expect(refusal.failures == [.everythingRefused("no")])
      #expect(refusal.requests <= (attempt == 1 ? 10 : 5), "a server in trouble is asked little")
      guard case .refused(let next) = bench.machine.state else {
        Issue.record("\(bench.machine.state)")
        return
      }
      #expect(next > bench.now)
      refusal = flush(
        &bench, &outbox, actions: try bench.sleepUntilWake().actions, isRefused: { _ in true })
    }
    // It has come to itself.
    let after = flush(
      &bench, &outbox, actions: try bench.sleepUntilWake().actions, isRefused: { _ in false })
    #expect(after.quarantined == [] && after.failures == [] && outbox.isEmpty)
    #expect(bench.machine.state == .synced)
  }

  @Test("Rule 7: one bad event by itself waits until another shows that it is the event", arguments: [0, 1])
  func badAlone(position: Int) throws {
    var bench = Bench(pending: 1)
    let culprit = bench.ids[position]
    var outbox = [culprit]
    let isRefused = { (id: UniqueID) in id == culprit }
    let first = flush(&bench, &outbox, actions: bench.machine.started(at: bench.now), isRefused: isRefused)
    #expect(first.quarantined == [] && outbox == [culprit])
    outbox = [bench.ids[0], bench.ids[1]]
    bench.machine.pendingCounted(2)
    let second = flush(&bench, &outbox, actions: try bench.sleepUntilWake().actions, isRefused: isRefused)
    #expect(second.quarantined == [culprit] && outbox.isEmpty)
  }

  @Test(
    "Rule 7: a few bad events at the head of the queue are set aside once another is taken", arguments: 1...4)
  func fewBad(count: Int) {
    var bench = Bench(pending: 20)
    var outbox = Array(bench.ids.prefix(20))
    let bad = Array(outbox.prefix(count))
    let flushed = flush(&bench, &outbox, actions: bench.machine.started(at: bench.now)) { bad.contains($0) }
    #expect(flushed.quarantined == bad && outbox.isEmpty && flushed.failures == [])
  }

  @Test("Rule 7: a 422 that names events puts those aside and sends the rest at once")
  func rejected() {
    var bench = Bench.sending(3)
    let bad = [OutboxRejection(id: bench.ids[1], code: "bad_time", detail: "too early")]
    #expect(
      bench.machine.answered(.rejected(bad), at: bench.now) == [
        .quarantine(.points, bad), .send(.points, limit: 50),
      ])
  }

  @Test(
    "Rule 7: a refusal that names none finds the bad event by halving; all others arrive", arguments: 0..<50)
  func bisects(bad: Int) throws {
    var bench = Bench(pending: 50)
    var outbox = Array(bench.ids.prefix(50))
    let culprit = outbox[bad]
    let flushed = flush(&bench, &outbox, actions: bench.machine.started(at: bench.now)) { $0 == culprit }
    #expect(flushed.quarantined == [culprit])
    #expect(outbox.isEmpty)
    #expect(flushed.requests < 25)
  }

  @Test("A failed outbox is tried again later and loses nothing")
  func outboxFailed() throws {
    var bench = Bench(pending: 1)
    _ = bench.machine.started(at: bench.now)
    #expect(bench.machine.outboxFailed(at: bench.now) == [])
    #expect(try bench.sleepUntilWake().actions == [.send(.points, limit: 50)])
  }

  @Test("Rule 5: while another process sends, this one waits for its tick")
  func senderElsewhere() throws {
    var bench = Bench(pending: 1)
    _ = bench.machine.started(at: bench.now)
    #expect(bench.machine.senderFoundElsewhere(at: bench.now) == [])
    #expect(bench.machine.state == .pending)
    #expect(try bench.sleepUntilWake().waited >= 2000)
  }

  @Test("Rule 11: leaving with nothing pending ends at once")
  func leaveAtOnce() {
    var bench = Bench.idle()
    #expect(bench.machine.quitRequested(at: bench.now) == [.finishLeaving])
    #expect(bench.machine.nextWakeAt == nil)
  }

  @Test("Rule 11: leaving sends what is pending, also out of a back-off, and ends when all is sent")
  func leaveFlushes() {
    var bench = Bench.sending(1)
    _ = bench.machine.answered(failure, at: bench.now)
    #expect(bench.machine.quitRequested(at: bench.now) == [.send(.points, limit: 50)])
    bench.machine.batchStarted([bench.ids[0]])
    #expect(
      bench.machine.answered(.acknowledged([bench.ids[0]], total), at: bench.now)
        == [.acknowledge(.points, [bench.ids[0]], total), .send(.points, limit: 50)])
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.finishLeaving])
  }

  @Test("Rule 11: leaving does not retry")
  func leaveDoesNotRetry() {
    var bench = Bench.idle(pending: 1)
    _ = bench.machine.quitRequested(at: bench.now)
    bench.machine.batchStarted([bench.ids[0]])
    #expect(bench.machine.answered(failure, at: bench.now).last == .finishLeaving)
  }

  @Test("Rule 11: at the one deadline of 3 s the running request is cancelled and leaving ends")
  func leaveDeadline() throws {
    var bench = Bench.sending(5)
    #expect(bench.machine.quitRequested(at: bench.now) == [])
    let (waited, actions) = try bench.sleepUntilWake()
    #expect(waited == 3000)
    #expect(actions == [.cancelRequest, .finishLeaving])
    #expect(bench.machine.answered(.cancelled, at: bench.now) == [])
  }

  @Test("Rule 11: the deadline is one for everything: batches do not renew it")
  func oneDeadline() {
    var bench = Bench.sending(5, pending: 500)
    let start = bench.now
    _ = bench.machine.quitRequested(at: start)
    for step in 1...5 as ClosedRange<Int64> {
      _ = bench.machine.answered(.acknowledged([bench.ids[0]], total), at: start + step * 500)
      bench.machine.batchStarted([bench.ids[1]])
      #expect(bench.machine.nextWakeAt == start + 3000)
    }
  }

  @Test("Rule 11: the pupil can cut the leaving flush short")
  func leaveNow() {
    var bench = Bench.sending(5)
    _ = bench.machine.quitRequested(at: bench.now)
    #expect(bench.machine.leavingAbandoned() == [.cancelRequest, .finishLeaving])
    #expect(bench.machine.leavingAbandoned() == [])
  }

  @Test(
    "Rule 6: whatever happens in whatever order, at most one request is under way",
    arguments: 1...300 as ClosedRange<UInt64>)
  func oneAtATime(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bench = Bench(pending: 3, seed: seed)
    var underWay = false
    var finished = 0
    func take(_ actions: [SyncMachine.Action], _ bench: inout Bench) {
      for action in actions {
        switch action {
        case .send, .fetchTotal:
          #expect(!underWay, "seed \(seed)")
          underWay = true
          if case .send = action { bench.machine.batchStarted([bench.ids[0]]) }
        case .finishLeaving: finished += 1
        default: break
        }
      }
    }
    take(bench.machine.started(at: bench.now), &bench)
    for _ in 0..<200 {
      bench.now += Int64.random(in: 0...4000, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0: take(bench.machine.flushRequested(forced: Bool.random(using: &random), at: bench.now), &bench)
      case 1: take(bench.machine.networkChanged(at: bench.now), &bench)
      case 2: take(bench.machine.credentialsRenewed(at: bench.now), &bench)
      case 3 where Int.random(in: 0..<20, using: &random) == 0:
        take(bench.machine.quitRequested(at: bench.now), &bench)
      case 4, 5: take(bench.machine.timerFired(at: bench.now), &bench)
      default:
        guard underWay else { continue }
        underWay = false
        let answers: [SyncAnswer] = [
          .acknowledged([bench.ids[0]], total), failure, .signInNeeded, .tooLarge(isGlosa: true),
          .refused(code: "x", detail: ""),
          .rejected([OutboxRejection(id: bench.ids[0], code: "x", detail: "")]), .cancelled,
        ]
        let answer = answers[Int.random(in: 0..<answers.count, using: &random)]
        take(bench.machine.answered(answer, at: bench.now), &bench)
      }
    }
    #expect(finished <= 1)
  }
}
