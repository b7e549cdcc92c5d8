import Foundation
import GRDB
import Primitives
import XP

/// The least that a durable insert can cost: one prepared statement into a table without key, index or
/// trigger, in WAL mode with `synchronous=FULL`. GRDB stays outside of what is timed, but for a microsecond.
struct BareTable {
  private let queue: DatabaseQueue

  /// Makes the table in a new file.
  init(path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      let modes = try ["journal_mode", "synchronous"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") }
      guard modes == ["wal", "2"] else {
        throw BenchmarkError("SQLite refuses WAL in this folder; name another place by --directory.")
      }
      try db.execute(
        sql: """
          CREATE TABLE events (
            student_id BLOB, id BLOB, kind TEXT, delta INTEGER, word_set_id BLOB, homework_id BLOB,
            created_at INTEGER, metadata TEXT)
          """)
    }
  }

  /// Inserts the row of an event and times the insert alone: its values are bound before.
  func insert(_ event: XPEvent, timedBy samples: inout Samples) throws {
    try queue.writeWithoutTransaction { db in
      let statement = try db.cachedStatement(sql: "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      try statement.setArguments([event.studentID.data] + event.values)
      try samples.time { try statement.execute() }
    }
  }

  func close() throws { try queue.close() }
}

extension XPEvent {
  /// The columns that the outbox has of an event: id, kind, delta, set, homework, time, metadata.
  var values: StatementArguments {
    [
      id.data, kind, delta, wordSetID?.data, homeworkID?.data, createdAt.microseconds, metadata.description,
    ]
  }
}

extension UniqueID {
  /// The 16 bytes as SQLite takes them.
  var data: Data { Data(bytes) }
}
