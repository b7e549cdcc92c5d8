import Foundation
import GRDB
import Languages
import Outbox
import Primitives
import TestScopes
import Testing
import XP

/// What is in the write-ahead log when a computer, or a program on it, stops.
@Suite(.ownThread()) struct OutboxLogTests {
  let fixture = OutboxFixture()
  let count = 12

  /// The files of an outbox as they are after that many awards, none of them filed: what a kill leaves behind.
  private func leaveLog(_ awards: Int) throws -> (database: Data, log: Data) {
    let outbox = fixture.open()
    for event in fixture.events(0..<awards) { try outbox.enqueue(event, owner: fixture.owner) }
    let files = try (
      Data(contentsOf: URL(fileURLWithPath: fixture.database)),
      Data(contentsOf: URL(fileURLWithPath: fixture.database + "-wal"))
    )
    outbox.close()
    for name in fixture.files() { try FileManager.default.removeItem(atPath: "\(fixture.data)/\(name)") }
    return files
  }

  private func restore(_ database: Data, _ log: Data) throws {
    for name in fixture.files() { try FileManager.default.removeItem(atPath: "\(fixture.data)/\(name)") }
    try database.write(to: URL(fileURLWithPath: fixture.database))
    try log.write(to: URL(fileURLWithPath: fixture.database + "-wal"))
  }

  /// Which of the events are there after a start, and what the pupil is told.
  private func start() throws -> (numbers: [Int], notices: [String]) {
    let outbox = fixture.open()
    defer { outbox.close() }
    let found = Set(try outbox.batch(of: 1000, owner: fixture.owner))
    #expect(try outbox.snapshot(owner: fixture.owner).pendingEvents == found.count)
    let notices = outbox.takeNotices().map { $0.text(in: English()) }
    return ((0..<count).filter { found.contains(fixture.event($0)) }, notices)
  }

  @Test(
    "A byte changed anywhere in the log costs no award but the one whose own bytes it is, and is told",
    arguments: 1...30 as ClosedRange<UInt64>)
  func changedByte(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (database, log) = try leaveLog(count)
    #expect(log.count > 32 + 20 * 4120)
    let offset = Int.random(in: 0..<log.count, using: &generator)
    var damaged = log
    damaged[offset] ^= UInt8.random(in: 1...255, using: &generator)
    try restore(database, damaged)
    let (numbers, notices) = try start()
    #expect(numbers.count >= count - 1, "seed \(seed), byte \(offset) of \(log.count): \(numbers)")
    // SQLite stops at the damaged frame: what is behind it was carried over.
    if offset < log.count / 2 {
      #expect(notices.count == 1 && notices.first?.contains("damaged-") == true, "seed \(seed): \(notices)")
      let kept = fixture.files().filter { $0.hasSuffix("-wal") && $0.contains("damaged-") }
      #expect(kept.count == 1)
      let copy = try kept.first.map { try Data(contentsOf: URL(fileURLWithPath: "\(fixture.data)/\($0)")) }
      #expect(copy == damaged)
    }
    let (again, more) = try start()
    #expect(again == numbers && more == [], "seed \(seed)")
  }

  @Test("A log cut off anywhere, as by a loss of power, keeps what was committed before, and raises no alarm")
  func cutOff() throws {
    let (database, log) = try leaveLog(count)
    for length in stride(from: 40, to: log.count, by: 4120 / 2) {
      try restore(database, log.prefix(length))
      let (numbers, notices) = try start()
      #expect(numbers == Array(0..<numbers.count))
      #expect(notices == [], "\(length) of \(log.count)")
      #expect(!fixture.files().contains { $0.contains("damaged") || $0.contains(".log") })
    }
  }

  @Test("The last transaction's frames torn, as by a loss of power, raise no alarm where nothing is found")
  func tornEnd() throws {
    let (database, log) = try leaveLog(count)
    var torn = log
    // The last page of the last transaction never came to the disk.
    torn.replaceSubrange(log.count - 4096..<log.count, with: Data(count: 4096))
    try restore(database, torn)
    let (numbers, notices) = try start()
    #expect(numbers.count >= count - 1)
    #expect((numbers.count == count) == !notices.isEmpty)
  }

  @Test("Frames that an earlier generation left behind the end of the log are nothing to worry about")
  func staleFrames() throws {
    let outbox = fixture.open()
    for event in fixture.events(0..<count) { try outbox.enqueue(event, owner: fixture.owner) }
    // All of it is filed, and the log begins anew over the old one.
    try DatabaseQueue(path: fixture.database).writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
    try outbox.enqueue(fixture.event(count), owner: fixture.owner)
    let database = try Data(contentsOf: URL(fileURLWithPath: fixture.database))
    let log = try Data(contentsOf: URL(fileURLWithPath: fixture.database + "-wal"))
    outbox.close()
    try restore(database, log)
    let (numbers, notices) = try start()
    #expect(numbers == Array(0..<count))
    #expect(notices == [])
  }

  @Test("What was filed depends on the log no more: at each start, and whenever somebody files it")
  func filed() throws {
    let outbox = fixture.open()
    func logSize() throws -> Int {
      try Data(contentsOf: URL(fileURLWithPath: fixture.database + "-wal")).count
    }
    #expect(try logSize() == 0)
    for event in fixture.events(0..<count) { try outbox.enqueue(event, owner: fixture.owner) }
    #expect(try logSize() > 0)
    #expect(outbox.checkpoint())
    #expect(try logSize() == 0)
    #expect(try outbox.batch(of: 100, owner: fixture.owner) == fixture.events(0..<count))
    try outbox.enqueue(fixture.event(count), owner: fixture.owner)
    #expect(fixture.open().openError == nil)
    #expect(try logSize() == 0)
  }
}
