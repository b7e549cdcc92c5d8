import GRDB
import Glibc
import Languages
import Outbox
import Primitives
import XP

/// Fills an outbox by SQL: a million awards would be a million fsyncs. The rows pass the same constraints and
/// triggers.
enum Backlog {
  private static let rowsOfTransaction = 50_000

  /// Puts that many events of an owner into the outbox of a folder, which nobody has open.
  ///
  /// - Returns: The sum of their points.
  static func fill(folder: String, owner: Owner, count: Int) throws -> Int {
    let outbox = Outbox(
      directory: folder, journalDirectories: [folder + "/journal"], now: Timestamp.now,
      generator: SystemRandomNumberGenerator())
    if let error = outbox.openError { throw BenchmarkError(error.text(in: English())) }
    outbox.close()

    var configuration = Configuration()
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = OFF") }
    let queue = try DatabaseQueue(path: folder + "/outbox.sqlite", configuration: configuration)
    var events = SampleEvents(count: count, studentID: owner.studentID, seed: 1)
    var sum = 0
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: "INSERT INTO owners (server, student_id) VALUES (?, ?)",
        arguments: [owner.ledger ?? "", owner.studentID.data])
      let key = db.lastInsertedRowID
      for start in stride(from: 0, to: count, by: rowsOfTransaction) {
        try db.inTransaction(.immediate) {
          for index in start..<min(start + rowsOfTransaction, count) {
            let event = events.event(at: index)
            let statement = try db.cachedStatement(sql: insertEvent)
            try statement.execute(arguments: [key] + event.values)
            sum += event.delta
          }
          return .commit
        }
      }
      try db.checkpoint(.truncate)
    }
    try queue.close()
    // Or the kernel would write these pages back while others are timed.
    Glibc.sync()
    return sum
  }

  private static let insertEvent = """
    INSERT INTO outbox_events
      (owner_id, id, kind, delta, word_set_id, homework_id, created_at, metadata)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """
}
