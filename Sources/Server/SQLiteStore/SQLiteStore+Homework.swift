import GRDB
package import Primitives
package import Store
package import XP

extension SQLiteStore {
  package func addHomework(
    _ homework: StoredHomework, teacher: UniqueID, limit: Int
  ) async throws(StoreError) -> Bool {
    try await write { database in
      guard try database.teaches(teacher, homework.classID) else { return false }
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM homework WHERE class_id = ?",
        arguments: [homework.classID.description])
      guard (count ?? 0) < limit else { return false }
      try database.execute(
        sql: "INSERT INTO homework (\(Self.homeworkColumns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          homework.id.description, homework.classID.description, homework.title,
          homework.wordSetID.description, homework.goalXP, homework.dueAt?.microseconds,
          homework.createdAt.microseconds,
        ])
      return true
    }
  }

  package func homework(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [StoredHomework]? {
    try await read { database in
      guard try database.teaches(teacher, schoolClass) else { return nil }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT \(Self.homeworkColumns) FROM homework WHERE class_id = ? ORDER BY created_at DESC, id DESC
          """,
        arguments: [schoolClass.description]
      ).map { row in
        StoredHomework(
          id: try UniqueID(column: 0, of: row), classID: try UniqueID(column: 1, of: row), title: row[2],
          wordSetID: try UniqueID(column: 3, of: row), goalXP: row[4],
          dueAt: Timestamp.optional(column: 5, of: row), createdAt: Timestamp(microseconds: row[6]))
      }
    }
  }

  package func removeHomework(
    _ id: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    try await write { database in
      guard try database.teaches(teacher, schoolClass) else { return false }
      try database.execute(
        sql: "DELETE FROM homework WHERE id = ? AND class_id = ?",
        arguments: [id.description, schoolClass.description])
      return database.changesCount == 1
    }
  }

  package func openHomework(
    of student: UniqueID, at time: Timestamp
  ) async throws(StoreError) -> [Homework] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT id, title, word_set_id, goal_xp, due_at,
            (SELECT coalesce(sum(delta), 0) FROM xp_events
             WHERE homework_id = homework.id AND student_id = :student AND NOT unusual
               AND received_at - \(Ledger.occurredAt) <= :lateness
               AND (due_at IS NULL OR \(Ledger.occurredAt) <= due_at))
          FROM homework
          WHERE class_id IN (SELECT class_id FROM class_members WHERE student_id = :student)
            AND (due_at IS NULL OR due_at > :time)
          ORDER BY due_at IS NULL, due_at, created_at, id
          """,
        arguments: [
          "student": student.description, "time": time.microseconds,
          "lateness": Credit.latenessSeconds * 1_000_000,
        ]
      ).map { row in
        Homework(
          id: try UniqueID(column: 0, of: row), title: row[1], wordSetID: try UniqueID(column: 2, of: row),
          goalXP: row[3], dueAt: Timestamp.optional(column: 4, of: row), earnedXP: row[5])
      }
    }
  }

  private static let homeworkColumns = "id, class_id, title, word_set_id, goal_xp, due_at, created_at"
}
