import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func setJoinable(
    _ isJoinable: Bool, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    try await write { database in
      try database.execute(
        sql: "UPDATE classes SET is_joinable = ? WHERE id = ? AND teacher_id = ?",
        arguments: [isJoinable, schoolClass.description, teacher.description])
      return database.changesCount == 1
    }
  }

  package func setCode(
    _ code: String, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> SetCodeOutcome {
    try await write { database in
      guard try database.teaches(teacher, schoolClass) else { return .noSuchClass }
      guard try !database.hasRow("SELECT 1 FROM classes WHERE code = ?", [code]) else { return .taken }
      try database.execute(
        sql: "UPDATE classes SET code = ? WHERE id = ?", arguments: [code, schoolClass.description])
      return .changed
    }
  }

  package func namesWithoutLook(in schoolClass: UniqueID) async throws(StoreError) -> [NameWithoutLook] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT name_key, display_name FROM class_members JOIN students ON id = student_id
          WHERE class_id = ? AND look_key IS NULL ORDER BY joined_at, name_key
          """,
        arguments: [schoolClass.description]
      ).map { NameWithoutLook(exact: $0[0], displayName: $0[1]) }
    }
  }

  package func setLooks(_ names: [NameKey], in schoolClass: UniqueID) async throws(StoreError) {
    try await write { database in
      for name in names {
        try database.execute(
          sql: """
            UPDATE class_members SET look_key = :look
            WHERE class_id = :class AND name_key = :exact AND look_key IS NULL AND NOT EXISTS (
              SELECT 1 FROM class_members WHERE class_id = :class AND look_key = :look)
            """,
          arguments: ["class": schoolClass.description, "exact": name.exact, "look": name.look])
      }
    }
  }

  package func begin(
    _ attempt: PINAttempt, at time: Timestamp, patience: PINPatience
  ) async throws(StoreError) -> Int? {
    try await write { database in
      let now = time.microseconds
      try database.execute(
        sql: "DELETE FROM pin_attempts WHERE student_id = ? AND last_at <= ?",
        arguments: [attempt.student.description, now - Int64(patience.memory) * 1_000_000])
      // A clock that went back keeps nobody waiting longer.
      try database.execute(
        sql: "UPDATE pin_attempts SET last_at = :now WHERE student_id = :student AND last_at > :now",
        arguments: ["now": now, "student": attempt.student.description])
      let counts = try attempt.counts(patience).map { count in
        let row = try Row.fetchOne(
          database, sql: "SELECT wrong, last_at FROM pin_attempts WHERE student_id = ? AND source = ?",
          arguments: [attempt.student.description, count.source])
        let age = row.map { now - ($0[1] as Int64) } ?? 0
        var wrong: Int = row?[0] ?? 0
        if wrong < count.limit, age >= Int64(count.window) * 1_000_000 { wrong = 0 }
        let wait = Int64(patience.wait(after: wrong, limit: count.limit)) * 1_000_000 - age
        return (source: count.source, wrong: wrong, wait: wait)
      }
      if let wait = counts.map(\.wait).max(), wait > 0 { return Int((wait + 999_999) / 1_000_000) }
      for count in counts {
        try database.execute(
          sql: """
            INSERT INTO pin_attempts (student_id, source, wrong, last_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (student_id, source) DO UPDATE SET wrong = excluded.wrong, last_at = excluded.last_at
            """,
          arguments: [attempt.student.description, count.source, count.wrong + 1, now])
      }
      return nil
    }
  }

  package func end(_ attempt: PINAttempt, _ verdict: PINVerdict) async throws(StoreError) {
    guard verdict != .wrong else { return }
    try await write { database in
      for source in attempt.sources {
        let isCleared = verdict == .right && !source.isEmpty
        try database.execute(
          sql: "DELETE FROM pin_attempts WHERE student_id = ? AND source = ? AND (wrong = 1 OR ?)",
          arguments: [attempt.student.description, source, isCleared])
        try database.execute(
          sql: "UPDATE pin_attempts SET wrong = wrong - 1 WHERE student_id = ? AND source = ?",
          arguments: [attempt.student.description, source])
      }
    }
  }
}
