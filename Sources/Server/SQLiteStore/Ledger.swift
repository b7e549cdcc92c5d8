import GRDB
import Primitives
import Store
import XP

/// The SQL of the ledger, on a connection that is in a transaction.
struct Ledger {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Inserts what is new, and finds out whether the rest is the same. After anything but `.stored` the caller rolls
  /// back.
  ///
  /// - Parameter newEvents: Grows with every event inserted.
  func store(_ batch: EventBatch, newEvents: inout Int) throws -> IngestOutcome {
    guard try batch.token.map({ try isToken($0, of: batch.studentID) }) ?? true else { return .signedOut }
    var (conflicts, times): ([Int], [Timestamp]) = ([], [])
    var paces = PaceBook(of: batch.studentID, in: database)
    for (index, event) in batch.events.enumerated() {
      let occurredAt = batch.occurredAt(event)
      let moment = PaceMoment(occurredAt: occurredAt, receivedAt: batch.receivedAt)
      let isUnusual = try paces.isUnusual(event, at: moment)
      if try insert(
        event, occurredAt: occurredAt, receivedAt: batch.receivedAt, isUnusual: isUnusual)
      {
        if !isUnusual { paces.note(event, at: moment) }
        newEvents += 1
        times.append(occurredAt)
      } else if let stored = try self.event(event.id), stored.isSame(as: event) {
        times.append(stored.occurredAt)
      } else {
        conflicts.append(index)
      }
    }
    guard conflicts.isEmpty else { return .conflicting(conflicts) }
    try paces.save()
    return .stored(try total(of: batch.studentID).total, occurredAt: times)
  }

  /// Inserts one event; false, and nothing changed, where its id is stored already.
  ///
  /// - Parameters:
  ///   - games: How many plays it stands for: 1 but for an opening balance.
  ///   - isUnusual: It is more than anybody can win.
  func insert(
    _ event: XPEvent, games: Int = 1, occurredAt: Timestamp, receivedAt: Timestamp, isUnusual: Bool = false
  ) throws -> Bool {
    try database.cachedStatement(sql: Self.insertSQL).execute(arguments: [
      event.id.description, event.studentID.description, event.kind, event.delta,
      event.wordSetID?.description, event.homeworkID?.description, event.createdAt.microseconds,
      receivedAt.microseconds, event.metadata.canonical, games, occurredAt.microseconds, isUnusual,
    ])
    return database.changesCount == 1
  }

  private func isToken(_ token: TokenHash, of student: UniqueID) throws -> Bool {
    try database.hasRow(
      "SELECT 1 FROM tokens WHERE hash = ? AND student_id = ?", [token.blob, student.description])
  }

  /// The event that is stored under an id; nil where there is none.
  func event(_ id: UniqueID) throws -> StoredEvent? {
    let statement = try database.cachedStatement(sql: Self.eventSQL)
    return try Row.fetchOne(statement, arguments: [id.description]).map { try StoredEvent(row: $0) }
  }

  /// True where the id is stored with another owner or payload.
  func isConflict(_ event: XPEvent) throws -> Bool {
    try self.event(event.id).map { !$0.isSame(as: event) } ?? false
  }

  /// Stores an event of the server's own, once.
  ///
  /// - Parameters:
  ///   - event: Its id tells what it is for; one that a client's event has is left to that, and the spare one taken.
  ///   - games: How many plays it stands for.
  /// - Returns: False where it is stored already.
  func insertOwn(_ event: XPEvent, games: Int = 1, receivedAt: Timestamp) throws -> Bool {
    let occurredAt = Timestamp.ofOccurrence(
      createdAt: event.createdAt, sentAt: nil, receivedAt: receivedAt)
    if try insert(event, games: games, occurredAt: occurredAt, receivedAt: receivedAt) { return true }
    if let stored = try self.event(event.id)?.event, stored.studentID == event.studentID,
      stored.kind == event.kind
    {
      return false
    }
    return try insert(
      event.withID(.spare(for: event.id)), games: games, occurredAt: occurredAt, receivedAt: receivedAt)
  }

  func total(of student: UniqueID) throws -> StudentTotal {
    let statement = try database.cachedStatement(
      sql: "SELECT \(Self.totalColumns) FROM xp_totals WHERE student_id = ?")
    let row = try Row.fetchOne(statement, arguments: [student.description])
    return Self.total(of: student, in: row, from: 0)
  }

