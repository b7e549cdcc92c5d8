import Foundation
import GRDB
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// The copies of what ledgers acknowledged: kept for good, whatever happens to their file.
@Suite("History", .ownThread())
struct HistoryTests {
  let fixture = OutboxFixture()
  var path: String { fixture.data + "/history.sqlite" }

  private func total(_ count: Int) -> LedgerTotal {
    LedgerTotal(totalXP: 10 * count, gamesPlayed: count, version: count)
  }

  /// Wins events and has them acknowledged, as far as their numbers.
  private func acknowledge(
    _ numbers: ClosedRange<Int>, in outbox: Outbox, of owner: Owner? = nil,
    at time: Timestamp = OutboxFixture.now
  ) throws {
    let owner = owner ?? fixture.owner
    for event in fixture.events(numbers) { try outbox.enqueue(event, owner: owner) }
    try outbox.acknowledge(
      fixture.events(numbers).map(\.id), owner: owner, total: total(numbers.upperBound), at: time)
    #expect(try outbox.snapshot(owner: owner).pendingEvents == 0)
  }

  /// The numbers of the events that go again to a ledger that has nothing any more.
  private func sentAgain(by outbox: Outbox, of owner: Owner? = nil) throws -> [Int] {
    let owner = owner ?? fixture.owner
    let count = try outbox.sendAgain(of: owner, but: [], total: .zero)
    let waiting = try outbox.batch(of: 5000, owner: owner)
    #expect(waiting.count == count)
    return waiting.map { Int($0.id.high >> 16) }
  }

  private func edit(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  @Test("No clock empties it, whoever's it is: years ahead, years behind, another ledger's")
  func clocks() throws {
    let outbox = fixture.open()
    let other = Owner(ledger: "another", studentID: fixture.student)
    for (number, days) in ([0, 40, -400, 8000, 0] as [Int64]).enumerated() {
      let day = days * 86_400
      try acknowledge(number...number, in: outbox, at: OutboxFixture.now.adding(seconds: day))
    }
    try acknowledge(9...9, in: outbox, of: other, at: OutboxFixture.now.adding(seconds: 40 * 86_400))
    #expect(try sentAgain(by: outbox) == Array(0...4))
  }

  @Test(
    "Of some events those are acknowledged that the ledger named, to whichever process, and has not lost since"
  )
  func acknowledgedAmong() throws {
    let (outbox, other) = (fixture.open(), fixture.open())
    let ids = fixture.events(1...5).map(\.id)
    func acknowledged(_ owner: Owner? = nil) throws -> [UniqueID] {
      try outbox.acknowledged(among: ids, of: owner ?? fixture.owner)
    }
    for event in fixture.events(1...5) { try outbox.enqueue(event, owner: fixture.owner) }
    #expect(try acknowledged() == [])
    #expect(!FileManager.default.fileExists(atPath: path), "as long as all of them wait nobody looks there")
    try other.acknowledge(ids.prefix(2), owner: fixture.owner, total: total(2), at: OutboxFixture.now)
    try other.quarantine([(ids[2], "bad_delta", "no")], owner: fixture.owner, at: OutboxFixture.now)
    #expect(try acknowledged() == [ids[0], ids[1]])
    #expect(try acknowledged(Owner(ledger: "another", studentID: fixture.student)) == [])
    #expect(try other.sendAgain(of: fixture.owner, but: [ids[1]], total: total(1)) == 1)
    #expect(try acknowledged() == [ids[1]])
    let lock = try OutboxFixture.locking(path)
    try other.acknowledge([ids[3]], owner: fixture.owner, total: total(3), at: OutboxFixture.now)
    #expect(outboxError { _ = try acknowledged() } != nil)
    try lock.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    #expect(try acknowledged() == [ids[1], ids[3]])
  }

  @Test("While another program keeps the file locked the copies lie in the outbox, and are filed afterwards")
  func locked() throws {
    let outbox = fixture.open()
    try acknowledge(1...3, in: outbox)
    let other = try OutboxFixture.locking(path)
    try acknowledge(4...5, in: outbox)
    #expect(try outbox.unfiledCopies() == 2)
    #expect(outboxError { _ = try outbox.sendAgain(of: fixture.owner, but: [], total: .zero) } != nil)
    #expect(try outbox.snapshot(owner: fixture.owner).total == total(5))
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 0)
    try other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try acknowledge(6...6, in: outbox)
    #expect(try outbox.unfiledCopies() == 0)
    let newest = try outbox.newestAcknowledged(3, of: fixture.owner).map(\.id)
    #expect(newest == [6, 5, 4].map { fixture.event($0).id })
    #expect(try sentAgain(by: outbox) == Array(1...6))
    #expect(!fixture.files().contains { $0.contains("damaged") })
  }

