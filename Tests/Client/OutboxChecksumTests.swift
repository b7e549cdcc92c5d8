import Foundation
import GRDB
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// Rows whose contents changed under the eyes of SQLite, which finds nothing wrong with them.
@Suite(.ownThread()) struct OutboxChecksumTests {
  let fixture = OutboxFixture()
  let quest = Quest.daily(for: UniqueID(high: 1, low: 1), on: OutboxFixture.now.date())[0]

  private func progress(_ number: Int) -> QuestEvent {
    QuestEvent(
      id: UniqueID(high: UInt64(number) << 16 | 0x7000, low: 0x9000_0000_0000_0000 | UInt64(number)),
      studentID: fixture.student, questID: quest.id, questDate: OutboxFixture.now.date(), progress: 1,
      createdAt: OutboxFixture.now)
  }

  private func change(_ table: String, _ edit: String, where condition: String) throws {
    try fixture.inspect { db in
      try db.execute(sql: "DROP TRIGGER \(table)_are_immutable")
      try db.execute(sql: "UPDATE \(table) SET \(edit) WHERE \(condition)")
      #expect(db.changesCount == 1)
      #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
    }
  }

  @Test(
    "A row that no longer fits its checksum is not sent: it is set aside and counted, and the others go",
    arguments: [
      "delta = 11", "kind = 'choice'", "word_set_id = NULL", "homework_id = zeroblob(16)",
      "created_at = created_at + 1", "metadata = replace(metadata, '0.80', '0.90')", "checksum = 1",
    ])
  func changedRow(edit: String) throws {
    let outbox = fixture.open()
    for event in fixture.events(1...4) { try outbox.enqueue(event, owner: fixture.owner) }
    try change(
      "outbox_events", edit, where: "id = (SELECT id FROM outbox_events ORDER BY id LIMIT 1 OFFSET 1)")
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events([1, 3, 4]))
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.damaged == 1 && snapshot.pendingEvents == 3 && snapshot.pendingXP == 30)
    #expect(snapshot.quarantined == 0)
    // Its bytes are kept, as they were found.
    let kept = try fixture.inspect { try String.fetchAll($0, sql: "SELECT contents FROM damaged_rows") }
    #expect(kept.count == 1 && kept.first?.contains("fjäril") == true, "\(kept)")
    #expect(try fixture.open().snapshot(owner: fixture.owner).damaged == 1)
    #expect(try outbox.dismissQuarantined(owner: fixture.owner, at: OutboxFixture.now) == 1)
    #expect(try outbox.snapshot(owner: fixture.owner).damaged == 0)
  }

  @Test("Quest progress has a checksum too, and what it was for the quest is taken back")
  func changedProgress() throws {
    let outbox = fixture.open()
    for number in 1...2 {
      try outbox.enqueue(fixture.event(number), quests: [progress(number)], owner: fixture.owner)
    }
    try change("outbox_quest_events", "progress = 9", where: "id = (SELECT max(id) FROM outbox_quest_events)")
    #expect(try outbox.questBatch(of: 50, owner: fixture.owner) == [progress(1)])
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.damaged == 1 && snapshot.questPending == 1 && snapshot.pendingEvents == 2)
    let known = try outbox.questProgress(owner: fixture.owner, on: OutboxFixture.now.date())
    #expect(known[quest.id]?.pending == 1)
  }

  @Test("Where every row is damaged the outbox is empty, and says what it had")
  func allDamaged() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    try fixture.inspect { db in
      try db.execute(sql: "DROP TRIGGER outbox_events_are_immutable")
      try db.execute(sql: "UPDATE outbox_events SET delta = 1000")
    }
    #expect(try outbox.batch(of: 2, owner: fixture.owner) == [])
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.damaged == 3 && snapshot.pendingEvents == 0 && snapshot.pendingXP == 0)
  }

  @Test("Rows of an earlier version have no checksum, are believed, and are known again")
  func earlierRows() throws {
    let outbox = fixture.open()
    for event in fixture.events(1...2) { try outbox.enqueue(event, owner: fixture.owner) }
    try fixture.inspect { try $0.execute(sql: "UPDATE outbox_events SET checksum = NULL") }
    #expect(try outbox.enqueue(fixture.event(1), owner: fixture.owner).pendingEvents == 2)
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events(1...2))
    #expect(try outbox.snapshot(owner: fixture.owner).damaged == 0)
  }

  @Test("A checksum goes with its row: into quarantine and back, and to the student's other name")
  func moves() throws {
    let outbox = fixture.open()
    let local = Owner(ledger: nil, studentID: fixture.student)
    for event in fixture.events(1...2) { try outbox.enqueue(event, owner: local) }
    try outbox.quarantine([(fixture.event(1).id, "odd", "no")], owner: local, at: OutboxFixture.now)
    #expect(try outbox.adopt(from: local, to: fixture.owner) == 2)
    try outbox.retryQuarantined(owner: fixture.owner)
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events(1...2))
    let unchecked = try fixture.inspect {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox_events WHERE checksum IS NULL")
    }
    #expect(unchecked == 0)
    #expect(try outbox.snapshot(owner: fixture.owner).damaged == 0)
  }
}
