import Assets
import Foundation
import GRDB
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// Quest progress in the outbox: the same promises as for points.
@Suite(.ownThread()) struct QuestOutboxTests {
  let fixture = OutboxFixture()
  let date = CivilDate("2026-11-22")!
  let total = LedgerTotal(totalXP: 100, gamesPlayed: 4, version: 5)

  /// Progress of that number on a quest whose goal is 10.
  private func quest(_ number: Int, _ id: String = "typing_10", progress: Int = 1, date: CivilDate? = nil)
    -> QuestEvent
  {
    QuestEvent(
      id: UniqueID(high: UInt64(number) << 16 | 0x7000, low: 0x9000_0000_0000_0000 | UInt64(number)),
      studentID: fixture.student, questID: id, questDate: date ?? self.date, progress: progress,
      createdAt: OutboxFixture.now)
  }

  private func standing(_ progress: Int, completedAt: Timestamp? = nil) -> QuestStanding {
    QuestStanding(
      questID: "typing_10", date: date, progress: progress, goal: 10, completedAt: completedAt, bonusXP: 20)
  }

  @discardableResult
  private func fill(_ outbox: Outbox, _ numbers: ClosedRange<Int>, owner: Owner? = nil) throws -> Outbox {
    for number in numbers {
      try outbox.enqueue(fixture.event(number), quests: [quest(number)], owner: owner ?? fixture.owner)
    }
    return outbox
  }

  @Test("Rule 1: points and their quest progress survive closing and opening, unchanged")
  func reopening() throws {
    let outbox = fixture.open()
    let snapshot = try outbox.enqueue(
      fixture.event(1), quests: [quest(1), quest(2, "points_100", progress: 10)], owner: fixture.owner)
    #expect(snapshot.questPending == 2 && snapshot.pendingEvents == 1)
    #expect(
      snapshot.questProgress == [
        date: ["typing_10": QuestProgress(pending: 1), "points_100": QuestProgress(pending: 10)]
      ])
    outbox.close()
    let reopened = fixture.open()
    #expect(
      try reopened.questBatch(of: 50, owner: fixture.owner) == [
        quest(1), quest(2, "points_100", progress: 10),
      ])
    #expect(try reopened.batch(of: 50, owner: fixture.owner) == [fixture.event(1)])
    #expect(
      try reopened.questProgress(owner: fixture.owner, on: date) == [
        "typing_10": QuestProgress(pending: 1), "points_100": QuestProgress(pending: 10),
      ])
  }

  @Test("Rule 1: the files as a crash would leave them hold points and quest progress of each award together")
  func crashImage() throws {
    let outbox = fixture.open()
    let image = fixture.root + "/image"
    try FileManager.default.createDirectory(atPath: image, withIntermediateDirectories: true)
    try fill(outbox, 1...5)
    for name in ["outbox.sqlite", "outbox.sqlite-wal"] {
      try FileManager.default.copyItem(atPath: "\(fixture.data)/\(name)", toPath: "\(image)/\(name)")
    }
    // A torn end of the log costs a whole transaction, never half of one.
    let log = "\(image)/outbox.sqlite-wal"
    let whole = try Data(contentsOf: URL(fileURLWithPath: log))
    for cut in stride(from: 0, to: 20_000, by: 1900) where cut < whole.count {
      let copy = "\(image)-\(cut)"
      try FileManager.default.copyItem(atPath: image, toPath: copy)
      try whole.dropLast(cut).write(to: URL(fileURLWithPath: "\(copy)/outbox.sqlite-wal"))
      let crashed = fixture.open(copy)
      let events = try crashed.batch(of: 50, owner: fixture.owner).count
      let quests = try crashed.questBatch(of: 50, owner: fixture.owner).count
      #expect(events == quests, "\(cut)")
      if cut == 0 { #expect(events == 5) }
      crashed.close()
    }
  }

  @Test("An award that can't be stored stores no quest progress, and the same award twice stores it once")
  func together() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), quests: [quest(1)], owner: fixture.owner)
    #expect(
      outboxError {
        try outbox.enqueue(fixture.event(1, delta: 9), quests: [quest(2)], owner: fixture.owner)
      } == .conflictingEvent(fixture.event(1).id))
    #expect(
      outboxError {
        try outbox.enqueue(
          fixture.event(2), quests: [quest(1, "points_100", progress: 3)], owner: fixture.owner)
      }
        == .conflictingEvent(quest(1).id))
    #expect(
      try outbox.enqueue(fixture.event(1), quests: [quest(3)], owner: fixture.owner).questPending == 1)
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == [fixture.event(1)])
    #expect(try outbox.questBatch(of: 9, owner: fixture.owner) == [quest(1)])
  }

  @Test("Rule 3: quest progress never changes after it is written")
  func immutability() throws {
    try fill(fixture.open(), 1...1)
    for column in ["id = zeroblob(16)", "quest_id = 'x'", "quest_date = '2026-01-01'", "progress = 2"] {
      #expect(throws: DatabaseError.self) {
        try fixture.inspect { try $0.execute(sql: "UPDATE outbox_quest_events SET \(column)") }
      }
    }
  }

  @Test("Progress on a quest whose goal is reached, here or at the server, is not stored; the points are")
  func reached() throws {
    let outbox = try fill(fixture.open(), 1...12)
    #expect(try outbox.questBatch(of: 50, owner: fixture.owner).count == 10)
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 12)
    let tomorrow = CivilDate("2026-11-23")!
    try outbox.recordStandings(
      [
        QuestStanding(
          questID: "typing_10", date: tomorrow, progress: 10, goal: 10, completedAt: nil, bonusXP: 20)
      ], owner: fixture.owner)
    try outbox.enqueue(fixture.event(13), quests: [quest(13, date: tomorrow)], owner: fixture.owner)
    #expect(try outbox.snapshot(owner: fixture.owner).questPending == 10)
  }

  @Test("An award tells what the outbox holds after it, whichever of two programs stored what is there")
  func told() throws {
    let programs = [fixture.open(), fixture.open()]
    for number in 1...14 {
      let (program, other) = (programs[number % 2], programs[(number + 1) % 2])
      let told = try program.enqueue(
        fixture.event(number), quests: [quest(number), quest(100 + number, "points_100", progress: 9)],
        owner: fixture.owner)
      var read = try other.snapshot(owner: fixture.owner)
      read.questProgress = [date: try other.questProgress(owner: fixture.owner, on: date)]
      read.number = told.number
      #expect(told == read, "award \(number)")
      if number == 6 { try other.recordStandings([standing(8)], owner: fixture.owner) }
    }
    #expect(
      try programs[0].questProgress(owner: fixture.owner, on: date) == [
        "typing_10": QuestProgress(confirmed: 8, pending: 10), "points_100": QuestProgress(pending: 108),
      ])
  }

  @Test("What the server has may be among what waits, so the two are not added up to call a goal reached")
  func notReachedTwice() throws {
    let outbox = try fill(fixture.open(), 1...6)
    // The answer to all six was lost; another look says that the server has them.
    try outbox.recordStandings([standing(6)], owner: fixture.owner)
    try fill(outbox, 7...10)
    #expect(try outbox.questBatch(of: 50, owner: fixture.owner).count == 10)
  }

  @Test("Rules 2 and 12: what the server names leaves, with standings and total, in one step")
  func acknowledging() throws {
    let outbox = try fill(fixture.open(), 1...3)
    let ids = [quest(1).id, quest(2).id, UniqueID(high: 9, low: 9)]
    let snapshot = try outbox.acknowledgeQuests(
      ids, owner: fixture.owner, standings: [standing(7, completedAt: OutboxFixture.now)], total: total,
      tellsGamesPlayed: true, at: OutboxFixture.now)
    #expect(snapshot.questPending == 1 && snapshot.pendingEvents == 3 && snapshot.total == total)
    #expect(snapshot.lastSyncAt == OutboxFixture.now)
    let progress = QuestProgress(confirmed: 7, pending: 1, isCompleted: true)
    #expect(try outbox.questProgress(owner: fixture.owner, on: date) == ["typing_10": progress])
    // An answer that was under way for longer takes nothing back.
    try outbox.recordStandings([standing(4)], owner: fixture.owner)
    #expect(try outbox.questProgress(owner: fixture.owner, on: date) == ["typing_10": progress])
    let stale = LedgerTotal(totalXP: 1, gamesPlayed: 1, version: 4)
    #expect(
      try outbox.acknowledgeQuests(
        [], owner: fixture.owner, standings: [], total: stale, tellsGamesPlayed: true,
        at: OutboxFixture.now
      ).total == total)
  }

  @Test("A total without the games played keeps those that are known, and is none where none are known")
  func gamesPlayed() throws {
    let outbox = try fill(fixture.open(), 1...2)
    let bare = LedgerTotal(totalXP: 120, gamesPlayed: 0, version: 6)
    func acknowledge(_ number: Int) throws -> LedgerTotal? {
      try outbox.acknowledgeQuests(
        [quest(number).id], owner: fixture.owner, standings: [], total: bare, tellsGamesPlayed: false,
        at: OutboxFixture.now
      ).total
    }
    #expect(try acknowledge(1) == nil)
    try outbox.recordTotal(total, owner: fixture.owner)
    #expect(try acknowledge(2) == LedgerTotal(totalXP: 120, gamesPlayed: 4, version: 6))
  }

  @Test("Rule 8: refused progress is set aside with the reason, no longer counts, and can be tried again")
  func quarantine() throws {
    let outbox = try fill(fixture.open(), 1...2)
    let snapshot = try outbox.quarantine(
      [(quest(1).id, "bad_quest", "no")], owner: fixture.owner, at: OutboxFixture.now)
    #expect(snapshot.questPending == 1 && snapshot.questQuarantined == 1)
    #expect(snapshot.quarantined == 0 && snapshot.pendingEvents == 2)
    #expect(try outbox.questProgress(owner: fixture.owner, on: date)["typing_10"]?.pending == 1)
    #expect(
      try outbox.quarantinedQuests(owner: fixture.owner) == [
        Quarantined(event: quest(1), code: "bad_quest", detail: "no", quarantinedAt: OutboxFixture.now)
      ])
    let retried = try outbox.retryQuarantined(owner: fixture.owner)
    #expect(retried.questPending == 2 && retried.questQuarantined == 0)
    #expect(try outbox.questBatch(of: 9, owner: fixture.owner) == [quest(1), quest(2)])
  }

  @Test("Rule 4: owners are apart; a profile that joins takes its quest progress along with its points")
  func owners() throws {
    let local = Owner(ledger: nil, studentID: fixture.student)
    let outbox = try fill(fixture.open(), 1...2, owner: local)
    try fill(outbox, 2...3)
    try outbox.quarantine([(quest(1).id, "bad_quest", "no")], owner: local, at: OutboxFixture.now)
    #expect(try outbox.questBatch(of: 9, owner: fixture.owner) == [quest(2), quest(3)])
    #expect(try outbox.adopt(from: local, to: fixture.owner) == 2)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.questPending == 2 && snapshot.questQuarantined == 1 && snapshot.pendingEvents == 3)
    #expect(try outbox.questProgress(owner: fixture.owner, on: date)["typing_10"]?.pending == 2)
    // What both had stays where it was.
    #expect(try outbox.snapshot(owner: local).questPending == 1)
  }

  @Test("Counters equal what is there after any series of operations", arguments: [1, 2, 3] as [UInt64])
  func randomSeries(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var outbox = fixture.open()
    let local = Owner(ledger: nil, studentID: fixture.student)
    for step in 0..<200 {
      let owner = Bool.random(using: &generator) ? fixture.owner : local
      let known = try outbox.questBatch(of: 5, owner: owner).map(\.id)
      switch Int.random(in: 0..<12, using: &generator) {
      case 0...6:
        let progress = Int.random(in: 1...40, using: &generator)
        let news = [quest(step, "points_300", progress: progress), quest(step + 1000, "typing_30")]
        try outbox.enqueue(fixture.event(step), quests: news, owner: owner)
      case 7:
        try outbox.acknowledgeQuests(
          known.prefix(2), owner: owner, standings: [standing(step)], total: .zero, tellsGamesPlayed: true,
          at: OutboxFixture.now)
      case 8:
        try outbox.quarantine(
          known.suffix(1).map { ($0, "bad_quest", "no") }, owner: owner, at: OutboxFixture.now)
      case 9: try outbox.retryQuarantined(owner: owner)
      case 10: _ = try outbox.adopt(from: local, to: fixture.owner)
      default:
        outbox.close()
        outbox = fixture.open()
      }
    }
    let wrong = try fixture.inspect {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT (SELECT count(*) FROM owners WHERE
              quest_pending_count <> (SELECT count(*) FROM outbox_quest_events AS e
                WHERE e.owner_id = owners.owner_id)
              OR quest_quarantined_count <> (SELECT count(*) FROM quarantined_quest_events AS e
                WHERE e.owner_id = owners.owner_id))
            + (SELECT count(*) FROM quest_standings AS s WHERE pending_progress <>
                (SELECT coalesce(sum(progress), 0) FROM outbox_quest_events AS e
                 WHERE e.owner_id = s.owner_id AND e.quest_date = s.quest_date AND e.quest_id = s.quest_id))
          """)
    }
    #expect(wrong == 0, "seed \(seed)")
    #expect(try fixture.inspect { try Int.fetchOne($0, sql: "SELECT count(*) FROM owners") } == 2)
  }

  // MARK: Older and damaged files

  /// A file as the first Glosa left it, with that many events of 10 points, one of them refused.
  private func makeOldFile(_ count: Int) throws {
    try FileManager.default.createDirectory(atPath: fixture.data, withIntermediateDirectories: true)
    let migration = try #require(Assets.outboxMigrations.first)
    let queue = try DatabaseQueue(path: fixture.database)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: migration.sql)
      try db.execute(sql: "PRAGMA user_version = 1")
      try db.execute(
        sql: """
          INSERT INTO owners (server, student_id, total_xp, games_played, total_version)
          VALUES (?, ?, 70, 7, 7)
          """, arguments: [fixture.owner.ledger, Data(fixture.student.bytes)])
      for number in 0..<count {
        let event = fixture.event(number)
        try db.execute(
          sql: "INSERT INTO outbox_events VALUES (1, ?, 'typing', 10, ?, NULL, ?, ?)",
          arguments: [
            Data(event.id.bytes), Data(event.wordSetID!.bytes), event.createdAt.microseconds,
            event.metadata.description,
          ])
      }
    }
    try queue.close()
  }

  @Test("A file of the first Glosa keeps all its points and takes quest progress from then on")
  func migration() throws {
    try makeOldFile(20)
    let outbox = fixture.open()
    #expect(outbox.openError == nil && outbox.takeNotices() == [])
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 20 && snapshot.pendingXP == 200 && snapshot.questPending == 0)
    #expect(snapshot.total == LedgerTotal(totalXP: 70, gamesPlayed: 7, version: 7))
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events(0..<20))
    try fill(outbox, 30...31)
    #expect(try fixture.open().questBatch(of: 9, owner: fixture.owner) == [quest(30), quest(31)])
    #expect(try fixture.integrityProblems() == [])
  }

  @Test("Rule 9: quest progress is carried out of a damaged file")
  func damage() throws {
    let outbox = fixture.open()
    try outbox.recordStandings([standing(3)], owner: fixture.owner)
    try fill(outbox, 0...0)
    try fixture.inspect { db in
      for number in 1..<400 {
        try db.execute(
          sql: "INSERT INTO outbox_quest_events VALUES (1, ?, 'points_300', ?, 1, ?, NULL)",
          arguments: [Data(quest(number).id.bytes), date.description, OutboxFixture.now.microseconds])
      }
    }
    try outbox.quarantine([(quest(7).id, "bad_quest", "no")], owner: fixture.owner, at: OutboxFixture.now)
    outbox.close()
    let leaves = try fixture.inspect { db in
      try Int.fetchAll(
        db,
        sql:
          "SELECT pageno FROM dbstat WHERE name = 'outbox_quest_events' AND pagetype = 'leaf' ORDER BY path")
    }
    #expect(leaves.count > 4)
    try fixture.overwrite(at: (leaves[2] - 1) * 4096, with: [UInt8](repeating: 0xA5, count: 4096))
    let healed = fixture.open()
    let rest = try healed.questBatch(of: 1000, owner: fixture.owner)
    #expect(rest.count > 200 && rest.count < 399)
    let snapshot = try healed.snapshot(owner: fixture.owner)
    #expect(snapshot.questPending == rest.count && snapshot.questQuarantined == 1)
    #expect(snapshot.pendingEvents == 1)
    #expect(
      healed.takeNotices().first?.text(in: English()).contains("Events carried over: \(rest.count + 2).")
        == true)
    let progress = try healed.questProgress(owner: fixture.owner, on: date)
    #expect(progress["typing_10"]?.confirmed == 3)
    #expect(progress["points_300"]?.pending == rest.count - 1)
  }

  @Test("Rule 9: a garbled header of a file that an older Glosa made costs no points", arguments: [3, 600])
  func garbledHeaderOfMigratedFile(count: Int) throws {
    try makeOldFile(count)
    let outbox = fixture.open()
    try outbox.quarantine(
      [(fixture.event(1).id, "bad_time", "no")], owner: fixture.owner, at: OutboxFixture.now)
    outbox.close()
    try fixture.overwrite(at: 0, with: [UInt8](repeating: 0x5A, count: 512))
    let healed = fixture.open()
    let snapshot = try healed.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == count - 1 && snapshot.quarantined == 1)
    #expect(snapshot.total?.totalXP == 70)
  }

  // MARK: The journal

  @Test("Rule 9: the journal takes quest progress with the points, sends it, and it is carried over")
  func journal() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = try fill(fixture.open(), 1...4)
    #expect(outbox.isJournaling)
    #expect(try outbox.snapshot(owner: fixture.owner).questPending == 4)
    let other = fixture.open()
    #expect(try other.questBatch(of: 2, owner: fixture.owner) == [quest(1), quest(2)])
    #expect(
      try other.questProgress(owner: fixture.owner, on: date) == ["typing_10": QuestProgress(pending: 4)])
    let sent = try other.acknowledgeQuests(
      [quest(1).id], owner: fixture.owner, standings: [standing(1)], total: total, tellsGamesPlayed: true,
      at: OutboxFixture.now)
    #expect(sent.questPending == 3 && sent.total == total && sent.pendingEvents == 4)
    let refused = try other.quarantine(
      [(quest(2).id, "bad_quest", "no")], owner: fixture.owner, at: OutboxFixture.now)
    #expect(refused.questPending == 2 && refused.questQuarantined == 1)
    // No more progress than the goal's worth goes into the journal either.
    try fill(outbox, 5...20)
    #expect(try outbox.snapshot(owner: fixture.owner).questPending == 10)
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 20)
    try FileManager.default.removeItem(atPath: fixture.data)
    #expect(outbox.recoverIfPossible())
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.questPending == 10 && snapshot.questQuarantined == 1 && snapshot.pendingEvents == 20)
    #expect(try outbox.questBatch(of: 2, owner: fixture.owner) == [quest(3), quest(4)])
    #expect(try outbox.retryQuarantined(owner: fixture.owner).questPending == 11)
    #expect(try fixture.open().questBatch(of: 50, owner: fixture.owner).count == 11)
  }

  @Test("Rule 9: a garbled byte of a journal's line costs points and quest progress of that line together")
  func garbledJournal() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    try fill(fixture.open(), 1...3)
    let path = "\(fixture.journals[0])/outbox.journal"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    let line = whole.split(separator: UInt8(ascii: "\n"))[1]
    for offset in stride(from: 0, to: line.count, by: 23) {
      var garbled = whole
      garbled[line.startIndex + offset] ^= 0x01
      try garbled.write(to: URL(fileURLWithPath: path))
      let outbox = fixture.open()
      #expect(try outbox.batch(of: 9, owner: fixture.owner) == fixture.events([1, 3]), "byte \(offset)")
      #expect(try outbox.questBatch(of: 9, owner: fixture.owner) == [quest(1), quest(3)], "byte \(offset)")
    }
  }
}
