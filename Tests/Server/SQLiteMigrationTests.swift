import Assets
import Foundation
import GRDB
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import XP

@testable import SQLiteStore

/// Files of earlier versions get the tables of a new one, and keep every row.
@Suite(.ownThread()) struct SQLiteMigrationTests {
  private typealias Rows = [String: [[DatabaseValue]]]

  private static let columns = [
    "students": "id, display_name, pin_hash, created_at",
    "xp_events": """
    sequence, id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata
    """,
    "xp_totals": "student_id, total_xp, games_played, last_game_type, updated_at, version",
  ]
  /// The newest version that edited the text of tables, and its last migration.
  private static let lastOfEdits = 10

  private let folder: TemporaryFolder
  private var path: String { folder.path + "/server.sqlite" }

  init() throws { folder = try TemporaryFolder() }

  /// What a version up to 0.2 made of an empty file, with that many of its migrations.
  private static func migrator(of count: Int) throws -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (name, sql) in Assets.sqliteMigrations.prefix(count) {
      let earlier = Fixtures.path("\(name).sql", in: "0.2")
      let sql =
        FileManager.default.fileExists(atPath: earlier)
        ? try String(contentsOfFile: earlier, encoding: .utf8) : sql
      migrator.registerMigration(name) { try $0.execute(sql: sql) }
    }
    return migrator
  }

  private static func fill(_ database: Database, students: Int, events: Int) throws {
    try database.execute(
      sql: """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
        INSERT INTO students (id, display_name, pin_hash, created_at)
        SELECT printf('%08x-0000-4000-8000-000000000000', n), 'Ada', 'scrypt$x', n FROM numbers
        """, arguments: [students])
    try database.execute(
      sql: """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2)
        INSERT INTO xp_events (id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata)
        SELECT printf('%08x-0000-4000-8000-000000000001', n), printf('%08x-0000-4000-8000-000000000000', 1 + n % ?1),
          'typing', n % 7, iif(n % 2, printf('%036d', n % 3), NULL), iif(n % 5, NULL, printf('%036d', n % 2)),
          1700000000000000 + n * 90000000, 1700000000000000 + n * 91000000, '{"n":' || n || '}' FROM numbers
        """, arguments: [students, events])
    guard try database.tableExists("quest_events") else { return }
    try database.execute(
      sql: """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 9)
        INSERT INTO quest_events (id, student_id, quest_id, quest_date, progress, created_at, received_at)
        SELECT printf('%08x-0000-4000-8000-000000000002', n), printf('%08x-0000-4000-8000-000000000000', 1 + n % ?1),
          'typing_10', '2023-11-1' || n, n, 1700000000000000 + n, 1700000000000000 + n FROM numbers
        """, arguments: [students])
  }

  private static func rows(_ database: Database) throws -> Rows {
    var columns = columns
    if try database.tableExists("quest_events") {
      columns["quest_events"] =
        "sequence, id, student_id, quest_id, quest_date, progress, created_at, received_at"
      columns["quest_standings"] = "student_id, quest_date, quest_id, progress, completed_at"
    }
    var rows: Rows = [:]
    for (table, columns) in columns {
      rows[table] = try Row.fetchAll(database, sql: "SELECT \(columns) FROM \(table) ORDER BY \(columns)")
        .map { Array($0.databaseValues) }
    }
    return rows
  }

  /// The text of every table, index, view and trigger, without what does not matter in it.
  private static func schema(_ database: Database) throws -> [String: String] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'grdb%'")
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        (row[0], (row[1] as String).filter { !$0.isWhitespace && $0 != "\"" })
      })
  }

  private static func schemaOfNewFile() throws -> [String: String] {
    let queue = try DatabaseQueue()
    try SQLiteStore.migrator.migrate(queue)
    return try queue.read(schema)
  }

  /// Opens the file as a server does, and compares it with a new one and with the rows that it had.
  private func expectBroughtAlong(_ before: Rows, _ path: String? = nil) async throws {
    let path = path ?? self.path
    let store = try SQLiteStore(path: path)
    #expect(try await store.mismatches() == [])
    try await store.close()
    let queue = try DatabaseQueue(path: path)
    let schema = try await queue.read(Self.schema)
    let newSchema = try Self.schemaOfNewFile()
    #expect(schema == newSchema)
    let after = try await queue.read(Self.rows)
    for (table, rows) in before { #expect(after[table] == rows, "\(table)") }
    let problems = try await queue.read { database in
      try String.fetchAll(database, sql: "PRAGMA integrity_check")
        + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map(\.description)
    }
    #expect(problems == ["ok"])
  }

  @Test(
    "A file of any version, also of those that edited the text of tables, ends with the tables of a new one and its rows",
    arguments: 1...Self.lastOfEdits)
  func everyVersion(count: Int) async throws {
    let old = try DatabaseQueue(path: path)
    try Self.migrator(of: count).migrate(old)
    try await old.write { try Self.fill($0, students: 5, events: 500) }
    let before = try await old.read(Self.rows)
    #expect(before["xp_events"]?.count == 500)
    try old.close()
    try await expectBroughtAlong(before)
  }

  @Test("So does the file of Glosa 0.1")
  func fixture() async throws {
    try FileManager.default.copyItem(atPath: Fixtures.path("server.sqlite"), toPath: path)
    let before = try await DatabaseQueue(path: path).read(Self.rows)
    #expect(before["xp_events"]?.count == 14)
    try await expectBroughtAlong(before)
  }

  @Test(
    "A server killed while it makes tables anew leaves the file as it was, and the next start brings it along"
  )
  func killed() async throws {
    let old = try DatabaseQueue(path: path)
    try Self.migrator(of: 5).migrate(old)
    try await old.write { try Self.fill($0, students: 5, events: 2000) }
    let (rows, schema) = try await old.read { (try Self.rows($0), try Self.schema($0)) }
    let rebuild = Assets.sqliteMigrations[5].sql
    let image = folder.path + "/image.sqlite"
    try await old.writeWithoutTransaction { database in
      // So little memory that what is not committed is written to the log all the same.
      try database.execute(
        sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = 10; PRAGMA foreign_keys = OFF")
      try database.inTransaction {
        try database.execute(sql: rebuild)
        for end in ["", "-wal"] {
          try FileManager.default.copyItem(atPath: path + end, toPath: image + end)
        }
        return .rollback
      }
    }
    let log = try FileManager.default.attributesOfItem(atPath: image + "-wal")[.size] as? Int
    #expect(try #require(log) > 100_000, "the image is one of the middle of it")
    let left = try await DatabaseQueue(path: image).read { (try Self.rows($0), try Self.schema($0)) }
    #expect(left == (rows, schema))
    try await expectBroughtAlong(rows, image)
  }

  @Test("Where the disk has no room for tables made anew the server says so, and the file is as it was")
  func fullDisk() async throws {
    let old = try DatabaseQueue(path: path)
    try Self.migrator(of: 5).migrate(old)
    try await old.write { try Self.fill($0, students: 5, events: 2000) }
    let (rows, schema) = try await old.read { (try Self.rows($0), try Self.schema($0)) }
    try await old.writeWithoutTransaction { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages + 20)")
    }
    let error = #expect(throws: DatabaseError.self) { try SQLiteStore.migrator.migrate(old) }
    #expect(OpenError(try #require(error), path: path) == .diskFull(path: path))
    #expect("\(OpenError.diskFull(path: path))".contains("nothing was changed"))
    try old.close()
    let left = try await DatabaseQueue(path: path).read { (try Self.rows($0), try Self.schema($0)) }
    #expect(left == (rows, schema))
    try await expectBroughtAlong(rows)
  }
}
