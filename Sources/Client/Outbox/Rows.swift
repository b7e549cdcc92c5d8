import Foundation
import GRDB
import Primitives

// How values of the domain are written to columns and read back.

extension UniqueID {
  /// The sixteen bytes of a BLOB column.
  var blob: Data { Data(bytes) }
}

extension Row {
  /// The value of a column; nil where it is NULL or of another type. GRDB's own subscript ends the program on
  /// a type that doesn't fit, and a damaged file may hold any.
  func value<Value: DatabaseValueConvertible>(_ index: Int, as type: Value.Type = Value.self) -> Value? {
    Value.fromDatabaseValue(self[index] as DatabaseValue)
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

extension Database {
  /// Runs a statement that is prepared once a connection.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first row of a statement that is prepared once a connection.
  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// All rows of a statement that is prepared once a connection.
  func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
    try Row.fetchAll(cachedStatement(sql: sql), arguments: arguments)
  }
}
