import Languages
import Primitives
import TestScopes
import TestSupport
import Testing
import XP

@testable import Sync

/// What the pupil is told of a server that nobody answers for, try after try.
@Suite("SyncMachine, a server that is not found", .ownThread())
struct SyncMachineAbsenceTests {
  private static let gone = SyncFailure("gone", isNetworkFault: true, obstacle: .address)
  private static let cut = SyncFailure("cut", isNetworkFault: true, obstacle: .network)
  private static let notFound = SyncStatus.State.notFound(address: "192.168.1.20")

  /// A machine whose every try fails, on a clock that only the test turns.
  private struct Bench {
    var machine: SyncMachine
    var now: Int64 = 1_000_000
    var tries = 0

    init(seed: UInt64 = 1, pending: Int = 3) {
      machine = SyncMachine(
        configuration: SyncConfiguration(), hasServer: true, address: "192.168.1.20", seed: seed)
      machine.pendingCounted(pending)
      begin(machine.started(at: now))
    }

    private mutating func begin(_ actions: [SyncMachine.Action]) {
      if actions.contains(.send(.points, limit: 50)) { tries += 1 }
    }

    /// Fails the try under way.
    mutating func fail(_ failure: SyncFailure) -> [SyncMachine.Action] {
      machine.introductionFailed(failure, at: now)
    }

    /// Lets that much time pass, and every try within it fail at once.
    ///
    /// - Returns: What was recorded as having gone wrong, in order.
    mutating func pass(_ milliseconds: Int64, failing failure: SyncFailure) -> [SyncTrouble] {
      let end = now + milliseconds
      var actions: [SyncMachine.Action] = []
      while true {
        if machine.isFlushing { actions += fail(failure) }
        guard let wake = machine.nextWakeAt, wake <= end else { break }
        now = max(now, wake)
        let news = machine.timerFired(at: now)
        begin(news)
        if !machine.isFlushing { actions += news }
      }
      now = end
      return actions.compactMap { if case .recordFailure(let trouble, false) = $0 { trouble } else { nil } }
    }

    /// Goes on to the next try, which is left under way.
    mutating func beginNextTry() throws {
      while !machine.isFlushing {
        now = try #require(machine.nextWakeAt)
        begin(machine.timerFired(at: now))
      }
    }
  }

  @Test("After a minute of tries that reached nobody, to the millisecond, the pupil is told where nobody is")
  func afterAMinute() throws {
    for seed in 1...100 as ClosedRange<UInt64> {
      var bench = Bench(seed: seed)
      let early = bench.pass(59_999, failing: Self.gone)
      #expect(!early.isEmpty && Set(early) == ["gone"])
      guard case .offline = bench.machine.state else {
        Issue.record("\(bench.machine.state)")
        return
      }
      let told = bench.pass(1, failing: Self.gone)
      #expect(bench.machine.state == Self.notFound)
      #expect(told == [.notFound(address: "192.168.1.20")])
      let tries = bench.tries
      // It goes on trying, and says the same.
      let later = bench.pass(600_000, failing: Self.gone)
      #expect(bench.tries > tries + 5)
      #expect(Set(later) == [.notFound(address: "192.168.1.20")])
      #expect(bench.machine.state == Self.notFound)
    }
  }

  @Test("While it is tried again the pupil is told the same; who answers is an answer")
  func whileTrying() throws {
    var bench = Bench()
    _ = bench.pass(60_000, failing: Self.gone)
    try bench.beginNextTry()
    #expect(bench.machine.state == Self.notFound)
    #expect(bench.machine.introduced() == [.send(.points, limit: 50)])
    #expect(bench.machine.state == .pending)
    bench.machine.batchStarted([UniqueID(high: 1, low: 1)])
    #expect(bench.machine.state == .syncing(events: 1))
  }

  @Test("What can't prove that it is the server is told of at once, and no longer than it answers")
  func notTrusted() throws {
    var bench = Bench()
    let other = SyncFailure("another key", isNetworkFault: true, obstacle: .identity)
    #expect(bench.fail(other) == [.recordFailure("another key", signInNeeded: false)])
    #expect(bench.machine.state == .notTrusted(address: "192.168.1.20"))
    // Whatever it takes: the points wait, and it is tried again.
    let told = bench.pass(600_000, failing: other)
    #expect(Set(told) == ["another key"])
    #expect(bench.tries > 5)
    #expect(bench.machine.state == .notTrusted(address: "192.168.1.20"))
    try bench.beginNextTry()
    _ = bench.fail(Self.gone)
    guard case .offline = bench.machine.state else {
      Issue.record("\(bench.machine.state)")
      return
    }
    try bench.beginNextTry()
    _ = bench.machine.introduced()
    #expect(bench.machine.state == .pending)
  }

