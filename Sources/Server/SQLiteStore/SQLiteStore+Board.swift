import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func board(
    of schoolClass: UniqueID, since: Timestamp, teacher: UniqueID
  ) async throws(StoreError) -> [BoardEntry]? {
    try await read { database in
      guard try database.teaches(teacher, schoolClass) else { return nil }
      return try Row.fetchAll(
        database.cachedStatement(
          sql: """
            SELECT \(Self.boardColumns) FROM class_members JOIN students ON students.id = class_members.student_id
            \(Self.boardJoins) WHERE class_id = :class ORDER BY name_key
            """),
        arguments: ["since": since.microseconds, "class": schoolClass.description]
      ).map { try BoardEntry(row: $0, in: database) }
    }
  }

  package func boardEntries(
    of students: [UniqueID], since: Timestamp
  ) async throws(StoreError) -> [BoardEntry] {
    try await read { database in
      try students.compactMap { try Self.boardEntry(of: $0, since: since, in: database) }
    }
  }

  package func pupil(
    _ student: UniqueID, of schoolClass: UniqueID, teacher: UniqueID, since: Timestamp, date: CivilDate,
    eventLimit: Int
  ) async throws(StoreError) -> StoredPupil? {
    try await read { database in
      guard try database.teaches(teacher, schoolClass), try database.isMember(student, of: schoolClass),
        let entry = try Self.boardEntry(of: student, since: since, in: database)
      else { return nil }
      return StoredPupil(
        entry: entry,
        events: try Ledger(database).events(of: student, limit: eventLimit, before: nil).events,
        quests: try QuestLog(database).quests(of: student, on: date))
    }
  }

  package func record(_ presences: [Presence]) async throws(StoreError) {
    try await write { database in
      let statement = try database.cachedStatement(sql: Self.presenceSQL)
      for presence in presences {
        try statement.execute(arguments: [
          presence.studentID.description, presence.deviceID.description, presence.state,
          presence.pendingCount, presence.pendingXP, presence.game, presence.seenAt.microseconds,
          presence.signedOutAt?.microseconds,
        ])
        try Self.recordWaiting(presence, in: database)
      }
    }
  }

  /// Computers of one student that are remembered.
  private static let waitingDevices = 8

  private static func recordWaiting(_ presence: Presence, in database: Database) throws {
    let student = presence.studentID.description
    try database.cachedStatement(
      sql: """
        INSERT INTO waiting_devices (student_id, device_id, pending_count, pending_xp, seen_at)
        SELECT id, ?2, ?3, ?4, ?5 FROM students WHERE id = ?1
        ON CONFLICT (student_id, device_id) DO UPDATE SET
          pending_count = excluded.pending_count, pending_xp = excluded.pending_xp, seen_at = excluded.seen_at
        WHERE excluded.seen_at >= seen_at
        """
    ).execute(arguments: [
      student, presence.deviceID.description, presence.pendingCount, presence.pendingXP,
      presence.seenAt.microseconds,
    ])
    try database.cachedStatement(
      sql: """
        DELETE FROM waiting_devices WHERE student_id = ?1 AND device_id NOT IN (
          SELECT device_id FROM waiting_devices WHERE student_id = ?1 ORDER BY seen_at DESC LIMIT ?2)
        """
    ).execute(arguments: [student, waitingDevices])
  }

  fileprivate static func waiting(of student: UniqueID, in database: Database) throws -> [WaitingDevice] {
    try Row.fetchAll(
      database.cachedStatement(
        sql: """
          SELECT device_id, pending_count, pending_xp, seen_at FROM waiting_devices
          WHERE student_id = ? AND pending_count > 0
          """),
      arguments: [student.description]
    ).map { row in
      WaitingDevice(
        deviceID: try UniqueID(column: 0, of: row), pendingCount: row[1], pendingXP: row[2],
        seenAt: Timestamp(microseconds: row[3]))
    }
  }

  private static func boardEntry(
    of student: UniqueID, since: Timestamp, in database: Database
  ) throws -> BoardEntry? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT \(boardColumns) FROM students \(boardJoins) WHERE students.id = :student"),
      arguments: ["since": since.microseconds, "student": student.description]
    ).map { try BoardEntry(row: $0, in: database) }
  }

  private static let boardColumns = """
    students.id, display_name, coalesce(total_xp, 0),
    coalesce((\(Ledger.pointsSinceSQL)), 0),
    updated_at, \(Presence.columns), coalesce(unusual_xp, 0)
    """

  private static let boardJoins = """
    LEFT JOIN xp_totals ON xp_totals.student_id = students.id
    LEFT JOIN presence ON presence.student_id = students.id
    """

  private static let presenceSQL = """
    INSERT INTO presence (student_id, \(Presence.columns))
    SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM students WHERE id = ?1
    ON CONFLICT (student_id) DO UPDATE SET
      device_id = excluded.device_id, state = excluded.state, pending_count = excluded.pending_count,
      pending_xp = excluded.pending_xp, game = excluded.game, seen_at = excluded.seen_at,
      signed_out_at = excluded.signed_out_at
    WHERE excluded.seen_at >= seen_at
    """
}

extension BoardEntry {
  /// Reads the columns of `SQLiteStore.boardColumns`, in their order.
  fileprivate init(row: Row, in database: Database) throws {
    let id = try UniqueID(column: 0, of: row)
    self.init(
      studentID: id, displayName: row[1], totalXP: row[2], todayXP: row[3],
      lastSyncAt: Timestamp.optional(column: 4, of: row), presence: try Presence(of: id, in: row, from: 5),
      waiting: try SQLiteStore.waiting(of: id, in: database),
      unusualXP: row[12])
  }
}

extension Presence {
  /// What `init(of:in:from:)` reads, in its order.
  static let columns = "device_id, state, pending_count, pending_xp, game, seen_at, signed_out_at"

  /// Reads `columns`, the first of which is at that place; nil where a student has none.
  init?(of student: UniqueID, in row: Row, from place: Int) throws {
    guard let device = try UniqueID.optional(column: place, of: row) else { return nil }
    self.init(
      studentID: student, deviceID: device, state: row[place + 1], pendingCount: row[place + 2],
      pendingXP: row[place + 3], game: row[place + 4], seenAt: Timestamp(microseconds: row[place + 5]),
      signedOutAt: Timestamp.optional(column: place + 6, of: row))
  }
}
