import Foundation
import GRDB
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct OutboxDamageTests {
  let fixture = OutboxFixture()
  let aside = "outbox.sqlite.damaged-20261122-104319"

  /// A closed database of 500 events, one of them in quarantine, and a total.
  private func makeFile() throws {
    let outbox = fixture.open()
    try outbox.enqueue(fixture.event(0), owner: fixture.owner)
    try outbox.recordTotal(LedgerTotal(totalXP: 70, gamesPlayed: 7, version: 7), owner: fixture.owner)
    try fixture.inspect { db in
      for number in 1..<500 {
        let event = fixture.event(number)
        try db.execute(
          sql: "INSERT INTO outbox_events VALUES (1, ?, 'typing', 10, ?, NULL, ?, ?, NULL)",
          arguments: [
            Data(event.id.bytes), Data(event.wordSetID!.bytes), event.createdAt.microseconds,
            event.metadata.description,
          ])
      }
    }
    try outbox.quarantine(
      [(fixture.event(9).id, "bad_time", "no")], owner: fixture.owner, at: OutboxFixture.now)
    outbox.close()
  }

  /// The pages on which events lie, apart from the root.
  private func leaves() throws -> [Int] {
    try fixture.inspect { db in
      try Int.fetchAll(
        db, sql: "SELECT pageno FROM dbstat WHERE name = 'outbox_events' AND pagetype = 'leaf' ORDER BY path")
    }
  }

  @Test(
    "Rule 9: pages damaged: the file is moved aside, readable rows are carried over, the user is told"
  )
  func damagedPages() throws {
    try makeFile()
    let leaves = try leaves()
    #expect(leaves.count > 6)
    for page in [leaves[2], leaves[leaves.count - 3]] {
      try fixture.overwrite(at: (page - 1) * 4096, with: [UInt8](repeating: 0xA5, count: 4096))
    }
    let damaged = try Data(contentsOf: URL(fileURLWithPath: fixture.database))
    let outbox = fixture.open()
    // An enqueue meets the damage only where it touches it: reading everything surely does.
    let batch = try outbox.batch(of: 1000, owner: fixture.owner)
    let lost = 499 - batch.count
    #expect(lost > 0)
    #expect(lost < 500 / leaves.count * 3)
    #expect(Set(fixture.events(0..<500)).isSuperset(of: batch))
    #expect(
      batch.contains(fixture.event(0)) && batch.contains(fixture.event(250))
        && batch.contains(fixture.event(499)))
    let snapshot = try outbox.snapshot(owner: fixture.owner)
    #expect(snapshot.pendingEvents == batch.count)
    #expect(snapshot.quarantined == 1)
    #expect(snapshot.total?.totalXP == 70)
    let notices = outbox.takeNotices()
    #expect(notices.count == 1)
    let told = notices.first?.text(in: English())
    #expect(told?.contains("Events carried over: \(batch.count + 1).") == true)
    #expect(told?.contains(aside) == true)
    #expect(outbox.takeNotices() == [])
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(fixture.data)/\(aside)")) == damaged)
    #expect(try fixture.integrityProblems() == [])
    #expect(try outbox.enqueue(fixture.event(600), owner: fixture.owner).pendingEvents == batch.count + 1)
  }

  @Test("Rule 9: a garbled header is damage too, and the rows behind it are carried over")
  func garbledHeader() throws {
    try makeFile()
    try fixture.overwrite(at: 0, with: [UInt8](repeating: 0x5A, count: 512))
    let outbox = fixture.open()
    #expect(!outbox.isJournaling)
    #expect(fixture.files().contains(aside))
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 499)
    #expect(try outbox.snapshot(owner: fixture.owner).quarantined == 1)
    #expect(outbox.takeNotices().first?.text(in: English()).contains("Events carried over: 500.") == true)
  }

  @Test("Rule 9: a file that never was a database is moved aside, never overwritten")
  func noDatabase() throws {
    try FileManager.default.createDirectory(atPath: fixture.data, withIntermediateDirectories: true)
    let text = Data("my homework\n".utf8) + Data(repeating: 0x20, count: 9000)
    for _ in 1...2 {
      for name in fixture.files() where name.hasPrefix("outbox.sqlite") && !name.contains("damaged") {
        try FileManager.default.removeItem(atPath: "\(fixture.data)/\(name)")
      }
      try text.write(to: URL(fileURLWithPath: fixture.database))
      let outbox = fixture.open()
      #expect(try outbox.enqueue(fixture.event(1), owner: fixture.owner).pendingEvents == 1)
      outbox.close()
    }
    for name in [aside, aside + "-2"] {
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(fixture.data)/\(name)")) == text)
    }
    #expect(!fixture.files().contains { $0.contains("rescue") || $0.contains("patched") })
  }

  @Test("Rule 9: another process that has the damaged file open goes on in the new one")
  func othersFollow() throws {
    try makeFile()
    let other = fixture.open()
    #expect(try other.snapshot(owner: fixture.owner).pendingEvents == 499)
    let leaves = try leaves()
    try fixture.overwrite(at: (leaves[3] - 1) * 4096, with: [UInt8](repeating: 0xA5, count: 4096))
    let outbox = fixture.open()
    let left = try outbox.batch(of: 1000, owner: fixture.owner).count
    #expect(fixture.files().contains(aside))
    #expect(try other.enqueue(fixture.event(700), owner: fixture.owner).pendingEvents == left + 1)
    #expect(other.hasChanged())
    other.close()
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == left + 1)
    #expect(try fixture.open().batch(of: 1000, owner: fixture.owner).count == left + 1)
  }

  @Test("Rule 9: an error that is no damage recreates nothing")
  func notRecreated() throws {
    try makeFile()
    try fixture.inspect { try $0.execute(sql: "DROP TABLE outbox_events") }
    let before = fixture.files()
    let outbox = fixture.open()
    #expect(throws: OutboxError.self) { try outbox.enqueue(fixture.event(1), owner: fixture.owner) }
    #expect(!fixture.files().contains { $0.contains("damaged") })
    #expect(Set(before).isSubset(of: fixture.files()))
    #expect(outbox.takeNotices() == [])
  }

  @Test("Rule 9: a file of a newer Glosa is left alone; the journal takes the points")
  func newerFile() throws {
    try makeFile()
    try fixture.inspect { try $0.execute(sql: "PRAGMA user_version = 99") }
    let outbox = fixture.open()
    #expect(outbox.openError == .cannotOpen(reason: .madeByNewerVersion))
    #expect(outbox.openError?.text(in: English()).contains("newer Glosa") == true)
    #expect(try outbox.enqueue(fixture.event(800), owner: fixture.owner).journaled == 1)
    #expect(try fixture.inspect { try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox_events") } == 499)
    #expect(try fixture.inspect { try Int.fetchOne($0, sql: "PRAGMA user_version") } == 99)
  }

  @Test("A file of no length is a new file, and a log left without its database is kept")
  func emptyFile() throws {
    try FileManager.default.createDirectory(atPath: fixture.data, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: fixture.database, contents: nil))
    try Data("log".utf8).write(to: URL(fileURLWithPath: fixture.database + "-wal"))
    let outbox = fixture.open()
    #expect(!outbox.isJournaling)
    #expect(fixture.files().contains(aside + "-wal"))
    #expect(outbox.takeNotices().count == 1)
  }

  @Test("Rule 9: a crash while the files were exchanged is made good at the next start")
  func interruptedExchange() throws {
    try makeFile()
    try FileManager.default.moveItem(atPath: fixture.database, toPath: fixture.database + ".rescued")
    let outbox = fixture.open()
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == 499)
    #expect(outbox.takeNotices().count == 1)
  }

  @Test(
    "Rule 9: whatever bytes are destroyed, the outbox goes on, and brings no event that never was",
    arguments: 1...8 as ClosedRange<UInt64>)
  func anyDamage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try makeFile()
    let pages = try Data(contentsOf: URL(fileURLWithPath: fixture.database)).count / 4096
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let length = Int.random(in: 1...8192, using: &generator)
      let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      try fixture.overwrite(at: Int.random(in: 0..<pages * 4096, using: &generator), with: noise)
    }
    let outbox = fixture.open()
    _ = try? outbox.batch(of: 1000, owner: fixture.owner)
    _ = try? outbox.quarantinedEvents(owner: fixture.owner)
    // The first may meet damage that reading has not; what is stored after that stays.
    try outbox.enqueue(fixture.event(900), owner: fixture.owner)
    _ = try outbox.batch(of: 1000, owner: fixture.owner)
    try outbox.enqueue(fixture.event(901), owner: fixture.owner)
    let ids = Set(try outbox.batch(of: 1000, owner: fixture.owner).map(\.id))
    let isStored = ids.contains(fixture.event(901).id)
    #expect(isStored, "seed \(seed)")
    let strangers = ids.subtracting(fixture.events(0...901).map(\.id)).count
    #expect(strangers == 0, "seed \(seed)")
  }
}
