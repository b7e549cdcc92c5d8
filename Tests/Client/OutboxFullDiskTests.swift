import Foundation
import GRDB
import Outbox
import Primitives
import TestScopes
import TestSupport
import Testing
import XP

@Suite(.ownThread()) struct OutboxFullDiskTests {
  let fixture = OutboxFixture()

  @Test(
    "Rule 8: on a full database the award fails visibly, nothing old is evicted, and the next one tries anew")
  func fullDatabase() throws {
    let outbox = fixture.open(journals: [])
    let pages = try fixture.inspect { try Int.fetchOne($0, sql: "PRAGMA page_count")! }
    try outbox.limitPages(to: pages + 2)
    let stored = try fill(outbox)
    #expect(!outbox.canStore())
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == stored)
    #expect(try outbox.batch(of: 10_000, owner: fixture.owner) == fixture.events(0..<stored))
    #expect(!outbox.isJournaling)
    try outbox.limitPages(to: nil)
    #expect(outbox.canStore())
    #expect(try outbox.enqueue(fixture.event(stored), owner: fixture.owner).pendingEvents == stored + 1)
  }

  @Test(
    "Rule 9: a disk that is full in the middle of a round means the journal too, and the outbox again after")
  func fullInMidRound() throws {
    let outbox = fixture.open()
    let pages = try fixture.inspect { try Int.fetchOne($0, sql: "PRAGMA page_count")! }
    try outbox.limitPages(to: pages + 2)
    var journaled = 0
    for number in 0..<200 {
      let snapshot = try outbox.enqueue(fixture.event(number), owner: fixture.owner)
      #expect(snapshot.pendingEvents == number + 1)
      #expect(snapshot.pendingXP == 10 * (number + 1))
      journaled = snapshot.journaled
      #expect((snapshot.problem != nil) == (journaled > 0), "who has points in the journal is told")
    }
    #expect(journaled > 0)
    _ = outbox.recoverIfPossible()
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 200)
    // Another process that looks meanwhile, and the next start.
    #expect(try fixture.open().snapshot(owner: fixture.owner).pendingEvents == 200)
    try outbox.limitPages(to: nil)
    _ = outbox.recoverIfPossible()
    let after = try outbox.snapshot(owner: fixture.owner)
    #expect(after.pendingEvents == 200 && after.journaled == 0 && after.problem == nil)
    #expect(try outbox.batch(of: 500, owner: fixture.owner) == fixture.events(0..<200))
  }

  @Test(
    "Rule 8: on a full disk the award fails visibly and works again after space was made",
    .enabled(if: Mount.isPossible, "a disk of its own can only be mounted as root"))
  func fullDisk() throws {
    let mount = try Mount(at: fixture.root + "/small", options: "size=400k")
    let outbox = fixture.open(mount.path, journals: [mount.path + "/journal"])
    let ballast = "\(mount.path)/ballast"
    #expect(FileManager.default.createFile(atPath: ballast, contents: Data(count: 100_000)))
    let stored = try fill(outbox)
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == stored)
    try FileManager.default.removeItem(atPath: ballast)
    #expect(try outbox.enqueue(fixture.event(stored), owner: fixture.owner).pendingEvents == stored + 1)
    #expect(try outbox.batch(of: 10_000, owner: fixture.owner) == fixture.events(0...stored))
    outbox.close()
  }

  @Test(
    "Rule 9: a disk full at the start means the journal, and the database again once there is space",
    .enabled(if: Mount.isPossible, "a disk of its own can only be mounted as root"))
  func fullAtStart() throws {
    let mount = try Mount(at: fixture.root + "/small", options: "size=400k")
    let ballast = "\(mount.path)/ballast"
    #expect(FileManager.default.createFile(atPath: ballast, contents: Data(count: 400 * 1024)))
    let outbox = fixture.open("\(mount.path)/data")
    #expect(outbox.isJournaling)
    #expect(outbox.openError == .cannotOpen(reason: .diskFull))
    #expect(try outbox.enqueue(fixture.event(1), owner: fixture.owner).journaled == 1)
    #expect(!outbox.recoverIfPossible())
    try FileManager.default.removeItem(atPath: ballast)
    #expect(outbox.recoverIfPossible())
    #expect(!outbox.isJournaling)
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == 1)
    #expect(snapshot.journaled == 0)
    outbox.close()
  }

  @Test(
    "Rule 8: a file system turned read-only makes the award fail, and nothing is lost",
    .enabled(if: Mount.isPossible, "a disk of its own can only be mounted as root"))
  func readOnly() throws {
    let mount = try Mount(at: fixture.root + "/small", options: "size=2m")
    let outbox = fixture.open(mount.path)
    try outbox.enqueue(fixture.event(1), owner: fixture.owner)
    outbox.close()
    try mount.remount("ro")
    let restarted = fixture.open(mount.path)
    #expect(restarted.isJournaling)
    #expect(restarted.openError == .cannotOpen(reason: .noPermission))
    #expect(try restarted.enqueue(fixture.event(2), owner: fixture.owner).pendingEvents == 1)
    try mount.remount("rw")
    #expect(restarted.recoverIfPossible())
    #expect(try restarted.batch(of: 9, owner: fixture.owner) == fixture.events(1...2))
    restarted.close()
  }

  /// Enqueues until the disk is full and a further attempt fails as well; answers how many events were
  /// stored.
  private func fill(_ outbox: Outbox) throws -> Int {
    for number in 0..<10_000 {
      let error = outboxError { try outbox.enqueue(fixture.event(number), owner: fixture.owner) }
      guard let error else { continue }
      #expect(error == .diskFull)
      #expect(error.reason == .diskFull)
      #expect(number > 0)
      #expect(outboxError { try outbox.enqueue(fixture.event(number), owner: fixture.owner) } == .diskFull)
      return number
    }
    Issue.record("the disk never got full")
    return 0
  }
}

/// A small file system in memory, where the tests may make one.
final class Mount {
  let path: String

  static let isPossible: Bool = {
    guard geteuid() == 0 else { return false }
    let path = FileManager.default.temporaryDirectory.path + "/glosa-mount-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (try? Mount(at: path, options: "size=64k")) != nil
  }()

  init(at path: String, options: String) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Self.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", path])
  }

  deinit { try? Self.run(["umount", "-l", path]) }

  func remount(_ mode: String) throws { try Self.run(["mount", "-o", "remount,\(mode)", path]) }

  private static func run(_ command: [String]) throws {
    guard ChildProgram.run("/usr/bin/env", command) else { throw CocoaError(.fileWriteUnknown) }
  }
}
