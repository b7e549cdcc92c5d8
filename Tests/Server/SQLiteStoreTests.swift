import Assets
import Foundation
import GRDB
import Primitives
import Store
import TestScopes
import Testing
import XP

@testable import SQLiteStore

@Suite(.ownThread()) struct SQLiteStoreTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/a/b/server.sqlite" }

  init() throws { folder = try TemporaryFolder() }

  /// A new store with a class of these pupils.
  private func makeStore(students: UInt64...) async throws -> (SQLiteStore, StoreContract) {
    let store = try SQLiteStore(path: path)
    let contract = try await StoreContract(store)
    for student in students { _ = try await contract.addStudent(student) }
    return (store, contract)
  }

  @Test("keeps the contract of every store")
  func keepsContract() async throws {
    let store = try SQLiteStore(path: path)
    try await StoreContract(store).checkAll()
    try await store.close()
  }

  @Test("what was stored is there after a restart, in one file")
  func reopens() async throws {
    var store = try SQLiteStore(path: path)
    let contract = try await StoreContract(store)
    _ = try await contract.addStudent(20)
    let batch = contract.batch(.test(20), [.test(200, of: .test(20))])
    let outcome = try await store.ingest(batch)
    try await store.close()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b").sorted()
        == ["server.sqlite", "server.sqlite.lock"])
    store = try SQLiteStore(path: path)
    #expect(try await store.ingest(batch) == outcome)
    #expect(try await store.hasTeacher())
  }

  @Test("a commit is synced: WAL and FULL, as read back")
  func isDurable() throws {
    let store = try SQLiteStore(path: path)
    #expect(try store.pool.writeWithoutTransaction { try SQLiteStore.Durability(database: $0) } == .promised)
  }

  @Test("a second server is kept out, with a sentence, until the first has closed")
  func locks() async throws {
    let first = try SQLiteStore(path: path)
    #expect(throws: OpenError.inUse(path: path)) { try SQLiteStore(path: path) }
    try await first.close()
    _ = try SQLiteStore(path: path)
  }

  @Test("a file that is something else is left as it is")
  func refusesOtherFiles() throws {
    let other = folder.path + "/letter.txt"
    let text = String(repeating: "Dear children. ", count: 1000)
    try text.write(toFile: other, atomically: true, encoding: .utf8)
    #expect(throws: OpenError.notADatabase(path: other)) { try SQLiteStore(path: other) }
    #expect(try String(contentsOfFile: other, encoding: .utf8) == text)
  }

  @Test("a folder where the database should be is a clear error")
  func refusesFolders() throws {
    #expect(throws: OpenError.self) { try SQLiteStore(path: folder.path) }
  }

  @Test("a database of a newer version is not touched")
  func refusesNewer() async throws {
    let store = try SQLiteStore(path: path)
    try await store.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-future')") }
    try await store.close()
    #expect(throws: OpenError.fromNewerVersion(path: path)) { try SQLiteStore(path: path) }
  }

  @Test("the files are for this user alone")
  func isPrivate() throws {
    let store = try SQLiteStore(path: path)
    for file in ["", "-wal", ".lock"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let folder = try FileManager.default.attributesOfItem(atPath: folder.path + "/a")
    #expect(folder[.posixPermissions] as? Int == 0o700)
    withExtendedLifetime(store) {}
  }

  @Test(
    "the schema refuses what the protocol calls invalid",
    arguments: [
      "kind = 'Bad'", "kind = ''", "delta = -1", "delta = 1001", "created_at = NULL", "metadata = '[]'",
      "metadata = '{'", "id = 'x'", "word_set_id = 'x'", "student_id = 'nobody'",
      "occurred_at = received_at + 1",
      "delta = 1.5", "delta = 'ten'", "games = 0", "games = 2", "games = -1",
    ])
  func constrains(change: String) async throws {
    let (store, contract) = try await makeStore(students: 20)
    _ = try await store.ingest(contract.batch(.test(20), [.test(200, of: .test(20))]))
    let column = change.prefix { $0 != " " }
    let value = change.drop { $0 != "=" }.dropFirst()
    let columns = [
      "id", "student_id", "kind", "delta", "word_set_id", "homework_id", "created_at", "received_at",
      "metadata", "games", "occurred_at",
    ]
    let id = UniqueID.test(201).description
    let values = columns.map { $0 == column ? String(value) : $0 == "id" ? "'\(id)'" : $0 }
    let insert =
      "INSERT INTO xp_events (\(columns.joined(separator: ", "))) SELECT \(values.joined(separator: ", ")) FROM xp_events"
    await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: insert) } }
    #expect(try await store.mismatches() == [])
  }

  @Test(
    "the ledger is append-only for every program",
    arguments: [
      "UPDATE xp_events SET delta = 5", "DELETE FROM xp_events", "UPDATE quest_events SET progress = 5",
      "DELETE FROM quest_events", "DELETE FROM students",
    ])
  func isAppendOnly(sql: String) async throws {
    let (store, contract) = try await makeStore(students: 20)
    _ = try await store.ingest(contract.batch(.test(20), [.test(200, of: .test(20))]))
    _ = try await store.ingest(contract.questBatch(.test(20), [(201, 1)]))
    await #expect(throws: DatabaseError.self) { try await store.pool.write { try $0.execute(sql: sql) } }
  }

  @Test("the verification query finds a total that is not the sum of the log")
  func findsMismatches() async throws {
    let (store, contract) = try await makeStore(students: 20)
    _ = try await store.ingest(contract.batch(.test(20), [.test(200, of: .test(20))]))
    try await store.pool.write { try $0.execute(sql: "UPDATE xp_totals SET total_xp = 99") }
    #expect(
      try await store.mismatches() == [
        TotalMismatch(studentID: .test(20), totalXP: 99, logXP: 10, gamesPlayed: 1, logGames: 1)
      ])
  }

  @Test("a file can be verified while a server has it open, and is not touched by that")
  func verifiesFiles() async throws {
    #expect(throws: OpenError.self) { try SQLiteStore.mismatches(inFile: path) }
    #expect(!FileManager.default.fileExists(atPath: path))
    let (store, contract) = try await makeStore(students: 20)
    _ = try await store.ingest(contract.batch(.test(20), [.test(200, of: .test(20))]))
    #expect(try SQLiteStore.mismatches(inFile: path) == [])
    try await store.pool.write { try $0.execute(sql: "UPDATE xp_totals SET games_played = 7") }
    let expected = [TotalMismatch(studentID: .test(20), totalXP: 10, logXP: 10, gamesPlayed: 7, logGames: 1)]
    #expect(try SQLiteStore.mismatches(inFile: path) == expected)
    try await store.close()
    #expect(try SQLiteStore.mismatches(inFile: path) == expected, "also without a server")
  }

  @Test("what can't be verified is a clear error")
  func refusesToVerify() async throws {
    let other = folder.path + "/letter.txt"
    try String(repeating: "Dear children. ", count: 1000).write(
      toFile: other, atomically: true, encoding: .utf8)
    #expect(throws: OpenError.notADatabase(path: other)) { try SQLiteStore.mismatches(inFile: other) }
    let store = try SQLiteStore(path: path)
    try await store.pool.write {
      try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier > '0002'")
    }
    #expect(throws: OpenError.fromOlderVersion(path: path)) { try SQLiteStore.mismatches(inFile: path) }
    try await store.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-future')") }
    #expect(throws: OpenError.fromNewerVersion(path: path)) { try SQLiteStore.mismatches(inFile: path) }
  }

  @Test(
    "a file of any version before keeps its ledger, and gets the new tables",
    arguments: 1..<Assets.sqliteMigrations.count)
  func migrates(version: Int) async throws {
    try FileManager.default.createDirectory(atPath: folder.path + "/a/b", withIntermediateDirectories: true)
    let old = try DatabaseQueue(path: path)
    var migrator = DatabaseMigrator()
    for migration in Assets.sqliteMigrations.prefix(version) {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    try migrator.migrate(old)
    let (ada, bo) = (UniqueID.test(20), UniqueID.test(21))
    let start = Timestamp("2023-11-14T22:15:00Z")!
    try await old.write { database in
      for student in [ada, bo] {
        try database.execute(
          sql: "INSERT INTO students VALUES (?, 'Ada', 'scrypt$x', 0)", arguments: [student.description])
      }
      let events: [(UniqueID, Int, Int64)] = [(ada, 1, 0), (bo, 2, 10), (ada, 4, 899), (ada, 8, 2700)]
      for (number, (student, delta, second)) in events.enumerated() {
        try database.execute(
          sql: """
            INSERT INTO xp_events (id, student_id, kind, delta, created_at, received_at)
            VALUES (?, ?, 'typing', ?, ?4, ?4)
            """,
          arguments: [
            UniqueID.test(200 + UInt64(number)).description, student.description, delta,
            start.adding(seconds: second).microseconds,
          ])
      }
    }
    try old.close()
    let store = try SQLiteStore(path: path)
    #expect(try await store.total(of: ada).total == LedgerTotal(totalXP: 13, gamesPlayed: 3, version: 3))
    let contract = try await StoreContract(store)
    _ = try await store.ingest(contract.batch(ada, [.test(210, of: ada)]))
    #expect(try await store.total(of: ada).total == LedgerTotal(totalXP: 23, gamesPlayed: 4, version: 4))
    #expect(try await store.mismatches() == [])
    let standings: [(Int64, [Int])] = [
      (-900, [23, 2]), (0, [23, 2]), (900, [18, 0]), (2700, [18, 0]), (3600, [10, 0]),
    ]
    for (second, points) in standings {
      let entries = try await store.boardEntries(of: [ada, bo], since: start.adding(seconds: second))
      #expect(entries.map(\.todayXP) == points, "what was received before the move has its time too")
    }
    let page = try await store.events(of: ada, limit: 9, before: nil)
    #expect(page.events.map(\.event.id) == [210, 203, 202, 200].map { .test($0) })
    let keys = try await store.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_list(xp_events)").count }
    #expect(keys == 0, "one to the student would read the whole log before a student goes")
  }

  @Test(
    "what is asked of a large ledger reads an index, and no more of it than it needs",
    arguments: [
      (
        "SELECT (\(Ledger.pointsSinceSQL)) FROM students",
        "xp_quarter_hours USING PRIMARY KEY (student_id=? AND quarter_hour>?)"
      ),
      (Ledger.pageSQL, "xp_events USING INDEX xp_events_by_student (<expr>=? AND student_id=? AND rowid<?)"),
      (
        "DELETE FROM xp_events WHERE \(Ledger.isInLog) AND student_id = 'x'",
        "xp_events USING COVERING INDEX xp_events_by_student (<expr>=? AND student_id=?)"
      ),
    ])
  func readsIndexes(sql: String, search: String) async throws {
    let store = try SQLiteStore(path: path)
    let plan = try await store.pool.read { database in
      let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
    #expect(plan.contains("SEARCH \(search)"), "\(plan)")
    #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("SCAN xp_events") }, "\(plan)")
  }

  @Test("a student's events are found in every stretch of the log, and nobody else's")
  func readsStretches() async throws {
    let (store, contract) = try await makeStore(students: 20, 21)
    let (ada, bo) = (UniqueID.test(20), UniqueID.test(21))
    // 4,096 sequences are a stretch: its ends, a stretch of somebody else's alone, and one of nobody's.
    let adas: [UInt64] = [1, 2, 4095, 4096, 4097, 8191, 12_288, 50_000]
    try await store.pool.write { database in
      for (student, sequences) in [(ada, adas), (bo, [3, 4098, 8192, 9000, 49_999])] {
        for sequence in sequences {
          try database.execute(
            sql: """
              INSERT INTO xp_events (sequence, id, student_id, kind, delta, created_at, received_at)
              VALUES (?, ?, ?, 'typing', 10, ?4, ?4)
              """,
            arguments: [
              sequence, UniqueID.test(sequence).description, student.description, contract.now.microseconds,
            ])
        }
      }
    }
    for limit in 1...9 {
      var (read, cursor): ([UniqueID], EventCursor?) = ([], nil)
      repeat {
        let page = try await store.events(of: ada, limit: limit, before: cursor)
        #expect(page.events.count <= limit)
        (read, cursor) = (read + page.events.map(\.event.id), page.next)
      } while cursor != nil
      #expect(read == adas.reversed().map { .test($0) })
    }
    let teacher = contract.teacher
    #expect(try await store.removeStudent(ada, from: contract.schoolClass.id, teacher: teacher))
    let left = try await store.read { try Int.fetchAll($0, sql: "SELECT sequence FROM xp_events ORDER BY 1") }
    #expect(left == [3, 4098, 8192, 9000, 49_999])
    #expect(try await store.events(of: bo, limit: 9, before: nil).events.count == 5)
  }

  @Test("sequences that are given a second time count in a leaderboard")
  func countsSequencesAgain() async throws {
    let (store, contract) = try await makeStore(students: 20, 21)
    let (kept, removed) = (UniqueID.test(20), UniqueID.test(21))
    let yesterday = contract.now.adding(seconds: -86_400)
    for (number, student, time) in [
      (200, kept, yesterday), (201, removed, yesterday), (202, removed, contract.now),
    ] as [(UInt64, UniqueID, Timestamp)] {
      _ = try await store.ingest(
        contract.batch(student, [.test(number, of: student, createdAt: time)], at: time))
    }
    let isRemoved = try await store.removeStudent(
      removed, from: contract.schoolClass.id, teacher: contract.teacher)
    #expect(isRemoved)
    _ = try await store.ingest(contract.batch(kept, [.test(203, of: kept)]))
    let sequences = try await store.read {
      try Int.fetchAll($0, sql: "SELECT sequence FROM xp_events ORDER BY sequence")
    }
    #expect(sequences == [1, 2])
    let entries = try await store.leaderboard(
      of: contract.schoolClass.id, since: contract.now, for: .teacher(contract.teacher))
    #expect(entries?.map(\.xp) == [10])
  }

  @Test("a batch that the schema refuses does not spoil those that share its transaction")
  func isolatesBatches() async throws {
    let (store, contract) = try await makeStore(students: 20)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        let event = XPEvent.test(200 + UInt64(number), of: .test(20), delta: number % 2 == 0 ? 1 : 5000)
        let batch = contract.batch(.test(20), [event])
        group.addTask {
          do {
            _ = try await store.ingest(batch)
            #expect(event.delta == 1)
          } catch {
            #expect(event.delta == 5000, "\(error)")
          }
        }
      }
    }
    #expect(try await store.total(of: .test(20)).total.totalXP == 50)
  }

  @Test("a store that could not write says so until it can, though it still reads")
  func remembersFailedWrites() async throws {
    let (store, contract) = try await makeStore(students: 20)
    try await store.check()
    // SQLite says of a file that may not grow what it says of a full disk.
    let pages = try await store.pool.write { database in
      let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
      try database.execute(sql: "PRAGMA max_page_count = \(pages)")
      return pages
    }
    let events = (0..<500).map {
      XPEvent.test(5000 + $0, of: .test(20), metadata: ["x": .string(String(repeating: "x", count: 500))])
    }
    let batch = contract.batch(.test(20), events)
    await #expect(throws: StoreError.self) { try await store.ingest(batch) }
    await #expect(throws: StoreError.self) { try await store.check() }
    #expect(try await store.total(of: .test(20)).total == .zero)
    try await store.pool.write { try $0.execute(sql: "PRAGMA max_page_count = \(pages + 10_000)") }
    await #expect(throws: StoreError.self, "it has to be seen to write") { try await store.check() }
    guard case .stored = try await store.ingest(batch) else {
      Issue.record("the batch was not stored")
      return
    }
    try await store.check()
  }
}
