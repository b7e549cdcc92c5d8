import GRDB
public import Primitives
public import Store

extension SQLiteStore {
  /// See `Store`. There is one writer.
  public var ingestLanes: Int { 1 }

  /// See `Store`.
  public func ingest(
    _ batches: [EventBatch]
  ) async throws(StoreError) -> [Result<IngestOutcome, StoreError>] {
    try await write { database in try batches.map { try Self.ingest($0, in: database) } }
  }

  /// Stores one batch within the transaction, or undoes it alone.
  ///
  /// - Throws: What spoils the whole transaction: a full disk, say.
  private static func ingest(
    _ batch: EventBatch, in database: Database
  ) throws -> Result<IngestOutcome, StoreError> {
    var outcome = IngestOutcome.conflicting([])
    do {
      try database.inSavepoint {
        outcome = try Ledger(database).store(batch)
        if case .stored = outcome { return .commit }
        return .rollback
      }
      return .success(outcome)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return .failure(StoreError(error))
    }
  }

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
      try Row.fetchAll(database, sql: "SELECT student_id, total_xp, log_xp, 1, 1 FROM xp_total_mismatches")
        .map {
          TotalMismatch(
            studentID: try UniqueID(column: 0, of: $0), totalXP: $0[1], logXP: $0[2], gamesPlayed: $0[3],
            logGames: $0[4])
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
