import Foundation
import Glibc
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct JournalRecoveryTests {
  let fixture = OutboxFixture()
  let total = LedgerTotal(totalXP: 100, gamesPlayed: 4, version: 5)
  var journal: String { "\(fixture.journals[0])/outbox.journal" }
  var blocked: String { "\(fixture.root)/blocked" }

  /// An outbox with the same journal, as another process has it that can't open the database.
  private func openOther() throws -> Outbox {
    try Data().write(to: URL(fileURLWithPath: blocked))
    return fixture.open(blocked)
  }

  @Test("Rule 9: a journal that another process left is carried over also while the database is open")
  func otherProcess() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    #expect(!outbox.recoverIfPossible())
    try other.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(outbox.recoverIfPossible())
    #expect(!outbox.recoverIfPossible())
    #expect(try outbox.batch(of: 9, owner: fixture.owner) == [fixture.event(1)])
    #expect(outbox.takeNotices() == [.journalCarriedOver(events: 1)])
  }

  @Test("Rule 8: a journal without room in the open database is counted, and is a problem")
  func noRoom() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    try outbox.limitPages(to: 14)
    for event in fixture.events(1...300) { try other.enqueue(event, owner: fixture.owner) }
    _ = outbox.recoverIfPossible()
    #expect(!outbox.recoverIfPossible())
    let waiting = try outbox.snapshot(owner: fixture.owner)
    #expect(waiting.pendingEvents == 300 && waiting.journaled == 300)
    #expect(waiting.problem == .journalWaits(.diskFull))
    #expect(outbox.hasChanged())
    try outbox.limitPages(to: nil)
    #expect(outbox.recoverIfPossible())
    let carried = try outbox.snapshot(owner: fixture.owner)
    #expect(carried.pendingEvents == 300 && carried.journaled == 0)
    #expect(carried.problem == nil)
  }

  @Test("Rule 9: a journal is carried into the file in place, not into one that was put aside meanwhile")
  func replacedFile() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    for name in fixture.files() where name.hasPrefix("outbox.sqlite") {
      try FileManager.default.moveItem(
        atPath: "\(fixture.data)/\(name)", toPath: "\(fixture.root)/aside-\(name)")
    }
    let next = fixture.open()
    try other.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(outbox.recoverIfPossible())
    #expect(try next.batch(of: 9, owner: fixture.owner) == [fixture.event(1)])
  }

  @Test("Rule 9: a journal that another process is writing is not waited for")
  func lockedJournal() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    try other.enqueue(fixture.event(1), owner: fixture.owner)
    let descriptor = open(journal, O_RDWR | O_CLOEXEC)
    #expect(flock(descriptor, LOCK_EX) == 0)
    let count = try sleeps { _ = outbox.recoverIfPossible() }
    #expect(count < 100)
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 1)
    #expect(flock(descriptor, LOCK_UN) == 0)
    #expect(close(descriptor) == 0)
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.snapshot(owner: fixture.owner).journaled == 0)
  }

  @Test("Rule 12: the total heard while journaling is carried over, so that it does not jump back")
  func totalHeard() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    try outbox.recordTotal(LedgerTotal(totalXP: 80, gamesPlayed: 2, version: 3), owner: fixture.owner)
    for event in fixture.events(1...3) { try other.enqueue(event, owner: fixture.owner) }
    let ids = fixture.events(1...2).map(\.id)
    let before = try other.acknowledge(ids, owner: fixture.owner, total: total, at: OutboxFixture.now)
    #expect(before.optimisticTotal == 110)
    #expect(try fixture.open(blocked).snapshot(owner: fixture.owner).total == total)
    #expect(outbox.recoverIfPossible())
    let after = try outbox.snapshot(owner: fixture.owner)
    #expect(after.total == total)
    #expect(after.optimisticTotal == 110)
    #expect(after.lastSyncAt == OutboxFixture.now)
  }

  @Test("Rule 12: an older total of a journal never replaces a newer one")
  func olderTotal() throws {
    let (outbox, other) = (fixture.open(), try openOther())
    let older = LedgerTotal(totalXP: 90, gamesPlayed: 3, version: 4)
    try other.recordTotal(older, owner: fixture.owner)
    let later = Timestamp(microseconds: OutboxFixture.now.microseconds + 1)
    try outbox.acknowledge([], owner: fixture.owner, total: total, at: later)
    #expect(outbox.recoverIfPossible())
    let after = try outbox.snapshot(owner: fixture.owner)
    #expect(after.total == total)
    #expect(after.lastSyncAt == later)
  }

  @Test("Rule 12: a total that no journal took outlives the opening of the database, and so does a failure")
  func totalInMemory() throws {
    for directory in fixture.journals { try Data().write(to: URL(fileURLWithPath: directory)) }
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = fixture.open()
    #expect(try outbox.recordTotal(total, owner: fixture.owner).total == total)
    try outbox.acknowledge([], owner: fixture.owner, total: total, at: OutboxFixture.now)
    try outbox.recordFailure("The token was refused.", signInNeeded: true, owner: fixture.owner)
    try FileManager.default.removeItem(atPath: fixture.data)
    #expect(outbox.recoverIfPossible())
    let after = try fixture.open().snapshot(owner: fixture.owner)
    #expect(after.total == total)
    #expect(after.lastSyncAt == OutboxFixture.now)
    #expect(after.lastError == "The token was refused.")
    #expect(after.signInNeeded)
  }

  @Test("The same total heard again writes nothing more to the journal")
  func repeatedTotal() throws {
    let other = try openOther()
    try other.recordTotal(total, owner: fixture.owner)
    let size = try FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int
    for _ in 1...3 { try other.recordTotal(total, owner: fixture.owner) }
    #expect(try FileManager.default.attributesOfItem(atPath: journal)[.size] as? Int == size)
  }

  enum Trap: CaseIterable { case readableByOthers, writableByOthers, link, foreign }

  @Test("A journal's folder that others made or may use is skipped", arguments: Trap.allCases)
  func sharedDirectory(trap: Trap) throws {
    let (outbox, other, first) = (fixture.open(), try openOther(), fixture.journals[0])
    if trap == .foreign, geteuid() != 0 { return }
    let target = trap == .link ? "\(fixture.root)/target" : first
    #expect(mkdir(target, 0o700) == 0)
    switch trap {
    case .readableByOthers: #expect(chmod(first, 0o755) == 0)
    case .writableByOthers: #expect(chmod(first, 0o722) == 0)
    case .link: #expect(symlink(target, first) == 0)
    case .foreign: #expect(chown(first, 65534, 65534) == 0)
    }
    try other.enqueue(fixture.event(1), owner: fixture.owner)
    #expect(fixture.files(target) == [])
    #expect(fixture.files(fixture.journals[1]) == ["outbox.journal"])
    // What somebody else put there is not believed either.
    try FileManager.default.moveItem(
      atPath: "\(fixture.journals[1])/outbox.journal", toPath: "\(target)/outbox.journal")
    #expect(!outbox.recoverIfPossible())
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 0)
    // Who wrote it writes it again where it was.
    #expect(try other.snapshot(owner: fixture.owner).pendingEvents == 1)
    #expect(fixture.files(fixture.journals[1]) == ["outbox.journal"])
    let isOwn = trap == .readableByOthers || trap == .writableByOthers
    #expect((snapshot.problem?.text(in: English()).contains("chmod 700 \(first)") ?? false) == isOwn)
  }
}
