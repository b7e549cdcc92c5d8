import Foundation
import GRDB
import Outbox
import Primitives
import Testing
import XP

/// A data directory, a state directory and a run-time directory for one test, removed with the object.
final class OutboxFixture: Sendable {
  let root: String
  let student = UniqueID(high: 1, low: 1)
  var owner: Owner { Owner(ledger: "https://school.example", studentID: student) }
  var data: String { "\(root)/data" }
  var journals: [String] { ["\(root)/state", "\(root)/run"] }
  var database: String { "\(data)/outbox.sqlite" }
  static let now = Timestamp("2026-11-22T10:43:19.123Z")!

  init() {
    root = FileManager.default.temporaryDirectory.path + "/glosa-outbox-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func open(_ directory: String? = nil, journals: [String]? = nil) -> Outbox {
    Outbox(
      directory: directory ?? data, journalDirectories: journals ?? self.journals, now: { Self.now },
      generator: SystemRandomNumberGenerator())
  }

  /// The event of that number, always the same; ids grow with the numbers.
  func event(_ number: Int, delta: Int = 10, kind: String = "typing", student: UniqueID? = nil) -> XPEvent {
    XPEvent(
      id: UniqueID(high: UInt64(number) << 16 | 0x7000, low: 0x8000_0000_0000_0000 | UInt64(number)),
      studentID: student ?? self.student, kind: kind, delta: delta, wordSetID: UniqueID(high: 7, low: 7),
      homeworkID: nil, createdAt: Self.now,
      metadata: ["score": .integer(delta), "word": "en \"fjäril\"\n", "factor": .number("0.80")])
  }

  func events(_ numbers: some Sequence<Int>) -> [XPEvent] { numbers.map { event($0) } }

  /// A connection of its own, as another program would have it.
  func inspect<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try DatabaseQueue(path: database).write(body)
  }

  /// What SQLite finds wrong with the database, read as a whole; empty where nothing is.
  func integrityProblems() throws -> [String] {
    try inspect { try String.fetchAll($0, sql: "PRAGMA integrity_check(10)").filter { $0 != "ok" } }
  }

  /// A connection of another program that keeps a file locked, until it rolls back.
  static func locking(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: path, configuration: configuration)
    try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    return other
  }

  func files(_ directory: String? = nil) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: directory ?? data)) ?? []).sorted()
  }

  /// Overwrites bytes of the database file in place.
  func overwrite(at offset: Int, with bytes: [UInt8]) throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: database))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}

/// The error that a call throws; nil where it throws none.
func outboxError(_ body: () throws -> Void) -> OutboxError? {
  do {
    try body()
    return nil
  } catch {
    return error as? OutboxError
  }
}

/// How often the system has laid this thread to sleep in a call. Whoever waits for a file's lock looks at it again and
/// again, and sleeps in between, some 250 times before they give up; a few times others or the disk may be waited for.
func sleeps(_ body: () throws -> Void) throws -> Int {
  func count() throws -> Int {
    let status = try String(contentsOfFile: "/proc/thread-self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:\t") }
    let count = line?.split(separator: "\t").last.flatMap { Int($0) }
    return try #require(count)
  }
  let before = try count()
  try body()
  return try count() - before
}
