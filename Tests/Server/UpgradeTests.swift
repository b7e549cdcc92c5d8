import Foundation
import GRDB
import PostgresStore
import Primitives
import SQLiteStore
import Store
import TestScopes
import TestSupport
import Testing
import XP

/// Databases that an earlier version made, with what it would have refused ever since.
@Suite(.ownThread(in: .programs)) struct UpgradeTests {
  /// Stores what a store of before refused for its time, and looks at what was there.
  private func check(_ store: any Store, _ student: UniqueID, _ before: LedgerTotal) async throws {
    #expect(try await store.points(of: student) == before)
    let old = try await store.events(of: student, limit: 100, before: nil).events
    #expect(old.count == before.gamesPlayed)
    for event in old { #expect(event.occurredAt == min(event.event.createdAt, event.receivedAt)) }
    let received = Timestamp("2026-12-01T10:00:00Z")!
    let times = [
      "2046-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    ]
    for (number, time) in times.enumerated() {
      let event = XPEvent.test(UInt64(number), of: student, createdAt: Timestamp(time)!)
        .withID(UniqueID(high: student.high, low: 100 + UInt64(number)))
      let batch = EventBatch(
        studentID: student, events: [event] + old.filter { $0.event.kind != "daily_quest" }.map(\.event),
        receivedAt: received, sentAt: Timestamp(time)!.adding(seconds: 60))
      guard case .stored(let total, let moments) = try await store.ingest(batch) else {
        Issue.record("\(time) is refused")
        continue
      }
      #expect(total.totalXP == before.totalXP + 10 * (number + 1))
      #expect(moments.first == received.adding(seconds: -60))
      #expect(
        Array(moments.dropFirst()) == old.filter { $0.event.kind != "daily_quest" }.map(\.occurredAt))
    }
    // What was there before is taken as it was; what comes now is looked at.
    func unusual() async throws -> [Int] {
      try await store.boardEntries(of: [student], since: received).map(\.unusualXP)
    }
    #expect(try await unusual() == [0])
    let rich = XPEvent.test(0, of: student, delta: 1000, createdAt: received)
      .withID(UniqueID(high: student.high, low: 200))
    _ = try await store.ingest(EventBatch(studentID: student, events: [rich], receivedAt: received))
    #expect(try await unusual() == [1000])
    #expect(try await store.mismatches() == [])
  }

  @Test("the embedded store's file of Glosa 0.1 is brought along, whole and at once, and keeps its identity")
  func sqlite() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    try FileManager.default.copyItem(atPath: Fixtures.path("server.sqlite"), toPath: path)
    let student = try await DatabaseQueue(path: path).read {
      try #require(UniqueID(String.fetchOne($0, sql: "SELECT id FROM students") ?? ""))
    }
    let store = try SQLiteStore(path: path)
    let id = store.serverID
    #expect(id.version == 4)
    try await check(store, student, LedgerTotal(totalXP: 46, gamesPlayed: 14, version: 14))
    try await store.close()
    let again = try SQLiteStore(path: path)
    #expect(again.serverID == id)
    #expect(try await again.renewIdentity() != id)
    try await again.close()
    let copy = try SQLiteStore(path: path)
    #expect(copy.serverID != id)
    try await copy.close()
  }

  @Test("so is a PostgreSQL database, whose quests go on where they were")
  func postgres() async throws {
    let database = try PostgresDatabase(migrated: false)
    let restored = try database.cluster.run(
      file: Fixtures.path("postgres.sql"), database: database.name, user: "postgres")
    #expect(restored.status == 0, "\(restored.errors)")
    let world = try JSON.parse(Array(Data(contentsOf: URL(fileURLWithPath: Fixtures.path("postgres.json")))))
    for _ in 0..<2 { for file in PostgresDatabase.migrations { try database.migrate(file) } }
    let store = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    #expect(store.serverID.version == 4)
    for pupil in try #require(world["pupils"]?.array) {
      let student = try #require(pupil["student_id"]?.id)
      let total = LedgerTotal(totalXP: try #require(pupil["total_xp"]?.integer), gamesPlayed: 6, version: 6)
      try await check(store, student, total)
      try await goOn(pupil, student, in: store)
    }
    try await store.close()
    let again = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    #expect(again.serverID == store.serverID)
    #expect(try await again.renewIdentity() != store.serverID)
    try await again.close()
  }

  /// The quest that a pupil had begun reaches its goal with what is missing.
  private func goOn(_ pupil: JSON, _ student: UniqueID, in store: any Store) async throws {
    let begun = try #require(pupil["quest_events"]?.array?.last)
    let quest = try #require(Quest.catalogue.first { $0.id == begun["quest_id"]?.string })
    let date = try #require(begun["quest_date"]?.string.flatMap { CivilDate($0) })
    let received = Timestamp("2026-12-01T10:00:00Z")!
    func progress(_ number: UInt64, _ count: Int) -> QuestBatch {
      QuestBatch(
        studentID: student,
        progress: [
          QuestBatch.Progress(
            event: QuestEvent(
              id: UniqueID(high: student.high, low: number), studentID: student, questID: quest.id,
              questDate: date, progress: count, createdAt: received), occurredAt: received, earnsBonus: true)
        ],
        goals: [
          QuestBatch.Goal(
            quest: quest, date: date, bonusID: .questBonus(student: student, quest: quest.id, date: date))
        ], receivedAt: received)
    }
    guard case .stored(let short, _) = try await store.ingest(progress(1, quest.goal - 3)),
      case .stored(let whole, _) = try await store.ingest(progress(2, 1))
    else {
      Issue.record("progress is refused")
      return
    }
    #expect(short.map(\.completedAt) == [nil])
    #expect(whole.map(\.progress) == [quest.goal])
    #expect(whole.map(\.completedAt) == [received])
  }
}
