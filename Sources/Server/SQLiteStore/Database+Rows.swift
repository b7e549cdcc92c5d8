import GRDB
import Primitives
import Store

extension Database {
  /// True where the query gives a row. The statement is kept for the next time.
  func hasRow(_ sql: String, _ arguments: StatementArguments) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT EXISTS (\(sql))")
    return try Bool.fetchOne(statement, arguments: arguments) ?? false
  }

  /// True where the class is one of the teacher's.
  func teaches(_ teacher: UniqueID, _ schoolClass: UniqueID) throws -> Bool {
    try hasRow(
      "SELECT 1 FROM classes WHERE id = ? AND teacher_id = ?",
      [schoolClass.description, teacher.description])
  }

  /// True where the student is in the class.
  func isMember(_ student: UniqueID, of schoolClass: UniqueID) throws -> Bool {
    try hasRow(
      "SELECT 1 FROM class_members WHERE student_id = ? AND class_id = ?",
      [student.description, schoolClass.description])
  }
}

extension UniqueID {
  /// The id in a column that the schema says holds one.
  init(column: Int, of row: Row) throws {
    guard let id = try Self.optional(column: column, of: row) else { throw Self.damaged }
    self = id
  }

  /// The id in a column that the schema says holds one or NULL.
  static func optional(column: Int, of row: Row) throws -> UniqueID? {
    guard let text = row[column] as String? else { return nil }
    guard let id = UniqueID(text) else { throw damaged }
    return id
  }

  private static let damaged = StoreError.unavailable("an id in the database is damaged")
}

extension Timestamp {
  /// The moment in a column that may be NULL.
  static func optional(column: Int, of row: Row) -> Timestamp? {
    (row[column] as Int64?).map { Timestamp(microseconds: $0) }
  }
}
