import Foundation
import GRDB
import Primitives

// How values of the domain are written to columns and read back.

extension UniqueID {
  /// The sixteen bytes of a BLOB column.
  var blob: Data { Data(bytes) }
}

/// The values of one row of a result.
///
/// GRDB's `Row` finds a column by its name too, and makes a dictionary of the names for it at every query; that took longer
/// than most queries of an outbox.
struct ResultRow {
  let values: [DatabaseValue]

  /// The value of a column; nil where it is NULL or of another type: a damaged file may hold any.
  func value<Value: DatabaseValueConvertible>(_ index: Int, as type: Value.Type = Value.self) -> Value? {
    Value.fromDatabaseValue(values[index])
  }

  /// The id in a BLOB column; nil where there is none.
  func id(at index: Int) -> UniqueID? {
    value(index, as: Data.self).flatMap { UniqueID(bytes: $0) }
  }

  /// The moment in an INTEGER column; nil where there is none.
  func time(at index: Int) -> Timestamp? {
    value(index, as: Int64.self).map { Timestamp(microseconds: $0) }
  }
}

/// The rows of a prepared statement, one after the other.
final class ResultCursor: DatabaseCursor {
  typealias Element = ResultRow

  let _statement: Statement
  var _isDone = false

  init(_ statement: Statement, _ arguments: StatementArguments) throws {
    _statement = statement
    try statement.setArguments(arguments)
  }

  func _element(sqliteStatement: SQLiteStatement) -> ResultRow {
    ResultRow(
      values: (0..<CInt(_statement.columnCount)).map {
        DatabaseValue(sqliteStatement: sqliteStatement, index: $0)
      })
  }
}

extension StatementArguments {
  /// The values in their order. GRDB's own initialiser for values of one type makes a key path at every call, which takes
  /// longer than to bind them.
  init(values: some Sequence<DatabaseValue>) {
    self.init(values.map { $0 as (any DatabaseValueConvertible)? })
  }
}

extension Database {
  /// Runs an operation in a transaction that has the right to write from its beginning, and commits it; rolls it back where
  /// the operation throws. Does what GRDB's `inTransaction(.immediate)` does, which prepares BEGIN and COMMIT anew each time.
  func inImmediateTransaction<Value>(_ operation: () throws -> Value) throws -> Value {
    try run("BEGIN IMMEDIATE")
    do {
      let value = try operation()
      try run("COMMIT")
      return value
    } catch {
      try? rollback()
      throw error
    }
  }

  /// Runs a statement that is prepared once a connection.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first row of a statement that is prepared once a connection. The others are read too: a statement holds its lock
  /// until its end.
  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> ResultRow? {
    try rows(sql, arguments).first
  }

  /// All rows of a statement that is prepared once a connection.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [ResultRow] {
    try Array(ResultCursor(cachedStatement(sql: sql), arguments))
  }
}
