import GRDB
import Primitives
import XP

/// What a queue of the outbox holds: an event of points, or of quest progress. Both keep the same promises.
protocol QueuedEvent: Hashable, Sendable {
  var id: UniqueID { get }
  /// The queue's statements.
  static var queue: QueueSQL { get }
  /// The student's id, which the row's checksum is of, too.
  var studentID: UniqueID { get }
  /// The values of the queue's columns but for the checksum.
  var payload: [(any DatabaseValueConvertible)?] { get }
  /// The event in the queue's columns, from the first on, whatever their checksum; nil where they make none.
  init?(payload row: ResultRow, studentID: UniqueID)
  /// The same, won by another student: for events that were sent to no ledger.
  func belonging(to student: UniqueID, id: UniqueID) -> Self
  /// The event as JSON, for a list that people read.
  var text: String { get }
  /// Puts the counters of an owner right.
  static func recount(_ key: Int64, in db: Database) throws
}

extension QueuedEvent {
  /// The values of `queue.columns`.
  var columns: [DatabaseValue] {
    let values = payload.map { $0?.databaseValue ?? .null }
    return values + [Checksum.row(values, of: studentID).databaseValue]
  }

  /// The event in the columns `queue.columns`, from the first on; nil where they make none, or do not fit their checksum.
  /// Rows of versions without checksums are believed, unless one is asked for.
  init?(row: ResultRow, studentID: UniqueID, needsChecksum: Bool = false) {
    let values = row.values.prefix(Self.queue.columnCount)
    guard let checksum = values.last, !(checksum.isNull && needsChecksum),
      checksum.isNull
        || Int64.fromDatabaseValue(checksum) == Checksum.row(values.dropLast(), of: studentID)
    else { return nil }
    self.init(payload: row, studentID: studentID)
  }
}

extension XPEvent: QueuedEvent {
  static var queue: QueueSQL { .points }

  var text: String { JournalRecord.json(of: self).description }

  var payload: [(any DatabaseValueConvertible)?] {
    [id.blob, kind, delta, wordSetID?.blob, homeworkID?.blob, createdAt.microseconds, metadata.description]
  }

  init?(payload row: ResultRow, studentID: UniqueID) {
    guard let id = row.id(at: 0), let kind = row.value(1, as: String.self),
      let delta = row.value(2, as: Int.self),
      let createdAt = row.time(at: 5), let text = row.value(6, as: String.self),
      let metadata = try? JSON.parse(text)
    else { return nil }
    self.init(
      id: id, studentID: studentID, kind: kind, delta: delta, wordSetID: row.id(at: 3),
      homeworkID: row.id(at: 4), createdAt: createdAt, metadata: metadata)
  }

  func belonging(to student: UniqueID, id: UniqueID) -> XPEvent {
    XPEvent(
      id: id, studentID: student, kind: kind, delta: delta, wordSetID: wordSetID, homeworkID: homeworkID,
      createdAt: createdAt, metadata: metadata)
  }

  static func recount(_ key: Int64, in db: Database) throws {
    try db.run(
      """
      UPDATE owners SET (pending_count, pending_xp) =
        (SELECT count(*), coalesce(sum(delta), 0) FROM outbox_events WHERE owner_id = ?1)
      WHERE owner_id = ?1
      """, [key])
  }
}

extension QuestEvent: QueuedEvent {
  static var queue: QueueSQL { .quests }

  var text: String { JournalRecord.json(of: self).description }

  var payload: [(any DatabaseValueConvertible)?] {
    [id.blob, questID, questDate.description, progress, createdAt.microseconds]
  }

  init?(payload row: ResultRow, studentID: UniqueID) {
    guard let id = row.id(at: 0), let questID = row.value(1, as: String.self),
      let date = row.value(2, as: String.self).flatMap({ CivilDate($0) }),
      let progress = row.value(3, as: Int.self), let createdAt = row.time(at: 4)
    else { return nil }
    self.init(
      id: id, studentID: studentID, questID: questID, questDate: date, progress: progress,
      createdAt: createdAt)
  }

  func belonging(to student: UniqueID, id: UniqueID) -> QuestEvent {
    QuestEvent(
      id: id, studentID: student, questID: questID, questDate: questDate, progress: progress,
      createdAt: createdAt)
  }

  static func recount(_ key: Int64, in db: Database) throws {
    try db.run(
      """
      UPDATE owners SET quest_pending_count =
        (SELECT count(*) FROM outbox_quest_events WHERE owner_id = ?1)
      WHERE owner_id = ?1
      """, [key])
    try db.run(
      """
      UPDATE quest_standings SET pending_progress =
        (SELECT coalesce(sum(progress), 0) FROM outbox_quest_events AS e
         WHERE e.owner_id = ?1 AND e.quest_date = quest_standings.quest_date
           AND e.quest_id = quest_standings.quest_id)
      WHERE owner_id = ?1
      """, [key])
  }
}