  /// The columns of `xp_totals` that `total(of:in:from:)` reads.
  static let totalColumns = "total_xp, games_played, version, last_game_type, updated_at"

  /// Reads a total from a row whose columns from `first` on are `totalColumns`; zeros where there is no row or NULLs.
  static func total(of student: UniqueID, in row: Row?, from first: Int) -> StudentTotal {
    guard let row, let totalXP = row[first] as Int? else {
      return StudentTotal(studentID: student, total: .zero, lastGameType: nil, updatedAt: nil)
    }
    return StudentTotal(
      studentID: student,
      total: LedgerTotal(totalXP: totalXP, gamesPlayed: row[first + 1], version: row[first + 2]),
      lastGameType: row[first + 3], updatedAt: Timestamp(microseconds: row[first + 4]))
  }

  func events(of student: UniqueID, limit: Int, before: EventCursor?) throws -> EventPage {
    let statement = try database.cachedStatement(sql: Self.pageSQL)
    // One more than asked for tells whether there is a next page.
    let rows = try Row.fetchAll(
      statement,
      arguments: [
        "student": student.description, "before": before?.sequence ?? Int64.max, "count": limit + 1,
      ])
    let events = try rows.prefix(limit).map { try StoredEvent(row: $0) }
    let last: Int64? = rows.count > limit ? rows[limit - 1]["sequence"] : nil
    return EventPage(events: events, next: last.map { EventCursor(sequence: $0) })
  }

  /// The points that the server has received for `students.id` since `:since`, in microseconds, from the start of its
  /// quarter hour on; NULL for none.
  ///
  /// One row, whatever was won since. A sum over the log would want an index that begins with the student, and with such a
  /// one each event dirties a page of its own, somewhere in all of it: with ten million events stored the store took 0.57 to
  /// 0.81 of an empty one's requests, and 1.31 with quarter hours and an index by stretches.
  static let pointsSinceSQL = """
    SELECT total_xp - xp_before FROM xp_totals JOIN xp_quarter_hours USING (student_id)
    WHERE student_id = students.id AND quarter_hour >= :since / 900000000
    ORDER BY quarter_hour LIMIT 1
    """

  /// True of every event. The index of a student's events goes by stretches of the log, so that new events keep to the pages
  /// of the last one; without this condition SQLite would not use it.
  static let isInLog = "sequence >> 12 IN (SELECT stretch FROM xp_event_stretches)"

  private static let columns =
    "id, student_id, kind, delta, word_set_id, homework_id, created_at, received_at, metadata"

  /// When an event happened. Those stored before the column was there were made when the server's clock had it.
  static let occurredAt = "coalesce(occurred_at, min(created_at, received_at))"

  private static let insertSQL = """
    INSERT INTO xp_events (\(columns), games, occurred_at, unusual)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
    """

  private static let eventSQL = "SELECT \(columns), \(occurredAt) FROM xp_events WHERE id = ?"

  /// Of `:student` the last `:count` events before the sequence `:before`. A version counts events: who has fewer than
  /// were asked for is not looked for in all older stretches.
  static let pageSQL = """
    SELECT \(columns), \(occurredAt), sequence FROM xp_events
    WHERE sequence >> 12 IN (SELECT stretch FROM xp_event_stretches WHERE stretch <= :before >> 12)
      AND student_id = :student AND sequence < :before
    ORDER BY sequence >> 12 DESC, sequence DESC
    LIMIT min(:count, coalesce((SELECT version FROM xp_totals WHERE student_id = :student), 0))
    """
}

extension StoredEvent {
  /// Reads the columns of `Ledger.columns` and `Ledger.occurredAt`, in their order.
  fileprivate init(row: Row) throws {
    guard let id = UniqueID(row[0] as String), let studentID = UniqueID(row[1] as String),
      let metadata = try? JSON.parse(row[8] as String)
    else { throw StoreError.unavailable("an event in the ledger is damaged") }
    self.init(
      event: XPEvent(
        id: id, studentID: studentID, kind: row[2], delta: row[3],
        wordSetID: (row[4] as String?).flatMap { UniqueID($0) },
        homeworkID: (row[5] as String?).flatMap { UniqueID($0) },
        createdAt: Timestamp(microseconds: row[6]), metadata: metadata),
      occurredAt: Timestamp(microseconds: row[9]), receivedAt: Timestamp(microseconds: row[7]))
  }
}
