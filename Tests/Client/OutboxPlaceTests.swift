import Foundation
import GRDB
import Outbox
import Primitives
import TestScopes
import TestSupport
import Testing
import XP

/// Files that go from under an outbox that has them open, and files in places that don't last.
@Suite(.ownThread()) struct OutboxPlaceTests {
  let fixture = OutboxFixture()
  let manager = FileManager.default

  enum Loss: CaseIterable { case everyFile, database, folder, movedFile, movedFolder, log, logAndIndex }

  private func lose(_ loss: Loss) throws {
    switch loss {
    case .everyFile:
      for name in fixture.files() { try manager.removeItem(atPath: "\(fixture.data)/\(name)") }
    case .database: try manager.removeItem(atPath: fixture.database)
    case .folder: try manager.removeItem(atPath: fixture.data)
    case .movedFile: try manager.moveItem(atPath: fixture.database, toPath: fixture.database + ".old")
    case .movedFolder: try manager.moveItem(atPath: fixture.data, toPath: fixture.data + "-old")
    case .log: try manager.removeItem(atPath: fixture.database + "-wal")
    case .logAndIndex:
      for suffix in ["-wal", "-shm"] { try manager.removeItem(atPath: fixture.database + suffix) }
    }
  }

  @Test(
    "What is open is carried over where its files go in mid-play", arguments: Loss.allCases, [true, false])
  func lostInMidPlay(loss: Loss, isAwardFirst: Bool) throws {
    let outbox = fixture.open()
    try outbox.recordTotal(LedgerTotal(totalXP: 70, gamesPlayed: 7, version: 7), owner: fixture.owner)
    for event in fixture.events(1...5) { try outbox.enqueue(event, owner: fixture.owner) }
    try outbox.quarantine([(fixture.event(5).id, "odd", "no")], owner: fixture.owner, at: OutboxFixture.now)
    try lose(loss)
    // By the next award, or by the next look of the sync manager.
    if isAwardFirst {
      try outbox.enqueue(fixture.event(6), owner: fixture.owner)
    } else {
      _ = outbox.recoverIfPossible()
      #expect(fixture.files().contains("outbox.sqlite"))
      try outbox.enqueue(fixture.event(6), owner: fixture.owner)
    }
    let all = fixture.events([1, 2, 3, 4, 6])
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == all)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.quarantined == 1 && snapshot.total?.totalXP == 70 && snapshot.problem == nil)
    let isTold = outbox.takeNotices().contains(.removed(carriedOver: 5))
    #expect(isTold == (loss != .log && loss != .logAndIndex))
    // It is in the file that the path leads to, and stays there.
    let other = fixture.open()
    #expect(try other.batch(of: 50, owner: fixture.owner) == all)
    outbox.close()
    try other.enqueue(fixture.event(7), owner: fixture.owner)
    other.close()
    #expect(try fixture.open().batch(of: 50, owner: fixture.owner) == all + [fixture.event(7)])
  }

  @Test("Where somebody else has begun a new file meanwhile, both have their points in it")
  func begunAnew() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    try lose(.folder)
    let other = fixture.open()
    try other.enqueue(fixture.event(2), owner: fixture.owner)
    #expect(outbox.recoverIfPossible())
    #expect(try other.batch(of: 50, owner: fixture.owner) == fixture.events(1...2))
  }

  @Test("What can't be carried over at once stays open, and is carried over once there is a place for it")
  func carriedLater() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    try lose(.folder)
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    #expect(try outbox.enqueue(fixture.event(2), owner: fixture.owner).journaled == 1)
    try manager.removeItem(atPath: fixture.data)
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.batch(of: 50, owner: fixture.owner) == fixture.events(1...2))
  }

  @Test(
    "A journal deleted in mid-play is written again, by the next look or the next award",
    arguments: [true, false])
  func lostJournal(isAwardFirst: Bool) throws {
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = fixture.open()
    for event in fixture.events(1...4) { try outbox.enqueue(event, owner: fixture.owner) }
    try outbox.quarantine([(fixture.event(4).id, "odd", "no")], owner: fixture.owner, at: OutboxFixture.now)
    try manager.removeItem(atPath: "\(fixture.journals[0])/outbox.journal")
    if !isAwardFirst { #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 3) }
    try outbox.enqueue(fixture.event(5), owner: fixture.owner)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 4 && snapshot.quarantined == 1 && snapshot.journaled == 4)
    try manager.removeItem(atPath: fixture.data)
    let other = fixture.open()
    #expect(try other.batch(of: 50, owner: fixture.owner) == fixture.events([1, 2, 3, 5]))
    #expect(try other.snapshot(owner: fixture.owner).quarantined == 1)
    // Carried over it is gone, and not written again.
    #expect(try outbox.snapshot(owner: fixture.owner).journaled == 0)
    #expect(!manager.fileExists(atPath: "\(fixture.journals[0])/outbox.journal"))
  }

  @Test("A lock whose file is gone excludes nobody: the next look makes a new one")
  func lostLock() throws {
    let lock = SenderLock(directory: fixture.data)
    #expect(lock.tryAcquire())
    try manager.removeItem(atPath: "\(fixture.data)/outbox.sender.lock")
    let other = SenderLock(directory: fixture.data)
    #expect(other.tryAcquire())
    #expect(!lock.tryAcquire())
    other.release()
    #expect(lock.tryAcquire() && !other.tryAcquire())
  }

  @Test("Points in a journal in memory are said to last until the computer restarts; on a disk they are not")
  func journalInMemory() throws {
    let memory = MemoryFolder()
    try Data().write(to: URL(fileURLWithPath: fixture.data))
    let outbox = fixture.open(journals: [memory.path + "/run"])
    #expect(try outbox.snapshot(owner: fixture.owner).untilRestart == nil)
    let reason = try outbox.enqueue(fixture.event(1), owner: fixture.owner).untilRestart
    #expect(
      reason != nil
        && reason
          == outbox.openError.map { error in
            if case .cannotOpen(let reason) = error { reason } else { "" }
          }
    )
    let onDisk = fixture.open(journals: [fixture.root + "/state"])
    #expect(try onDisk.enqueue(fixture.event(2), owner: fixture.owner).untilRestart == nil)
    try manager.removeItem(atPath: fixture.data)
    #expect(outbox.recoverIfPossible())
    #expect(try outbox.snapshot(owner: fixture.owner).untilRestart == nil)
  }

  @Test(
    "An outbox in memory is told of, unless somebody chose that folder; nothing is told while nothing waits")
  func outboxInMemory() throws {
    let memory = MemoryFolder()
    func open(mayBeInMemory: Bool) -> Outbox {
      Outbox(
        directory: memory.path, journalDirectories: [], mayBeInMemory: mayBeInMemory,
        now: { OutboxFixture.now }, generator: SystemRandomNumberGenerator())
    }
    let outbox = open(mayBeInMemory: false)
    #expect(try outbox.snapshot(owner: fixture.owner).untilRestart == nil)
    #expect(
      try outbox.enqueue(fixture.event(1), owner: fixture.owner).untilRestart == .folderInMemory)
    #expect(try open(mayBeInMemory: true).snapshot(owner: fixture.owner).untilRestart == nil)
  }
}