  @Test(
    "What stands in its place and is no file is left alone; the copies wait in the outbox, over a restart too"
  )
  func noFile() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try acknowledge(1...4, in: fixture.open())
    let outbox = fixture.open()
    #expect(try outbox.unfiledCopies() == 4)
    #expect(outboxError { _ = try outbox.newestAcknowledged(1, of: fixture.owner) } != nil)
    try FileManager.default.removeItem(atPath: path)
    #expect(try sentAgain(by: outbox) == Array(1...4))
    #expect(try outbox.unfiledCopies() == 0)
  }

  @Test("A file that SQLite condemns is kept under a name that says so, and what can be read is carried over")
  func condemned() throws {
    try acknowledge(1...200, in: fixture.open())
    try edit("PRAGMA wal_checkpoint(TRUNCATE)")
    let size = try Data(contentsOf: URL(fileURLWithPath: path)).count
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    // A page in the midst of the rows.
    try handle.seek(toOffset: UInt64(size / 4096 / 2 * 4096))
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
    try handle.close()
    let outbox = fixture.open()
    let sent = try sentAgain(by: outbox)
    #expect(sent.count > 50 && sent.count < 200, "\(sent.count)")
    #expect(fixture.files().contains { $0.hasPrefix("history.sqlite.damaged-") }, "\(fixture.files())")
    #expect(
      outbox.takeNotices().map { $0.text(in: English()) }.contains {
        $0.contains("history.sqlite") && $0.contains("damaged-")
      })
  }

  @Test("A file that is none of SQLite's is moved aside, and a new one is begun")
  func nonsense() throws {
    try acknowledge(1...1, in: fixture.open())
    for name in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + name) }
    try Data(repeating: 0x41, count: 9000).write(to: URL(fileURLWithPath: path))
    let outbox = fixture.open()
    try acknowledge(2...2, in: outbox)
    #expect(try outbox.unfiledCopies() == 0)
    #expect(try sentAgain(by: outbox) == [2])
    #expect(fixture.files().contains { $0.hasPrefix("history.sqlite.damaged-") })
  }

  @Test(
    "What was acknowledged under an address is found under the ledger's identity, and the other way round")
  func addressed() throws {
    let outbox = fixture.open()
    let ledger = UniqueID(high: 5, low: 5)
    let known = Owner(ledger: ledger.description, studentID: fixture.student)
    try acknowledge(1...2, in: outbox)
    try outbox.recordLedger(ledger, of: fixture.student)
    // The run in which the ledger became known goes on under the address.
    try acknowledge(3...4, in: outbox)
    try acknowledge(5...5, in: outbox, of: known)
    #expect(
      try outbox.newestAcknowledged(9, of: known).map(\.id) == (1...5).reversed().map { fixture.event($0).id }
    )
    #expect(try outbox.newestAcknowledged(9, of: fixture.owner).count == 5)
    #expect(try sentAgain(by: outbox, of: known) == Array(1...5))
  }

  @Test("A file of an earlier version is taken on, in the order of its times")
  func earlier() throws {
    try acknowledge(1...5, in: fixture.open())
    try edit(
      """
      DROP INDEX acknowledged_in_order;
      ALTER TABLE acknowledged DROP COLUMN position;
      UPDATE acknowledged SET acknowledged_at = acknowledged_at - row.number
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM acknowledged) AS row
      WHERE acknowledged.id = row.id;
      CREATE INDEX acknowledged_by_time ON acknowledged (acknowledged_at);
      PRAGMA user_version = 0;
      """)
    let outbox = fixture.open()
    #expect(
      try outbox.newestAcknowledged(3, of: fixture.owner).map(\.id) == [1, 2, 3].map { fixture.event($0).id })
    try acknowledge(6...6, in: outbox)
    #expect(try outbox.newestAcknowledged(1, of: fixture.owner).map(\.id) == [fixture.event(6).id])
    #expect(try sentAgain(by: outbox) == Array(1...6))
  }

  @Test("What is acknowledged once more is the newest, and more than a page is read to the end")
  func again() throws {
    let outbox = fixture.open()
    try acknowledge(1...1200, in: outbox)
    try acknowledge(3...3, in: outbox)
    let newest = try outbox.newestAcknowledged(1, of: fixture.owner)
    #expect(newest.map(\.id) == [fixture.event(3).id])
    try outbox.noteCompared(1001, of: fixture.owner)
    #expect(try outbox.newestAcknowledged(1, sinceCompared: true, of: fixture.owner).count == 201)
    #expect(try fixture.open().newestAcknowledged(1, sinceCompared: true, of: fixture.owner).count == 201)
    #expect(try sentAgain(by: outbox) == Array(1...1200))
  }

  @Test("Quest progress goes again from what was acknowledged just before the first lost points on")
  func quests() throws {
    let outbox = fixture.open()
    let quests = (1...4).map { number in
      QuestEvent(
        id: UniqueID(high: UInt64(number), low: 3), studentID: fixture.student, questID: "typing_20",
        questDate: CivilDate("2026-11-22") ?? OutboxFixture.now.date(), progress: 1,
        createdAt: OutboxFixture.now)
    }
    for (number, quest) in zip(1..., quests) {
      try outbox.enqueue(fixture.event(number), quests: [quest], owner: fixture.owner)
      try outbox.acknowledge(
        [fixture.event(number).id], owner: fixture.owner, total: total(number), at: OutboxFixture.now)
      try outbox.acknowledgeQuests(
        [quest.id], owner: fixture.owner, standings: [], total: total(number), tellsGamesPlayed: false,
        at: OutboxFixture.now)
    }
    let stored = Set(fixture.events(1...2).map(\.id))
    #expect(try outbox.sendAgain(of: fixture.owner, but: stored, total: total(2)) == 2)
    #expect(try outbox.questBatch(of: 9, owner: fixture.owner).map(\.id) == quests[1...].map(\.id))
  }
}
