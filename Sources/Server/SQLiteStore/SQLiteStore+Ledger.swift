import GRDB
package import Primitives
package import Store
import Synchronization

extension SQLiteStore {
  /// There is one writer.
  package var ingestWorkers: Int { 1 }

  package func ingest(
    _ batches: [EventBatch]
  ) async throws(StoreError) -> [Result<IngestOutcome, StoreError>] {
    let (results, newEvents) = try await write { database in
      var newEvents = 0
      let results = try batches.map { try Self.ingest($0, newEvents: &newEvents, in: database) }
      return (results, newEvents)
    }
    newEventCount.add(newEvents, ordering: .sequentiallyConsistent)
    return results
  }

  package var storedEvents: Int? { newEventCount.load(ordering: .sequentiallyConsistent) }

  /// Stores one batch within the transaction, or undoes it alone.
  ///
  /// - Throws: What spoils the whole transaction: a full disk, say.
  private static func ingest(
    _ batch: EventBatch, newEvents: inout Int, in database: Database
  ) throws -> Result<IngestOutcome, StoreError> {
    var (outcome, own) = (IngestOutcome.conflicting([]), 0)
    do {
      try database.inSavepoint {
        outcome = try Ledger(database).store(batch, newEvents: &own)
        if case .stored = outcome { return .commit }
        return .rollback
      }
      if case .stored = outcome { newEvents += own }
      return .success(outcome)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return .failure(StoreError(error))
    }
  }

  package func conflicts(in batch: EventBatch) async throws(StoreError) -> [Int] {
    try await read { database in
      let ledger = Ledger(database)
      return try batch.events.indices.filter { try ledger.isConflict(batch.events[$0]) }
    }
  }

  package func total(of student: UniqueID) async throws(StoreError) -> StudentTotal {
    try await read { try Ledger($0).total(of: student) }
  }

  package func events(
    of student: UniqueID, limit: Int, before: EventCursor?
  ) async throws(StoreError) -> EventPage {
    try await read { try Ledger($0).events(of: student, limit: limit, before: before) }
  }

  package func mismatches() async throws(StoreError) -> [TotalMismatch] {
    try await read { try Self.mismatches(in: $0) }
  }
}
