import Foundation
import GRDB
import Primitives

/// The server over its embedded store.
struct SQLiteServerBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let plan: LoadPlan

  /// Measures an empty ledger, then a full one.
  func run() throws -> [Figure] {
    Console.tell("measuring the server over SQLite …")
    let place = try folder.makeFolder("sqlite")
    // The first start makes the tables.
    try ServerProcess(program, folder: place).stop()
    try seedPupils(place + "/server.sqlite")
    var (single, batch): ([Double], [Double]) = ([], [])
    var numbers = EventNumbers()
    var memory = try run(in: place) { load in
      for _ in 0..<plan.rounds {
        single.append(try load.ingestRate(events: 1, numbers: &numbers))
        batch.append(try load.ingestRate(events: LoadPlan.batch, numbers: &numbers))
      }
    }
    var figures = [
      Figure.rate("sqlite_single", "SQLite: requests of one event", single),
      .rate("sqlite_batch", "SQLite: requests of 50 events", batch),
    ]
    if let stored = plan.stored {
      try fill(place + "/server.sqlite", upTo: stored)
      var full: [Double] = []
      var latency = 0.0
      let fullMemory = try run(in: place) { load in
        for _ in 0..<plan.rounds { full.append(try load.ingestRate(events: 1, numbers: &numbers)) }
        latency = try load.totalLatency()
      }
      memory = max(memory, fullMemory)
      figures += [
        .rate("sqlite_full", "SQLite, \(stored) events stored: requests of one event", full),
        .ratio("sqlite_full_to_empty", "SQLite, full ledger / empty one", of: full, to: single, atLeast: 0.8),
        Figure(
          key: "sqlite_total_p99", title: "SQLite, full ledger: xp-total, p99", value: latency,
          unit: .milliseconds, target: .atMost(5)),
      ]
    }
    try verify(place + "/server.sqlite")
    return figures + [
      Figure(
        key: "sqlite_memory", title: "SQLite: peak memory of the server", value: memory, unit: .mebibytes,
        target: .atMost(150))
    ]
  }

  /// Runs a server and gives the most memory it had.
  private func run(in place: String, _ measure: (ServerLoad) throws -> Void) throws -> Double {
    let server = try ServerProcess(program, folder: place)
    defer { server.stop() }
    try measure(ServerLoad(server: server, plan: plan))
    return server.peakMemory
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
