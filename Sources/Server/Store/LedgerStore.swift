package import Primitives

/// The events and totals of a `Store`.
package protocol LedgerStore: Sendable {
  /// How many calls of `ingest` are worth having under way at the same time.
  var ingestWorkers: Int { get }

  /// How many events `ingest` of batches has stored for the first time since this object was made: what was acknowledged
  /// beyond that had been stored before. Nil where the store does not count.
  var storedEvents: Int? { get }

  /// Stores batches of any students, each all or nothing, together in one transaction: a bad one spoils no other.
  ///
  /// - Parameter batches: At least one; several may be of the same student.
  /// - Returns: What became of each, in their order. `.failure(.refused)` for one that broke a constraint.
  /// - Throws: Where nothing of any batch was stored.
  func ingest(_ batches: [EventBatch]) async throws(StoreError) -> [Result<IngestOutcome, StoreError>]

  /// The places in `batch.events` of those whose id is stored with another owner or payload. Changes nothing.
  func conflicts(in batch: EventBatch) async throws(StoreError) -> [Int]

  /// What the ledger says of a student; zeros for one without events.
  func total(of student: UniqueID) async throws(StoreError) -> StudentTotal

  /// A student's events, those stored last first.
  ///
  /// - Parameters:
  ///   - limit: How many at most; at least 1.
  ///   - before: Where the page before this one ended; nil for the newest.
  func events(
    of student: UniqueID, limit: Int, before: EventCursor?
  ) async throws(StoreError) -> EventPage

  /// The students whose total is not what their log adds up to: empty, or the store is broken.
  func mismatches() async throws(StoreError) -> [TotalMismatch]
}

extension LedgerStore {
  /// Not counted.
  package var storedEvents: Int? { nil }
}
