import Foundation
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct JournalTests {
  let fixture = OutboxFixture()
  var journal: String { "\(fixture.journals[0])/outbox.journal" }

  /// A data directory below a plain file: not even root can make it.
  private func block() throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
  }

  private func unblock() throws { try FileManager.default.removeItem(atPath: fixture.data) }

  @Test("Rule 9: where the database can't be opened, the journal takes the points and is carried over later")
  func fallback() throws {
    try block()
    let outbox = fixture.open()
    #expect(outbox.isJournaling)
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    let snapshot = try outbox.enqueue(fixture.event(2), owner: fixture.owner)
    #expect(snapshot.pendingEvents == 3)
    #expect(snapshot.journaled == 3)
    #expect(snapshot.pendingXP == 30)
    #expect(outboxError { try outbox.enqueue(fixture.event(2, delta: 1), owner: fixture.owner) } != nil)
    #expect(!outbox.recoverIfPossible())
    try unblock()
    #expect(outbox.recoverIfPossible())
    #expect(!outbox.isJournaling)
    #expect(outbox.openError == nil)
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == fixture.events(1...3))
    #expect(try outbox.snapshot(owner: fixture.owner).journaled == 0)
    #expect(!FileManager.default.fileExists(atPath: journal))
    #expect(outbox.takeNotices() == [.journalCarriedOver(events: 3)])
    #expect(!outbox.recoverIfPossible())
  }

  @Test(
    "A journal that another session left is carried over wherever it is looked for, but none is begun there")
  func otherSession() throws {
    try block()
    let other = fixture.root + "/other"
    let first = fixture.open(journals: [other])
    try first.enqueue(fixture.event(1), owner: fixture.owner)
    let second = Outbox(
      directory: fixture.data, journalDirectories: fixture.journals, otherJournals: [other],
      now: { OutboxFixture.now }, generator: SystemRandomNumberGenerator())
    #expect(try second.snapshot(owner: fixture.owner).pendingEvents == 1)
    try second.enqueue(fixture.event(2), owner: fixture.owner)
    #expect(fixture.files(fixture.journals[0]).contains("outbox.journal"))
    #expect(chmod(other, 0o755) == 0)
    try unblock()
    #expect(second.recoverIfPossible())
    #expect(try second.batch(of: 9, owner: fixture.owner) == fixture.events(2...2))
    #expect(
      try second.snapshot(owner: fixture.owner).problem?.text(in: English()).contains("chmod 700 \(other)")
        == true)
    #expect(chmod(other, 0o700) == 0)
    #expect(second.recoverIfPossible())
    #expect(try second.batch(of: 9, owner: fixture.owner) == fixture.events(1...2))
    #expect(try second.snapshot(owner: fixture.owner).problem == nil)
  }

  @Test("Where no other folder takes a journal, one of another session is not begun")
  func onlyOtherSession() throws {
    try block()
    let other = fixture.root + "/other"
    let outbox = Outbox(
      directory: fixture.data, journalDirectories: [fixture.data + "/state"], otherJournals: [other],
      now: { OutboxFixture.now }, generator: SystemRandomNumberGenerator())
    #expect(outboxError { try outbox.enqueue(fixture.event(1), owner: fixture.owner) } != nil)
    #expect(fixture.files(other).isEmpty)
  }

  @Test("Rule 9: a journal outlives its process, and the next start carries it over")
  func restart() throws {
    try block()
    let first = fixture.open()
    try first.enqueue(fixture.event(1), owner: fixture.owner)
    let second = fixture.open()
    #expect(try second.enqueue(fixture.event(2), owner: fixture.owner).pendingEvents == 2)
    #expect(try first.snapshot(owner: fixture.owner).pendingEvents == 2)
    try unblock()
    let third = fixture.open()
    #expect(try third.batch(of: 9, owner: fixture.owner) == fixture.events(1...2))
    #expect(try first.snapshot(owner: fixture.owner).journaled == 0)
    try first.enqueue(fixture.event(3), owner: fixture.owner)
    #expect(third.recoverIfPossible())
    #expect(try third.batch(of: 9, owner: fixture.owner) == fixture.events(1...3))
  }

  @Test("Rule 9: a torn last line is not read, spoils nothing after it, and is kept")
  func tornTail() throws {
    try block()
    let outbox = fixture.open()
    for event in fixture.events(1...2) { try outbox.enqueue(event, owner: fixture.owner) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: journal))
    try whole.dropLast(7).write(to: URL(fileURLWithPath: journal))
    let reader = fixture.open()
    #expect(try reader.batch(of: 9, owner: fixture.owner) == [fixture.event(1)])
    try reader.enqueue(fixture.event(3), owner: fixture.owner)
    #expect(try reader.batch(of: 9, owner: fixture.owner) == fixture.events([1, 3]))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: journal))
    try unblock()
    let recovered = fixture.open()
    #expect(try recovered.batch(of: 9, owner: fixture.owner) == fixture.events([1, 3]))
    #expect(recovered.takeNotices().count == 2)
    let kept = "\(journal).unreadable-20261122-104319"
    #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == bytes)
    #expect(!FileManager.default.fileExists(atPath: journal))
  }

  @Test("Rule 9: any garbled byte of a line costs that line and no other")
  func garbledLine() throws {
    try block()
    for event in fixture.events(1...3) { try fixture.open().enqueue(event, owner: fixture.owner) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: journal))
    let lines = whole.split(separator: UInt8(ascii: "\n"))
    for offset in stride(from: 0, to: lines[1].count, by: 11) {
      var garbled = whole
      garbled[lines[1].startIndex + offset] ^= 0x01
      try garbled.write(to: URL(fileURLWithPath: journal))
      #expect(
        try fixture.open().batch(of: 9, owner: fixture.owner) == fixture.events([1, 3]), "byte \(offset)")
    }
  }

  @Test("Rule 9: the run-time directory is next where the state directory can't be written")
  func secondDirectory() throws {
    try block()
    try Data().write(to: URL(fileURLWithPath: fixture.journals[0]))
    let outbox = fixture.open()
    #expect(try outbox.enqueue(fixture.event(1), owner: fixture.owner).journaled == 1)
    #expect(fixture.files(fixture.journals[1]) == ["outbox.journal"])
  }

  @Test("Rule 9: where no journal can be written either, the award fails and says so; play can go on")
  func nowhere() throws {
    try block()
    for directory in fixture.journals { try Data().write(to: URL(fileURLWithPath: directory)) }
    let outbox = fixture.open()
    guard
      case .journalUnavailable = outboxError({ try outbox.enqueue(fixture.event(1), owner: fixture.owner) })
    else {
      Issue.record("no error")
      return
    }
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 0)
  }

  @Test("Journaled points can be sent, acknowledged, refused and retried, and all of it is carried over")
  func sendingFromTheJournal() throws {
    try block()
    let outbox = fixture.open()
    for event in fixture.events(1...5) { try outbox.enqueue(event, owner: fixture.owner) }
    let other = Owner(ledger: nil, studentID: UniqueID(high: 2, low: 2))
    try outbox.enqueue(fixture.event(1, student: other.studentID), owner: other)
    let total = LedgerTotal(totalXP: 20, gamesPlayed: 2, version: 2)
    let sent = try outbox.acknowledge(
      fixture.events(1...2).map(\.id), owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(sent.pendingEvents == 3)
    #expect(sent.total == total)
    try outbox.quarantine(
      [(fixture.event(3).id, "bad_time", "no")], owner: fixture.owner, at: OutboxFixture.now)
    #expect(try outbox.retryQuarantined(owner: fixture.owner).pendingEvents == 3)
    let refused = try outbox.quarantine(
      [(fixture.event(4).id, "bad_delta", "too much")], owner: fixture.owner, at: OutboxFixture.now)
    #expect(refused.pendingEvents == 2)
    #expect(refused.quarantined == 1)
    #expect(try outbox.snapshot(owner: other).pendingEvents == 1)
    try unblock()
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == fixture.events([3, 5]))
    #expect(try outbox.quarantinedEvents(owner: fixture.owner).map(\.code) == ["bad_delta"])
    #expect(try outbox.snapshot(owner: other).pendingEvents == 1)
  }

  @Test("A journal carried over twice counts once")
  func carriedTwice() throws {
    try block()
    let outbox = fixture.open()
    for event in fixture.events(1...3) { try outbox.enqueue(event, owner: fixture.owner) }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: journal))
    try unblock()
    #expect(outbox.recoverIfPossible())
    try bytes.write(to: URL(fileURLWithPath: journal))
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 3)
  }

  @Test("Rule 8: points in a journal that the database has no room for still count as pending")
  func leftOver() throws {
    try block()
    let outbox = fixture.open()
    for event in fixture.events(1...300) { try outbox.enqueue(event, owner: fixture.owner) }
    try outbox.limitPages(to: 14)
    try unblock()
    #expect(outbox.recoverIfPossible())
    #expect(!outbox.isJournaling)
    let waiting = try outbox.snapshot(owner: fixture.owner)
    #expect(waiting.pendingEvents == 300)
    #expect(waiting.journaled == 300)
    try outbox.limitPages(to: nil)
    #expect(outbox.recoverIfPossible())
    let carried = try outbox.snapshot(owner: fixture.owner)
    #expect(carried.pendingEvents == 300)
    #expect(carried.journaled == 0)
  }
}
