import GRDB
public import Primitives
public import Store

extension SQLiteStore {
  /// See `Store`.
  public func board(
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
      ).map { try BoardEntry(row: $0) }
    }
  }

  /// See `Store`.
  public func boardEntries(
    of students: [UniqueID], since: Timestamp
  ) async throws(StoreError) -> [BoardEntry] {
    try await read { database in
      try students.compactMap { try Self.boardEntry(of: $0, since: since, in: database) }
    }
  }

  /// See `Store`.
  public func pupil(
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

  /// See `Store`.
  public func record(_ presences: [Presence]) async throws(StoreError) {
    try await write { database in
      let statement = try database.cachedStatement(sql: Self.presenceSQL)
      for presence in presences {
        try statement.execute(arguments: [
          presence.studentID.description, presence.deviceID.description, presence.state,
          presence.pendingCount, presence.pendingXP, presence.game, presence.seenAt.microseconds,
        ])
      }
    }
  }

  private static func boardEntry(
    of student: UniqueID, since: Timestamp, in database: Database
  ) throws -> BoardEntry? {
    try Row.fetchOne(
      database.cachedStatement(
        sql: "SELECT \(boardColumns) FROM students \(boardJoins) WHERE students.id = :student"),
      arguments: ["since": since.microseconds, "student": student.description]
    ).map { try BoardEntry(row: $0) }
  }

  private static let boardColumns = """
    students.id, display_name, coalesce(total_xp, 0),
    coalesce((\(Ledger.pointsSinceSQL)), 0),
    updated_at, device_id, state, pending_count, pending_xp, game, seen_at
    """

  private static let boardJoins = """
    LEFT JOIN xp_totals ON xp_totals.student_id = students.id
    LEFT JOIN presence ON presence.student_id = students.id
    """

  private static let presenceSQL = """
    INSERT INTO presence (student_id, device_id, state, pending_count, pending_xp, game, seen_at)
    SELECT id, ?2, ?3, ?4, ?5, ?6, ?7 FROM students WHERE id = ?1
    ON CONFLICT (student_id) DO UPDATE SET
      device_id = excluded.device_id, state = excluded.state, pending_count = excluded.pending_count,
      pending_xp = excluded.pending_xp, game = excluded.game, seen_at = excluded.seen_at
    WHERE excluded.seen_at >= seen_at
    """
}

extension BoardEntry {
  /// Reads the columns of `SQLiteStore.boardColumns`, in their order.
  fileprivate init(row: Row) throws {
    let id = try UniqueID(column: 0, of: row)
    let presence = try UniqueID.optional(column: 5, of: row).map { device in
      Presence(
        studentID: id, deviceID: device, state: row[6], pendingCount: row[7], pendingXP: row[8], game: row[9],
        seenAt: Timestamp(microseconds: row[10]))
    }
    self.init(
      studentID: id, displayName: row[1], totalXP: row[2], todayXP: row[3],
      lastSyncAt: Timestamp.optional(column: 4, of: row), presence: presence)
  }
}
