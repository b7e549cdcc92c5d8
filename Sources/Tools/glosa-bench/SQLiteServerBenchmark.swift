import Foundation
import GRDB
import Primitives

/// The server over its embedded store.
struct SQLiteServerBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let plan: LoadPlan

  /// Measures an empty ledger and a full one, in turns: minutes apart they would tell of the computer's other work.
  func run() throws -> [Figure] {
    Console.tell("measuring the server over SQLite …")
    let empty = try makeLedger("sqlite-empty", events: 0)
    defer { empty.load.server.stop() }
    let full = try plan.stored.map { try makeLedger("sqlite-full", events: $0) }
    defer { full?.load.server.stop() }
    var figures = try measure(empty, full)
    let ledgers = [empty, full].compactMap(\.self)
    for ledger in ledgers { try verify(ledger.path) }
    let memory = ledgers.map(\.load.server.peakMemory).max() ?? 0
    figures.append(
      Figure(
        key: "sqlite_memory", title: "SQLite: peak memory of the server", value: memory, unit: .mebibytes,
        target: .atMost(150)))
    return figures
  }

  private func measure(_ empty: Ledger, _ full: Ledger?) throws -> [Figure] {
    var numbers = EventNumbers()
    var (ofEmpty, ofFull, batches): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<plan.rounds {
      ofEmpty.append(try empty.load.ingestRate(events: 1, numbers: &numbers))
      if let full { ofFull.append(try full.load.ingestRate(events: 1, numbers: &numbers)) }
    }
    for _ in 0..<plan.rounds {
      batches.append(try empty.load.ingestRate(events: LoadPlan.batch, numbers: &numbers))
    }
    let figures = [
      Figure.rate("sqlite_single", "SQLite: requests of one event", ofEmpty),
      .rate("sqlite_batch", "SQLite: requests of 50 events", batches),
    ]
    guard let full else { return figures }
    return figures + [
      .rate("sqlite_full", "SQLite, \(full.events) events stored: requests of one event", ofFull),
      .ratio(
        "sqlite_full_to_empty", "SQLite, full ledger / empty one", of: ofFull, to: ofEmpty, atLeast: 0.8),
      Figure(
        key: "sqlite_total_p99", title: "SQLite, full ledger: xp-total, p99",
        value: try full.load.totalLatency(), unit: .milliseconds, target: .atMost(5)),
    ]
  }

  /// A ledger and the server that has it open.
  private struct Ledger {
    let path: String
    /// How many there were at the start.
    let events: Int
    let load: ServerLoad
  }

  private func makeLedger(_ name: String, events: Int) throws -> Ledger {
    let place = try folder.makeFolder(name)
    let path = place + "/server.sqlite"
    // The first start makes the tables.
    try ServerProcess(program, folder: place).stop()
    try seedPupils(path)
    if events > 0 { try fill(path, upTo: events) }
    let server = try ServerProcess(program, folder: place)
    return Ledger(path: path, events: events, load: ServerLoad(server: server, plan: plan))
  }

  private func seedPupils(_ path: String) throws {
    try write(path) { db in
      for pupil in SeededPupil.all { try pupil.insert(into: db) }
    }
  }

  /// Adds events of times before until there are that many, through the table's own trigger.
  private func fill(_ path: String, upTo count: Int) throws {
    Console.tell("filling the SQLite ledger to \(count) events …")
    try write(path) { db in
      try db.execute(
        sql: """
          WITH RECURSIVE numbers (n) AS (
            SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ? - (SELECT count(*) FROM xp_events))
          INSERT INTO xp_events (id, student_id, kind, delta, created_at, received_at, metadata)
          SELECT printf('018%05x-%04x-7000-9000-%012x', n >> 16, n & 65535, n), ? || (1000 + n % ?), 'typing', 10,
            1700000000000000 + n * 1000000, 1700000000000000 + n * 1000000, ?
          FROM numbers
          """,
        arguments: [count, SeededPupil.idPrefix, SeededPupil.count, SeededPupil.metadata])
    }
  }

  private func verify(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM xp_total_mismatches") }
    try queue.close()
    guard count == 0 else { throw BenchmarkError("Totals of the SQLite ledger differ from its log.") }
  }

  private func write(_ path: String, _ body: (Database) throws -> Void) throws {
    var configuration = Configuration()
    // Each event of a filled ledger is far from the one before in what goes by students: 256 MiB spare most of the time.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -262144") }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write(body)
    try queue.close()
  }
}

extension SeededPupil {
  /// Puts the pupil and the token into the embedded store's tables.
  func insert(into db: Database) throws {
    try db.execute(
      sql:
        "INSERT INTO students (id, display_name, pin_hash, created_at) VALUES (?, 'Pupil', 'scrypt$none', 0)",
      arguments: [id])
    try db.execute(
      sql: "INSERT INTO tokens (hash, student_id, created_at) VALUES (?, ?, 0)",
      arguments: [Data(tokenHashBytes), id])
  }
}
