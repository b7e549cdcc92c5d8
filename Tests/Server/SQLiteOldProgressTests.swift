import GRDB
import Primitives
import Store
import TestScopes
import Testing
import XP

@testable import API
@testable import SQLiteStore

@Suite(.ownThread()) struct SQLiteOldProgressTests {
  let folder: TemporaryFolder
  let store: SQLiteStore

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path + "/server.sqlite")
  }

  private func execute(_ sql: String) async throws {
    try await store.pool.write { try $0.execute(sql: sql) }
  }

  /// The rows of a table whose columns have no types, so that it keeps whatever it is given.
  private func rows(_ values: [String]) async throws -> [OldProgress] {
    try await execute(
      """
      CREATE TABLE student_progress (
        student_id, total_points, games_played, last_game_type, last_played_at, word_set_id, homework_id)
      """)
    for value in values { try await execute("INSERT INTO student_progress VALUES (\(value))") }
    return try #require(try await store.oldProgress())
  }

  @Test("the global rows are read, of any student as often as they come, and the table stays as it is")
  func readsRows() async throws {
    let found = try await rows([
      "'a', 10, 2, 'typing', '2025-03-01T10:00:00Z', NULL, NULL",
      "'a', 20, 3, NULL, NULL, NULL, NULL", "'a', 999, 9, 'x', NULL, 'set', NULL",
      "'a', 999, 9, 'x', NULL, NULL, 'homework'", "NULL, NULL, NULL, NULL, NULL, '', ''",
    ])
    #expect(
      found == [
        OldProgress(
          studentID: "a", totalPoints: 10, gamesPlayed: 2, lastGameType: "typing",
          lastPlayedAt: Timestamp("2025-03-01T10:00:00Z")),
        OldProgress(
          studentID: "a", totalPoints: 20, gamesPlayed: 3, lastGameType: nil, lastPlayedAt: nil),
        OldProgress(
          studentID: nil, totalPoints: nil, gamesPlayed: nil, lastGameType: nil, lastPlayedAt: nil),
      ])
    #expect(
      try await store.pool.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM student_progress") } == 5)
  }

  static let numbers: [(String, Int?)] = [
    ("5", 5), ("-5", -5), ("'12'", 12), ("12.9", 12), ("'12.9'", 12), ("-0.5", 0), ("'x'", nil),
    ("x'3132'", nil), ("NULL", nil), ("9e99", nil), ("'nan'", nil), ("9223372036854775807", .max),
    ("''", nil),
  ]

  @Test("points are read from whatever holds them", arguments: numbers.indices)
  func readsNumbers(index: Int) async throws {
    let (value, expected) = Self.numbers[index]
    let found = try await rows(["'a', \(value), \(value), NULL, NULL, NULL, NULL"])
    #expect(found.map(\.totalPoints) == [expected])
    #expect(found.map(\.gamesPlayed) == [expected])
  }

  static let times: [(String, String?)] = [
    ("'2025-03-01T10:00:00.5Z'", "2025-03-01T10:00:00.5Z"), ("'2025-03-01 10:00:00'", "2025-03-01T10:00:00Z"),
    ("'2025-03-01 12:00:00.25+02'", "2025-03-01T10:00:00.25Z"),
    ("'2025-03-01 12:00:00+02:00'", "2025-03-01T10:00:00Z"), ("'2025-03-01'", "2025-03-01T00:00:00Z"),
    ("1740823200", "2025-03-01T10:00:00Z"), ("1740823200000", "2025-03-01T10:00:00Z"),
    ("1740823200.5", "2025-03-01T10:00:00.5Z"), ("julianday('2025-03-01 12:00:00')", "2025-03-01T12:00:00Z"),
    ("'infinity'", nil), ("'-infinity'", nil), ("NULL", nil), ("''", nil), ("x'00'", nil), ("9e99", nil),
    ("9223372036854775807", nil), ("-9223372036854775808", nil), ("9e999", nil), ("'2025-02-30'", nil),
  ]

  @Test("times are read in every form that SQLite and PostgreSQL write", arguments: times.indices)
  func readsTimes(index: Int) async throws {
    let (value, text) = Self.times[index]
    let found = try await rows(["'a', 1, 1, NULL, \(value), NULL, NULL"])
    #expect(found.map(\.lastPlayedAt) == [text.flatMap { Timestamp($0) }], "\(value)")
  }

  @Test("ids are read as text, sixteen bytes as an id")
  func readsIDs() async throws {
    let bytes = UniqueID.test(5).bytes.hexadecimal
    let found = try await rows([
      "x'\(bytes)', 1, 1, 7, NULL, NULL, NULL", "5, 1, 1, x'6162', NULL, NULL, NULL",
    ])
    #expect(found.map(\.studentID) == [UniqueID.test(5).description, "5"])
    #expect(found.map(\.lastGameType) == ["7", "ab"])
  }

  @Test("columns that are missing are nil, however the table and the others are written")
  func survivesMissingColumns() async throws {
    try await execute("CREATE TABLE Student_Progress (Student_ID TEXT, TOTAL_POINTS INTEGER)")
    try await execute("INSERT INTO student_progress VALUES ('a', 7)")
    #expect(
      try await store.oldProgress() == [
        OldProgress(
          studentID: "a", totalPoints: 7, gamesPlayed: nil, lastGameType: nil, lastPlayedAt: nil)
      ])
  }

  @Test("who has no PIN can't be signed in to with any, and a class's lists don't show them")
  func hasNoPIN() async throws {
    let contract = try await StoreContract(store)
    let balance = OpeningBalance(
      eventID: .openingBalance(student: .test(5)), studentID: .test(5), points: 10, gamesPlayed: 1,
      lastGameType: String(repeating: "\u{0}x", count: 5000), createdAt: contract.now)
    #expect(try await store.open([balance], at: contract.now) == [balance.eventID])
    let hash = try await store.pool.read {
      try String.fetchOne(
        $0, sql: "SELECT pin_hash FROM students WHERE id = ?", arguments: [UniqueID.test(5).description])
    }
    let hasher = PINHasher(cost: PINHasher.Cost(logN: 4, r: 1, p: 1), capacity: 9)
    for pin in ["", "none", "0000", "1234"] {
      #expect(try await !hasher.verify(pin, against: try #require(hash), for: .test))
    }
    #expect(try await store.students(of: contract.schoolClass.id, teacher: contract.teacher) == [])
    let events = try await store.events(of: .test(5), limit: 9, before: nil).events
    #expect(events.first?.event.metadata["last_game_type"]?.string == String(repeating: "x", count: 64))
  }
}
