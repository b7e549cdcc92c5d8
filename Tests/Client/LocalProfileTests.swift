import Foundation
import GRDB
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// What was won without a class, and who has it then.
@Suite("Local profiles", .ownThread())
struct LocalProfileTests {
  let fixture = OutboxFixture()
  private let profile = UniqueID(high: 3, low: 3)
  private var local: Owner { Owner(ledger: nil, studentID: profile) }

  private func quest(_ number: UInt64, student: UniqueID) throws -> QuestEvent {
    QuestEvent(
      id: UniqueID(high: 0xF00 << 16 | 0x7000, low: 0x8000_0000_0000_0000 | number), studentID: student,
      questID: "answers", questDate: try #require(CivilDate("2026-11-22")), progress: 2,
      createdAt: OutboxFixture.now)
  }

  private func win(_ numbers: ClosedRange<Int>, in outbox: Outbox) throws {
    for number in numbers {
      try outbox.enqueue(
        fixture.event(number, student: profile), quests: [quest(UInt64(number), student: profile)],
        owner: local)
    }
  }

  @Test(
    "A student of another id takes all of it along in one step: new ids, the same points, checksums that fit")
  func brought() throws {
    let outbox = fixture.open()
    try win(1...3, in: outbox)
    let moved = try outbox.bring(from: profile, to: fixture.owner)
    #expect(moved == (3, 30))
    #expect(try outbox.snapshot(owner: local).pendingEvents == 0)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 3 && snapshot.pendingXP == 30 && snapshot.questPending == 3)
    let events = try outbox.batch(of: 9, owner: fixture.owner)
    #expect(
      events.allSatisfy { $0.studentID == fixture.student && $0.id.version == 8 && $0.id.low >> 62 == 2 })
    #expect(Set(events.map(\.id)).count == 3)
    #expect(events.map(\.metadata) == fixture.events(1...3).map(\.metadata))
    #expect(
      events.allSatisfy { $0.createdAt == OutboxFixture.now && $0.wordSetID == UniqueID(high: 7, low: 7) })
    #expect(
      try fixture.inspect { try Int.fetchOne($0, sql: "SELECT count(checksum) FROM outbox_events") } == 3)
    #expect(try outbox.snapshot(owner: fixture.owner).damaged == 0)
  }

  @Test(
    "Brought once more, from a copy of the same rows, it is the same events; another student's are others")
  func brandedByBoth() throws {
    var ids: [[UniqueID]] = []
    for student in [fixture.student, fixture.student, UniqueID(high: 2, low: 2)] {
      let fixture = OutboxFixture()
      let outbox = fixture.open()
      try win(1...3, in: outbox)
      let owner = Owner(ledger: fixture.owner.ledger, studentID: student)
      try outbox.bring(from: profile, to: owner)
      // A running game wrote its journal again, say.
      try win(1...3, in: outbox)
      #expect(try outbox.bring(from: profile, to: owner) == (3, 30))
      let events = try outbox.batch(of: 9, owner: owner)
      #expect(events.count == 3)
      #expect(try outbox.snapshot(owner: owner).pendingXP == 30)
      ids.append(events.map(\.id))
    }
    #expect(ids[0] == ids[1])
    #expect(Set(ids[0]).isDisjoint(with: ids[2]))
  }

  @Test(
    "What is declined goes to the next profile and keeps its ids: whoever takes it along then has the same events"
  )
  func declined() throws {
    let outbox = fixture.open()
    let next = UniqueID(high: 9, low: 9)
    try win(1...3, in: outbox)
    #expect(try outbox.bring(from: profile, to: Owner(ledger: nil, studentID: next)) == (3, 30))
    let kept = try outbox.batch(of: 9, owner: Owner(ledger: nil, studentID: next))
    #expect(kept == (1...3).map { fixture.event($0, student: next) })
    try outbox.bring(from: next, to: fixture.owner)
    let detour = try outbox.batch(of: 9, owner: fixture.owner)
    let direct = OutboxFixture()
    let other = direct.open()
    try win(1...3, in: other)
    try other.bring(from: profile, to: direct.owner)
    #expect(try other.batch(of: 9, owner: direct.owner) == detour)
  }

  @Test("A row that changed on the disk is not given a checksum that fits: it stays")
  func damaged() throws {
    let outbox = fixture.open()
    try win(1...3, in: outbox)
    try fixture.inspect {
      try $0.execute(
        sql: """
          DROP TRIGGER outbox_events_are_immutable;
          UPDATE outbox_events SET delta = 1000 WHERE id = (SELECT min(id) FROM outbox_events)
          """)
    }
    #expect(try outbox.bring(from: profile, to: fixture.owner) == (2, 20))
    #expect(try outbox.snapshot(owner: fixture.owner).pendingXP == 20)
    #expect(
      try fixture.inspect { try Int.fetchOne($0, sql: "SELECT delta FROM outbox_events WHERE delta = 1000") }
        == 1000)
  }

  @Test(
    "What waits under the student's own id without a class is not forgotten, and neither is a namesake's quest"
  )
  func elsewhere() throws {
    let outbox = fixture.open()
    try outbox.describe(fixture.owner, name: "Ada", className: "7B", address: nil)
    #expect(try outbox.snapshot(owner: fixture.owner).elsewhereEvents == 0)
    let own = Owner(ledger: nil, studentID: fixture.student)
    try outbox.enqueue(fixture.event(1), owner: own)
    #expect(try outbox.snapshot(owner: fixture.owner).elsewhereEvents == 1)
    #expect(try outbox.snapshot(owner: fixture.owner).elsewhereXP == 10)
    try outbox.bring(from: fixture.student, to: fixture.owner)
    #expect(try outbox.snapshot(owner: fixture.owner).elsewhereEvents == 0)

    let there = Owner(ledger: "https://other.example", studentID: UniqueID(high: 2, low: 2))
    let event = fixture.event(2, student: there.studentID)
    try outbox.enqueue(event, quests: [quest(1, student: there.studentID)], owner: there)
    try outbox.acknowledge(
      [event.id], owner: there, total: LedgerTotal(totalXP: 10, gamesPlayed: 1, version: 1),
      at: OutboxFixture.now)
    try outbox.describe(there, name: "ada", className: "8C", address: nil)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.elsewhereEvents == 1 && snapshot.elsewhereXP == 0)
    // A server that knows no quests: nobody's trouble.
    try outbox.recordQuestsUnknown(owner: there)
    #expect(try outbox.snapshot(owner: fixture.owner).elsewhereEvents == 0)
  }

  @Test("Who is known is read from an outbox that is not open, the journal included, and nothing is changed")
  func known() throws {
    #expect(Outbox.owners(directory: fixture.data, journalDirectories: fixture.journals).isEmpty)
    let outbox = fixture.open()
    try win(1...2, in: outbox)
    try outbox.describe(fixture.owner, name: "Ada", className: "7B", address: nil)
    for _ in 1...2 {
      let owners = Outbox.owners(directory: fixture.data, journalDirectories: fixture.journals)
      #expect(Set(owners.map(\.owner)) == [local, fixture.owner])
      #expect(owners.filter(\.hasAny).map(\.points) == [20])
    }
    outbox.close()
    try FileManager.default.removeItem(atPath: fixture.data)
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    try fixture.open().enqueue(fixture.event(1, student: profile), owner: local)
    let owners = Outbox.owners(directory: fixture.data, journalDirectories: fixture.journals)
    #expect(owners.map(\.owner) == [local] && owners[0].points == 10)
  }
}
