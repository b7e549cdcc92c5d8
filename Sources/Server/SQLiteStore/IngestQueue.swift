import GRDB
import Store
import Synchronization

/// Group commit: batches that arrive while a transaction is being committed wait, and share the next one.
///
/// Each batch has a savepoint, and so its own answer and its own all-or-nothing. A lone batch waits for nobody; the
/// more there are, the fewer fsyncs each one costs. Beyond `capacity` waiting batches new ones are refused at once.
final class IngestQueue: Sendable {
  /// How many batches may wait.
  static let capacity = 512
  /// How many share a transaction at most, so that no batch waits for an endless one.
  static let groupSize = 64

  private struct Job: Sendable {
    let batch: EventBatch
    let answer: CheckedContinuation<Result<IngestOutcome, StoreError>, Never>
  }

  private struct State {
    var waiting: [Job] = []
    /// A turn on the writer's queue is asked for or running.
    var isWriting = false
  }

  private let writer: any DatabaseWriter
  private let health: WriteHealth
  private let state = Mutex(State())

  init(writer: any DatabaseWriter, health: WriteHealth) {
    self.writer = writer
    self.health = health
  }

  /// Stores a batch; returns after the commit that contains it.
  func ingest(_ batch: EventBatch) async throws(StoreError) -> IngestOutcome {
    let result = await withCheckedContinuation { answer in
      enqueue(Job(batch: batch, answer: answer))
    }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
    let (isAccepted, mustStart) = state.withLock { state in
      guard state.waiting.count < Self.capacity else { return (false, false) }
      state.waiting.append(job)
      defer { state.isWriting = true }
      return (true, !state.isWriting)
    }
    if !isAccepted { job.answer.resume(returning: .failure(.overloaded)) }
    if mustStart { takeTurn() }
  }

  /// One group, then the end of the writer's line again: accounts and classes are written in between.
  private func takeTurn() {
    writer.asyncWriteWithoutTransaction { database in
      let jobs = self.state.withLock { state in
        let jobs = Array(state.waiting.prefix(Self.groupSize))
        state.waiting.removeFirst(jobs.count)
        if jobs.isEmpty { state.isWriting = false }
        return jobs
      }
      guard !jobs.isEmpty else { return }
      for (job, result) in zip(jobs, self.store(jobs.map(\.batch), in: database)) {
        job.answer.resume(returning: result)
      }
      self.takeTurn()
    }
  }

  /// Stores the batches in one transaction; the results in the same order.
  private func store(
    _ batches: [EventBatch], in database: Database
  ) -> [Result<IngestOutcome, StoreError>] {
    var results: [Result<IngestOutcome, StoreError>] = []
    do {
      try database.inTransaction(.immediate) {
        for batch in batches { results.append(try Self.storeOne(batch, in: database)) }
        return .commit
      }
      health.note(nil)
      return results
    } catch {
      let failure = StoreError(error)
      health.note(failure)
      // Whatever a batch was told within the transaction, none of it is true now.
      return batches.map { _ in .failure(failure) }
    }
  }

  /// Stores one batch within the transaction, or undoes it alone.
  ///
  /// - Throws: What spoils the whole transaction: a full disk, say.
  private static func storeOne(
    _ batch: EventBatch, in database: Database
  ) throws -> Result<IngestOutcome, StoreError> {
    var outcome = IngestOutcome.conflicting([])
    do {
      try database.inSavepoint {
        outcome = try Ledger(database).store(batch)
        if case .conflicting = outcome { return .rollback }
        return .commit
      }
      return .success(outcome)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      return .failure(StoreError(error))
    }
  }
}
