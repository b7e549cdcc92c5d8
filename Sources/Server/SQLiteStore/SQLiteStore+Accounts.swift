import Foundation
import GRDB
package import Primitives
package import Store

extension SQLiteStore {
  package func accounts(for tokens: [TokenHash]) async throws(StoreError) -> [AccountTotal?] {
    try await read { database in
      try tokens.map { token in
        guard let account = try Self.account(for: token, in: database) else { return nil }
        guard case .student(let student) = account else { return AccountTotal(account: account, total: nil) }
        return AccountTotal(account: account, total: try Ledger(database).total(of: student))
      }
    }
  }

  private static func account(for token: TokenHash, in database: Database) throws -> Account? {
    let statement = try database.cachedStatement(
      sql: "SELECT student_id IS NOT NULL, coalesce(student_id, teacher_id) FROM tokens WHERE hash = ?")
    guard let row = try Row.fetchOne(statement, arguments: [token.blob]) else { return nil }
    let id = try UniqueID(column: 1, of: row)
    return row[0] ? .student(id) : .teacher(id)
  }

  package func signedOutStudents(
    by tokens: [TokenHash]
  ) async throws(StoreError) -> [SignedOutStudent?] {
    try await read { database in
      let statement = try database.cachedStatement(
        sql: """
          SELECT dead_tokens.student_id, \(Presence.columns) FROM dead_tokens
          LEFT JOIN presence ON presence.student_id = dead_tokens.student_id WHERE hash = ?
          """)
      return try tokens.map { token in
        try Row.fetchOne(statement, arguments: [token.blob]).map { row in
          let student = try UniqueID(column: 0, of: row)
          return SignedOutStudent(
            studentID: student, presence: try Presence(of: student, in: row, from: 1))
        }
      }
    }
  }

  package func profile(of account: Account) async throws(StoreError) -> Profile? {
    let (names, classes) =
      switch account {
      case .student: ("students", "id IN (SELECT class_id FROM class_members WHERE student_id = ?)")
      case .teacher: ("teachers", "teacher_id = ?")
      }
    return try await read { database in
      let id = account.id.description
      guard
        let name = try String.fetchOne(
          database, sql: "SELECT display_name FROM \(names) WHERE id = ?", arguments: [id])
      else { return nil }
      return Profile(displayName: name, classes: try Self.classes(where: classes, id, in: database))
    }
  }

  package func addToken(
    _ token: TokenHash, to student: UniqueID, at time: Timestamp, limit: Int
  ) async throws(StoreError) {
    try await write { database in
      try database.execute(
        sql: """
          DELETE FROM tokens WHERE hash IN (
            SELECT hash FROM tokens WHERE student_id = ? ORDER BY created_at DESC, hash LIMIT -1 OFFSET ?)
          """,
        arguments: [student.description, limit - 1])
      try database.execute(
        sql: "DELETE FROM dead_tokens WHERE student_id = ?", arguments: [student.description])
      try Self.insert(token, of: .student(student), at: time, in: database)
    }
  }

  package func removeToken(_ token: TokenHash) async throws(StoreError) {
    try await write {
      try $0.execute(sql: "DELETE FROM tokens WHERE hash = ?", arguments: [token.blob])
    }
  }

  package func hasTeacher() async throws(StoreError) -> Bool {
    try await read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM teachers)") ?? false }
  }

  package func connectionRecord() async throws(StoreError) -> ConnectionRecord {
    try await read { database in
      ConnectionRecord(
        keyFingerprint: try String.fetchOne(database, sql: "SELECT key_fingerprint FROM ledger_identity"),
        hasStudents: try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM students)") ?? false)
    }
  }

  package func recordKey(_ fingerprint: String) async throws(StoreError) {
    try await write { database in
      try database.execute(
        sql: "UPDATE ledger_identity SET key_fingerprint = ?", arguments: [fingerprint])
    }
  }

  package func addTeacher(_ teacher: NewTeacher) async throws(StoreError) {
    try await write { database in
      try database.execute(
        sql: "INSERT INTO teachers (id, display_name, created_at) VALUES (?, ?, ?)",
        arguments: [teacher.id.description, teacher.displayName, teacher.createdAt.microseconds])
      try Self.insert(teacher.token, of: .teacher(teacher.id), at: teacher.createdAt, in: database)
    }
  }

  package func replaceTeacherTokens(
    with token: TokenHash, at time: Timestamp
  ) async throws(StoreError) -> Bool {
    try await write { database in
      guard
        let row = try Row.fetchOne(database, sql: "SELECT id FROM teachers ORDER BY created_at, id LIMIT 1")
      else { return false }
      let id = try UniqueID(column: 0, of: row)
      try database.execute(sql: "DELETE FROM tokens WHERE teacher_id = ?", arguments: [id.description])
      try Self.insert(token, of: .teacher(id), at: time, in: database)
      return true
    }
  }

  static func insert(
    _ token: TokenHash, of account: Account, at time: Timestamp, in database: Database
  ) throws {
    let (student, teacher): (UniqueID?, UniqueID?) =
      switch account {
      case .student(let id): (id, nil)
      case .teacher(let id): (nil, id)
      }
    try database.execute(
      sql: "INSERT INTO tokens (hash, student_id, teacher_id, created_at) VALUES (?, ?, ?, ?)",
      arguments: [token.blob, student?.description, teacher?.description, time.microseconds])
  }
}

extension TokenHash {
  /// The bytes as GRDB binds a BLOB.
  var blob: Data { Data(bytes) }
}
