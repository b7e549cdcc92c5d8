import Primitives
import TestScopes
import TestSupport
import Testing
import XP

@testable import Sync

/// The second channel of the machine: quest progress.
@Suite("SyncMachine, quests", .ownThread())
struct SyncMachineQuestTests {
  private let now: Int64 = 1_000_000
  private let ids = (1...100).map { UniqueID(high: UInt64($0), low: 2) }
  private let word = Confirmation(LedgerTotal(totalXP: 10, gamesPlayed: 1, version: 1))

  private func started(pending: Int = 0, quests: Int) -> SyncMachine {
    var machine = SyncMachine(configuration: SyncConfiguration(), hasServer: true, seed: 1)
    machine.pendingCounted(pending, quests: quests)
    _ = machine.started(at: now)
    return machine
  }

  /// A machine with a batch of quest progress under way.
  private func sendingQuests(_ count: Int) -> SyncMachine {
    var machine = started(quests: count)
    _ = machine.outboxFoundEmpty(at: now)
    machine.batchStarted(Array(ids.prefix(count)))
    return machine
  }

  /// A machine at rest, with everything known.
  private func idle() -> SyncMachine {
    var machine = started(quests: 0)
    _ = machine.outboxFoundEmpty(at: now)
    _ = machine.totalAnswered(.total(.zero), at: now)
    return machine
  }

