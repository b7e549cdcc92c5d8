import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func addClass(_ new: NewClass) async throws(StoreError) -> Bool {
    try await write { database in
      try database.execute(
        sql: """
          INSERT INTO classes (id, teacher_id, name, code, created_at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (code) DO NOTHING
          """,
        arguments: [
          new.schoolClass.id.description, new.teacherID.description, new.schoolClass.name,
          new.schoolClass.code, new.createdAt.microseconds,
        ])
      return database.changesCount == 1
    }
  }

  package func schoolClass(withCode code: String) async throws(StoreError) -> StoredClass? {
    try await read { try Self.classes(where: "code = ?", code, in: $0).first }
  }

  package func classes(of teacher: UniqueID) async throws(StoreError) -> [StoredClass] {
    try await read { try Self.classes(where: "teacher_id = ?", teacher.description, in: $0) }
  }

  package func student(
    named name: NameKey, in schoolClass: UniqueID
  ) async throws(StoreError) -> StudentCredentials? {
    try await read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT id, pin_hash FROM students JOIN class_members ON student_id = id
          WHERE class_id = :class AND (name_key = :exact OR look_key = :look) ORDER BY name_key = :exact DESC LIMIT 1
          """,
        arguments: ["class": schoolClass.description, "exact": name.exact, "look": name.look])
      return try row.map { StudentCredentials(id: try UniqueID(column: 0, of: $0), pinHash: $0[1]) }
    }
  }

  package func addStudent(
    _ new: NewStudent, classLimit: Int
  ) async throws(StoreError) -> AddStudentOutcome {
    try await write { database in
      let isTaken = try database.hasRow(
        "SELECT 1 FROM class_members WHERE class_id = ? AND (name_key = ? OR look_key = ?)",
        [new.classID.description, new.nameKey.exact, new.nameKey.look])
      guard !isTaken else { return .nameTaken }
      guard
        try database.hasRow("SELECT 1 FROM classes WHERE id = ? AND is_joinable", [new.classID.description])
      else { return .notJoinable }
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM class_members WHERE class_id = ?",
        arguments: [new.classID.description])
      guard (count ?? 0) < classLimit else { return .classFull }
      let id = try Self.unusedID(for: new, in: database)
      let time = new.createdAt.microseconds
      try database.execute(
        sql: "INSERT INTO students (id, display_name, pin_hash, created_at) VALUES (?, ?, ?, ?)",
        arguments: [id.description, new.displayName, new.pinHash, time])
      try database.execute(
        sql: """
          INSERT INTO class_members (class_id, name_key, look_key, student_id, joined_at) VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          new.classID.description, new.nameKey.exact, new.nameKey.look, id.description, time,
        ])
      try Self.insert(new.token, of: .student(id), at: new.createdAt, in: database)
      return .added(id)
    }
  }

  private static func unusedID(for new: NewStudent, in database: Database) throws -> UniqueID {
    guard let proposed = new.proposedID else { return new.fallbackID }
    let isKnown = try database.hasRow("SELECT 1 FROM students WHERE id = ?", [proposed.description])
    return isKnown ? new.fallbackID : proposed
  }

  /// The classes that a condition with one parameter holds for, the oldest first.
  static func classes(
    where condition: String, _ argument: String, in database: Database
  ) throws -> [StoredClass] {
    try Row.fetchAll(
      database,
      sql: "SELECT id, name, code, is_joinable FROM classes WHERE \(condition) ORDER BY created_at, id",
      arguments: [argument]
    ).map { StoredClass(id: try UniqueID(column: 0, of: $0), name: $0[1], code: $0[2], isJoinable: $0[3]) }
  }
}
