import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func students(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [ClassStudent]? {
    try await read { database in
      guard try database.teaches(teacher, schoolClass) else { return nil }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT id, display_name, joined_at, \(Ledger.totalColumns), coalesce(unusual_xp, 0)
          FROM class_members JOIN students ON students.id = class_members.student_id
          LEFT JOIN xp_totals ON xp_totals.student_id = students.id
          WHERE class_id = ? ORDER BY name_key
          """,
        arguments: [schoolClass.description]
      ).map { row in
        let id = try UniqueID(column: 0, of: row)
        return ClassStudent(
          id: id, displayName: row[1], joinedAt: Timestamp(microseconds: row[2]),
          total: Ledger.total(of: id, in: row, from: 3), unusualXP: row[8])
      }
    }
  }

  package func setPIN(
    hash: String, of student: UniqueID, in schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    try await write { database in
      guard try database.teaches(teacher, schoolClass), try database.isMember(student, of: schoolClass)
      else { return false }
      let id = student.description
      try database.execute(sql: "UPDATE students SET pin_hash = ? WHERE id = ?", arguments: [hash, id])
      try database.execute(
        sql:
          "INSERT INTO dead_tokens (hash, student_id) SELECT hash, student_id FROM tokens WHERE student_id = ?",
        arguments: [id])
      try database.execute(sql: "DELETE FROM tokens WHERE student_id = ?", arguments: [id])
      try database.execute(sql: "DELETE FROM pin_attempts WHERE student_id = ?", arguments: [id])
      return true
    }
  }

  package func removeStudent(
    _ student: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    try await write { database in
      guard try database.teaches(teacher, schoolClass), try database.isMember(student, of: schoolClass)
      else { return false }
      // The one way past the append-only triggers; totals, standings, memberships and tokens go with the student.
      for sql in [
        "INSERT INTO students_being_removed (student_id) VALUES (?)",
        "DELETE FROM xp_events WHERE \(Ledger.isInLog) AND student_id = ?",
        "DELETE FROM quest_events WHERE student_id = ?",
        "DELETE FROM students WHERE id = ?", "DELETE FROM students_being_removed WHERE student_id = ?",
      ] { try database.execute(sql: sql, arguments: [student.description]) }
      return true
    }
  }

  package func leaderboard(
    of schoolClass: UniqueID, since: Timestamp?, for account: Account
  ) async throws(StoreError) -> [LeaderboardEntry]? {
    try await read { database in
      let isAllowed =
        switch account {
        case .student(let id): try database.isMember(id, of: schoolClass)
        case .teacher(let id): try database.teaches(id, schoolClass)
        }
      guard isAllowed else { return nil }
      let points =
        since == nil
        ? "SELECT total_xp FROM xp_totals WHERE student_id = students.id"
        : Ledger.pointsSinceSQL
      var arguments: StatementArguments = ["class": schoolClass.description]
      if let since { arguments += ["since": since.microseconds] }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT id, display_name, coalesce((\(points)), 0) AS xp
          FROM class_members JOIN students ON students.id = class_members.student_id
          WHERE class_id = :class ORDER BY xp DESC, name_key
          """,
        arguments: arguments
      ).map { LeaderboardEntry(studentID: try UniqueID(column: 0, of: $0), displayName: $0[1], xp: $0[2]) }
    }
  }
}
