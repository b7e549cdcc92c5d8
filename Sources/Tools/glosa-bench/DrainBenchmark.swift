import Dispatch
import GRDB
import Outbox
import Primitives
import Synchronization
import XP

/// How long a backlog takes to the ledger of a real server on loopback, from the start of the sync manager with
/// the figures of the design. Fails where one event is lost or counted twice.
struct DrainBenchmark {
  /// Longer than any computer takes; then something is broken.
  private static let patience = 120

  let folder: TemporaryFolder
  let program: ServerProgram
  let events: Int

  /// Measures; the target is that of the project.
  func run() throws -> [Figure] {
    let server = try ServerProcess(program, folder: try folder.makeFolder("server"))
    let seconds: Double
    let expected: Int
    let student: (owner: Owner, token: String)
    do {
      defer { server.stop() }
      student = try server.joinStudent()
      let outbox = folder.path + "/drain"
      expected = try Backlog.fill(folder: outbox, owner: student.owner, count: events)
      seconds = try drain(outbox, student.owner, student.token, expected: expected)
    }
    try checkLedger(server.database, expected: expected)
    return [
      Figure(
        key: "drain", title: "\(events) pending events drained", value: seconds, unit: .seconds,
        target: .atMost(5))
    ]
  }

  /// Seconds from the start until nothing is pending and the server's total is right.
  private func drain(_ outbox: String, _ owner: Owner, _ token: String, expected: Int) throws -> Double {
    let done = DispatchSemaphore(value: 0)
    let end = Mutex<ContinuousClock.Instant?>(nil)
    let latest = Mutex<SyncStatus?>(nil)
    let pupil = try Pupil(folder: outbox, owner: owner, token: token) { @Sendable status in
      latest.withLock { $0 = status }
      guard status.pendingEvents == 0, status.total?.totalXP == expected else { return }
      let isFirst = end.withLock { end in
        defer { end = end ?? .now }
        return end == nil
      }
      if isFirst { done.signal() }
    }
    defer { pupil.leave() }
    let start = ContinuousClock.now
    pupil.start()
    let isDone = done.wait(timeout: .now() + .seconds(Self.patience)) == .success
    guard isDone, let end = end.withLock({ $0 }) else {
      let status = latest.withLock { $0 }
      throw BenchmarkError(
        "After \(Self.patience) s \(status?.pendingEvents ?? events) of \(events) events are pending, "
          + "\(status?.quarantined ?? 0) are refused, and the total is \(status?.total?.totalXP ?? 0) XP of "
          + "\(expected): \(status?.lastError ?? "no error was told").")
    }
    return (end - start) / .seconds(1)
  }

  /// Looks into the server's own file: every event once, and the total their sum.
  private func checkLedger(_ path: String, expected: Int) throws {
    var configuration = Configuration()
    configuration.readonly = true
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    let row = try queue.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM xp_events), (SELECT coalesce(sum(delta), 0) FROM xp_events),
            (SELECT coalesce(sum(total_xp), 0) FROM xp_totals)
          """)
    }
    try queue.close()
    let found = [row?[0] as Int?, row?[1] as Int?, row?[2] as Int?].map { $0 ?? -1 }
    guard found == [events, expected, expected] else {
      throw BenchmarkError(
        "The ledger holds \(found[0]) events of \(found[1]) XP and a total of \(found[2]) XP; "
          + "\(events) events of \(expected) XP were sent.")
    }
  }
}
