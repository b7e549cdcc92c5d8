import Foundation
import GRDB

/// A ledger of the embedded store with every seeded pupil in it, and the server that has it open.
struct SQLiteLedger {
  private let path: String
  /// How many there were at the start.
  let events: Int
  let load: ServerLoad

  /// Makes the ledger in a new folder of that name, and starts the server, which has to be stopped.
  ///
  /// - Parameters:
  ///   - events: How many it holds from the start.
  ///   - isSecured: The server speaks TLS.
  init(
    _ name: String, in folder: TemporaryFolder, _ program: ServerProgram, _ plan: LoadPlan, events: Int = 0,
    isSecured: Bool = false
  ) throws {
    let place = try folder.makeFolder(name)
    path = place + "/server.sqlite"
    self.events = events
    // The first start makes the tables.
    try ServerProcess(program, folder: place, isSecured: isSecured).stop()
    try Self.write(path) { db in
      for pupil in SeededPupil.all { try pupil.insert(into: db) }
    }
    if events > 0 { try Self.fill(path, upTo: events) }
    load = ServerLoad(
      server: try ServerProcess(program, folder: place, isSecured: isSecured), plan: plan)
  }

  /// Fails where a total differs from the log.
  func verify() throws {
    let queue = try DatabaseQueue(path: path)
    let count = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM xp_total_mismatches") }
    try queue.close()
    guard count == 0 else { throw BenchmarkError("Totals of the SQLite ledger differ from its log.") }
  }

  /// Adds events of times before until there are that many, through the table's own trigger.
  private static func fill(_ path: String, upTo count: Int) throws {
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

  private static func write(_ path: String, _ body: (Database) throws -> Void) throws {
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