  @Test("Points go first until there are none, then quest progress, all in one flush")
  func order() {
    var machine = started(pending: 2, quests: 3)
    machine.batchStarted([ids[0], ids[1]])
    #expect(
      machine.answered(.acknowledged([ids[0], ids[1]], word), at: now) == [
        .acknowledge(.points, [ids[0], ids[1]], word), .send(.points, limit: 50),
      ])
    machine.pendingCounted(0, quests: 3)
    #expect(machine.outboxFoundEmpty(at: now) == [.send(.quests, limit: 50)])
    machine.batchStarted([ids[2], ids[3], ids[4]])
    #expect(machine.state == .syncing(events: 3))
    #expect(
      machine.answered(.acknowledged([ids[2]], word), at: now) == [
        .acknowledge(.quests, [ids[2]], word), .send(.quests, limit: 50),
      ])
    machine.pendingCounted(0, quests: 0)
    #expect(machine.outboxFoundEmpty(at: now) == [])
    #expect(machine.state == .synced && machine.isAtRest)
  }

  @Test("Points won while quest progress is sent go out in the same flush, before more of it")
  func pointsInBetween() {
    var machine = sendingQuests(2)
    machine.pendingCounted(1, quests: 2)
    #expect(machine.answered(.acknowledged([ids[0]], word), at: now).last == .send(.points, limit: 50))
    machine.pendingCounted(1, quests: 1)
    #expect(machine.outboxFoundEmpty(at: now) == [.send(.quests, limit: 50)])
  }

  @Test("Quest progress alone is pending, too: it goes out with the tick, and leaving sends it")
  func pendingAlone() throws {
    var machine = idle()
    #expect(machine.state == .synced)
    machine.pendingCounted(0, quests: 1)
    #expect(machine.state == .pending)
    let wake = try #require(machine.nextWakeAt)
    #expect(machine.timerFired(at: wake) == [.send(.points, limit: 50)])
    var leaving = idle()
    leaving.pendingCounted(0, quests: 1)
    #expect(leaving.quitRequested(at: now) == [.send(.points, limit: 50)])
    #expect(leaving.outboxFoundEmpty(at: now) == [.send(.quests, limit: 50)])
    leaving.batchStarted([ids[0]])
    _ = leaving.answered(.acknowledged([ids[0]], word), at: now)
    #expect(leaving.outboxFoundEmpty(at: now) == [.finishLeaving])
  }

  @Test("Rule 7: the answers to quest progress mean what they mean for points")
  func answers() {
    let bad = [OutboxRejection(id: ids[1], code: "bad_quest", detail: "no")]
    let cases: [(count: Int, answer: SyncAnswer, actions: [SyncMachine.Action])] = [
      (3, .rejected(bad), [.quarantine(.quests, bad), .send(.quests, limit: 50)]),
      (40, .refused(code: "odd", detail: "no"), [.send(.quests, limit: 20)]),
      (1, .refused(code: "odd", detail: "no"), [.send(.quests, limit: 1, skipping: [ids[0]])]),
      (40, .tooLarge(isGlosa: true), [.send(.quests, limit: 20)]),
      (1, .signInNeeded, [.recordFailure(.signInAgain, signInNeeded: true)]),
      (1, .failed(SyncFailure("no")), [.recordFailure("no", signInNeeded: false)]),
    ]
    for (count, answer, actions) in cases {
      var machine = sendingQuests(count)
      #expect(machine.answered(answer, at: now) == actions, "\(answer)")
    }
    var failing = sendingQuests(1)
    _ = failing.answered(.failed(SyncFailure("no")), at: now)
    guard case .offline = failing.state else {
      Issue.record("not offline")
      return
    }
    var unauthorised = sendingQuests(1)
    _ = unauthorised.answered(.signInNeeded, at: now)
    #expect(unauthorised.state == .signInNeeded)
  }

  @Test("Rule 7: of a batch refused whole only the bad progress is set aside", arguments: 0..<30)
  func bisects(bad: Int) {
    var machine = started(quests: 30)
    var outbox = Array(ids.prefix(30))
    let culprit = outbox[bad]
    var actions = machine.outboxFoundEmpty(at: now)
    var quarantined: [UniqueID] = []
    var requests = 0
    while !actions.isEmpty {
      switch actions.removeFirst() {
      case .send(.quests, let limit, let skipped):
        let batch = Array(outbox.filter { !skipped.contains($0) }.prefix(limit))
        guard !batch.isEmpty else {
          actions += machine.outboxFoundEmpty(at: now)
          continue
        }
        requests += 1
        machine.batchStarted(batch)
        let refused = batch.contains(culprit)
        actions += machine.answered(
          refused ? .refused(code: "odd", detail: "no") : .acknowledged(batch, word), at: now)
      case .acknowledge(_, let ids, _): outbox.removeAll { ids.contains($0) }
      case .quarantine(_, let rejections):
        quarantined += rejections.map(\.id)
        outbox.removeAll { id in rejections.contains { $0.id == id } }
      default: break
      }
      machine.pendingCounted(0, quests: outbox.count)
    }
    #expect(quarantined == [culprit] && outbox.isEmpty && requests < 25)
  }

  @Test("A server without quests stops no points and is no trouble; it is asked again after an hour")
  func unknown() throws {
    var machine = sendingQuests(2)
    #expect(machine.answered(.channelUnknown, at: now) == [.recordQuestsUnknown, .fetchTotal])
    _ = machine.totalAnswered(.total(.zero), at: now)
    machine.pendingCounted(0, quests: 2)
    #expect(machine.state == .synced && machine.sendableQuests == 0)
    var time = now
    for _ in 0..<100 {
      time = try #require(machine.nextWakeAt)
      #expect(machine.timerFired(at: time) == [])
    }
    machine.pendingCounted(1, quests: 3)
    #expect(machine.state == .pending)
    #expect(machine.flushRequested(forced: true, at: time) == [.send(.points, limit: 50)])
    machine.batchStarted([ids[0]])
    _ = machine.answered(.acknowledged([ids[0]], word), at: time)
    machine.pendingCounted(0, quests: 3)
    #expect(machine.outboxFoundEmpty(at: time) == [])
    #expect(machine.quitRequested(at: time) == [.finishLeaving])

    var patient = sendingQuests(1)
    _ = patient.answered(.channelUnknown, at: now)
    _ = patient.totalAnswered(.total(.zero), at: now)
    patient.pendingCounted(0, quests: 1)
    #expect(patient.timerFired(at: now + 3_600_000) == [.send(.points, limit: 50)])
    #expect(patient.outboxFoundEmpty(at: now + 3_600_000) == [.send(.quests, limit: 50)])
    patient.batchStarted([ids[0]])
    _ = patient.answered(.acknowledged([ids[0]], word), at: now + 3_600_000)
    patient.pendingCounted(0, quests: 1)
    #expect(patient.sendableQuests == 1)
  }

  @Test("A total without the games played is not the whole of it: it is asked for")
  func gamesPlayed() {
    var machine = sendingQuests(1)
    let bare = Confirmation(.zero, tellsGamesPlayed: false)
    _ = machine.answered(.acknowledged([ids[0]], bare), at: now)
    #expect(machine.outboxFoundEmpty(at: now) == [.fetchTotal])
  }

  @Test("Counters that say more than there is end no flush in a circle")
  func driftedCounters() {
    var machine = started(pending: 5, quests: 5)
    #expect(machine.outboxFoundEmpty(at: now) == [.send(.quests, limit: 50)])
    #expect(machine.outboxFoundEmpty(at: now) == [.fetchTotal])
  }
}
