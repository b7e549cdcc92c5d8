import Store
import Synchronization

/// Group commit: batches that arrive while others are being committed wait, and share the next transaction.
///
/// Each keeps its own answer and its own all-or-nothing (see `Store.ingest`). A lone batch waits for nobody; the more
/// there are, the less each one costs. Beyond `capacity` waiting batches new ones are refused at once.
final class GroupCommit: Sendable {
  private struct Job: Sendable {
    let batch: EventBatch
    let answer: CheckedContinuation<Result<IngestOutcome, StoreError>, Never>
  }

  private struct State {
    var waiting: [Job] = []
    /// Calls of the store that are under way.
    var lanes = 0
  }

  private let store: any Store
  private let capacity: Int
  private let groupSize: Int
  private let state = Mutex(State())

  /// - Parameters:
  ///   - capacity: How many batches may wait.
  ///   - groupSize: How many share a transaction at most, so that no batch waits for an endless one.
  init(store: any Store, capacity: Int, groupSize: Int) {
    self.store = store
    self.capacity = capacity
    self.groupSize = groupSize
  }

  /// Stores a batch; returns after the commit that contains it.
  ///
  /// - Throws: `.overloaded` where too many batches are waiting already; nothing was stored then.
  func ingest(_ batch: EventBatch) async throws(StoreError) -> IngestOutcome {
    let result = await withCheckedContinuation { answer in enqueue(Job(batch: batch, answer: answer)) }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
    let (isAccepted, opensLane) = state.withLock { state in
      guard state.waiting.count < capacity else { return (false, false) }
      state.waiting.append(job)
      guard state.lanes < store.ingestLanes else { return (true, false) }
      state.lanes += 1
      return (true, true)
    }
    if !isAccepted { job.answer.resume(returning: .failure(.overloaded)) }
    if opensLane { Task { await runLane() } }
  }

  /// Stores one group after the other until nothing waits.
  private func runLane() async {
    while let jobs = nextGroup() {
      let results = await store(jobs.map(\.batch))
      for (job, result) in zip(jobs, results) { job.answer.resume(returning: result) }
    }
  }

  private func nextGroup() -> [Job]? {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.lanes -= 1
        return nil
      }
      defer { state.waiting.removeFirst(min(groupSize, state.waiting.count)) }
      return Array(state.waiting.prefix(groupSize))
    }
  }

  /// A result for each batch, whatever happens.
  private func store(_ batches: [EventBatch]) async -> [Result<IngestOutcome, StoreError>] {
    do {
      let results = try await store.ingest(batches)
      if results.count == batches.count { return results }
      return batches.map { _ in .failure(.unavailable("the store gave \(results.count) answers")) }
    } catch {
      return batches.map { _ in .failure(error) }
    }
  }
}
