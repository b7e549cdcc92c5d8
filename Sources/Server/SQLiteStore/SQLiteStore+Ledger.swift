import GRDB
public import Primitives
public import Store

extension SQLiteStore {
  /// See `Store`.
  public func conflicts(in batch: EventBatch) async throws(StoreError) -> [Int] {
    try await read { database in
      let ledger = Ledger(database)
      return try batch.events.indices.filter { try ledger.isConflict(batch.events[$0]) }
    }
  }

  /// See `Store`.
  public func total(of student: UniqueID) async throws(StoreError) -> StudentTotal {
    try await read { try Ledger($0).total(of: student) }
  }

  /// See `Store`.
  public func events(
    of student: UniqueID, limit: Int, before: EventCursor?
  ) async throws(StoreError) -> EventPage {
    try await read { try Ledger($0).events(of: student, limit: limit, before: before) }
  }

  /// See `Store`.
  public func mismatches() async throws(StoreError) -> [TotalMismatch] {
    try await read { database in
      try Row.fetchAll(database, sql: "SELECT student_id, total_xp, log_xp FROM xp_total_mismatches").map {
        TotalMismatch(studentID: try UniqueID(column: 0, of: $0), totalXP: $0[1], logXP: $0[2])
      }
    }
  }
}

extension UniqueID {
  /// The id in a column that the schema says holds one.
  init(column: Int, of row: Row) throws {
    guard let id = UniqueID(row[column] as String) else {
      throw StoreError.unavailable("an id in the database is damaged")
    }
    self = id
  }
}