  @Test("The sentence says what to do")
  func sentence() {
    let sentence = SyncTrouble.notFound(address: "192.168.1.20").text(in: English())
    #expect(sentence.contains("192.168.1.20") && sentence.contains("glosa move ADDRESS"))
  }

  @Test("What was said of a server that is away is not taken back by a try, but by an answer")
  func whileOffline() throws {
    var bench = Bench()
    _ = bench.fail(Self.gone)
    try bench.beginNextTry()
    #expect(bench.machine.state == .offline(nextTryAt: bench.now))
    _ = bench.machine.introduced()
    #expect(bench.machine.state == .pending)
  }

  @Test(
    "A ledger that did not hear how a client with nothing to send is, is sought; during a flush that says nothing"
  )
  func contactLost() throws {
    var bench = Bench(pending: 0)
    #expect(bench.machine.contactLost(Self.gone, at: bench.now) == [])
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    _ = bench.machine.totalAnswered(
      .total(LedgerTotal(totalXP: 0, gamesPlayed: 0, version: 1)), at: bench.now)
    #expect(bench.machine.isAtRest)
    #expect(
      bench.machine.contactLost(Self.gone, at: bench.now) == [.recordFailure("gone", signInNeeded: false)])
    #expect(!bench.machine.isAtRest && bench.machine.state == .synced)
    try bench.beginNextTry()
    // What the ledger has is asked for, which tells that it is there.
    #expect(bench.machine.outboxFoundEmpty(at: bench.now) == [.fetchTotal])
  }

  @Test("Anybody's answer, and a refused token, end the count", arguments: 0..<5)
  func ended(by answer: Int) throws {
    var bench = Bench()
    _ = bench.pass(55_000, failing: Self.gone)
    try bench.beginNextTry()
    switch answer {
    case 0: _ = bench.fail(SyncFailure("busy"))
    case 1: _ = bench.fail(SyncFailure("a portal", isNetworkFault: true))
    case 2:
      _ = bench.machine.introduced()
      _ = bench.fail(SyncFailure("broke off", isNetworkFault: true))
    case 3:
      _ = bench.machine.introductionRefused()
      _ = bench.machine.credentialsRenewed(at: bench.now)
    default:
      _ = bench.machine.senderFoundElsewhere(at: bench.now)
      bench.machine.pendingCounted(3)
    }
    try bench.beginNextTry()
    let start = bench.now
    _ = bench.fail(Self.gone)
    _ = bench.pass(59_999, failing: Self.gone)
    #expect(bench.machine.state != Self.notFound)
    _ = bench.pass(1, failing: Self.gone)
    #expect(bench.machine.state == Self.notFound && bench.now == start + 60_000)
  }

  @Test(
    "Where this computer has no network that is said, and time without one does not count against the address"
  )
  func noNetwork() throws {
    var bench = Bench()
    let told = bench.pass(60_000, failing: Self.cut)
    #expect(bench.machine.state == .noNetwork)
    #expect(Set(told) == ["cut"])
    #expect(bench.machine.networkChanged(at: bench.now) == [])
    try bench.beginNextTry()
    #expect(bench.machine.state == .noNetwork)
    _ = bench.fail(Self.gone)
    guard case .offline = bench.machine.state else {
      Issue.record("\(bench.machine.state)")
      return
    }
    _ = bench.pass(60_000, failing: Self.gone)
    #expect(bench.machine.state == Self.notFound)
  }

  @Test("A new address is sought anew, for a minute")
  func newAddress() throws {
    var bench = Bench()
    _ = bench.pass(60_000, failing: Self.gone)
    try bench.beginNextTry()
    bench.machine.serverSought(at: "192.168.1.20")
    #expect(bench.machine.state == Self.notFound)
    bench.machine.serverSought(at: "192.168.1.99")
    _ = bench.fail(Self.gone)
    guard case .offline = bench.machine.state else {
      Issue.record("\(bench.machine.state)")
      return
    }
    _ = bench.pass(60_000, failing: Self.gone)
    #expect(bench.machine.state == .notFound(address: "192.168.1.99"))
  }

  @Test("With nothing pending nothing is said of it: all is saved; scripts know both words as offline")
  func nothingPending() {
    var bench = Bench(pending: 0)
    _ = bench.machine.outboxFoundEmpty(at: bench.now)
    _ = bench.machine.introductionFailed(Self.gone, at: bench.now)
    _ = bench.pass(90_000, failing: Self.gone)
    #expect(bench.machine.state == .synced)
    bench.machine.pendingCounted(1)
    #expect(bench.machine.state == Self.notFound)
    #expect(Self.notFound.name == "offline" && SyncStatus.State.noNetwork.name == "offline")
  }
}
