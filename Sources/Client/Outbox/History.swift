import Foundation
import GRDB
import Primitives
import XP

/// What the ledger has acknowledged lately, outside the outbox: a ledger that is restored from a backup has lost the newest
/// of it, and gets it again from here.
///
/// A copy and nothing more: where the file can't be opened or is damaged, a new one is begun, and no point that waits
/// depends on it. Used under the outbox's lock alone.
struct History: Sendable {
  /// How long what was acknowledged is kept, in seconds: 30 days.
  static let keptSeconds: Int64 = 30 * 86_400

  private let queue: DatabaseQueue

  /// Opens the file beside an outbox, or begins a new one; nil where neither can be done.
  init?(directory: String) {
    let path = "\(directory)/history.sqlite"
    if let queue = Self.open(path) {
      self.queue = queue
      return
    }
    for name in Rescue.family(path) { unlink(name) }
    guard let queue = Self.open(path) else { return nil }
    self.queue = queue
  }

  private static func open(_ path: String) -> DatabaseQueue? {
    guard (try? FileSystem.createIfMissing(path)) != nil else { return nil }
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "glosa.history"
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return nil }
    do {
      try queue.write { db in
        try db.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS acknowledged (
              server          TEXT    NOT NULL,
              student_id      BLOB    NOT NULL CHECK (length(student_id) = 16),
              id              BLOB    NOT NULL CHECK (length(id) = 16),
              is_quest        INTEGER NOT NULL CHECK (is_quest IN (0, 1)),
              event           TEXT    NOT NULL,
              acknowledged_at INTEGER NOT NULL,
              PRIMARY KEY (server, student_id, id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS acknowledged_by_time ON acknowledged (acknowledged_at);
            """)
      }
      return queue
    } catch {
      return nil
    }
  }

  /// Keeps what was acknowledged, and lets go of what is too old.
  ///
  /// - Parameter time: By the ledger's clock: this computer's may jump, and would let go of everything.
  func keep(_ points: [XPEvent], _ quests: [QuestEvent], of owner: Owner, at time: Timestamp) throws {
    try queue.write { db in
      for event in points { try keep(event, isQuest: false, owner, time, in: db) }
      for event in quests { try keep(event, isQuest: true, owner, time, in: db) }
      try db.run(
        "DELETE FROM acknowledged WHERE acknowledged_at < ?",
        [time.adding(seconds: -Self.keptSeconds).microseconds])
    }
  }

  private func keep(
    _ event: some QueuedEvent, isQuest: Bool, _ owner: Owner, _ time: Timestamp, in db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO acknowledged (server, student_id, id, is_quest, event, acknowledged_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """,
      [owner.ledger ?? "", owner.studentID.blob, event.id.blob, isQuest, event.text, time.microseconds])
  }

  /// What is kept of an owner, oldest first.
  func events(of owner: Owner) throws -> (points: [XPEvent], quests: [QuestEvent]) {
    let rows = try queue.read { db in
      try db.rows(
        "SELECT is_quest, event FROM acknowledged WHERE server = ? AND student_id = ? ORDER BY id",
        [owner.ledger ?? "", owner.studentID.blob])
    }
    var (points, quests): ([XPEvent], [QuestEvent]) = ([], [])
    for row in rows {
      guard let json = row.value(1, as: String.self).flatMap({ try? JSON.parse($0) }) else { continue }
      if row.value(0, as: Bool.self) == true {
        if let event = JournalRecord.questEvent(json: json, studentID: owner.studentID) {
          quests.append(event)
        }
      } else if let event = JournalRecord.event(json: json, studentID: owner.studentID) {
        points.append(event)
      }
    }
    return (points, quests)
  }
}
