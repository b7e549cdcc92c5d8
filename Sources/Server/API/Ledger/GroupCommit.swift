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
    /// The events of those that wait.
    var events = 0
    /// Calls of the store that are under way.
    var lanes = 0
    /// Where lanes ran that are closed now, for those to come.
    var idle: [BlockingExecutor] = []
  }

  /// How large groups are.
  struct Size {
    /// Batches of a group at most.
    var batches: Int
    /// Events of a group at most, so that no batch waits for an endless one; a batch larger than that goes alone.
    var events: Int
    /// Events that are worth a call of their own while another is under way. Fewer wait for its end: many small groups
    /// cost more than a few large ones, and every pupil would wait longer.
    var eventsWorthLane: Int
  }

  /// As `Store.ingest`.
  typealias Ingest =
    @Sendable ([EventBatch]) async throws(StoreError) -> [Result<IngestOutcome, StoreError>]

  private let laneCount: Int
  private let ingestGroup: Ingest
  private let capacity: Int
  private let size: Size
  private let state = Mutex(State())

  /// - Parameters:
  ///   - capacity: How many batches may wait.
  ///   - size: How many share a transaction.
  convenience init(store: any Store, capacity: Int, size: Size) {
    self.init(lanes: store.ingestLanes, capacity: capacity, size: size) {
      batches throws(StoreError) in try await store.ingest(batches)
    }
  }

  init(lanes: Int, capacity: Int, size: Size, ingest: @escaping Ingest) {
    laneCount = lanes
    ingestGroup = ingest
    self.capacity = capacity
    self.size = size
  }

  /// How many batches wait at this moment.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Stores a batch; returns after the commit that contains it.
  ///
  /// - Throws: `.overloaded` where too many batches are waiting already; nothing was stored then.
  func ingest(_ batch: EventBatch) async throws(StoreError) -> IngestOutcome {
    let result = await withCheckedContinuation { answer in enqueue(Job(batch: batch, answer: answer)) }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
    let (isAccepted, lane) = state.withLock { state -> (Bool, BlockingExecutor?) in
      guard state.waiting.count < capacity else { return (false, nil) }
      state.waiting.append(job)
      state.events += job.batch.events.count
      guard state.lanes < laneCount, isWorthLane(state) else { return (true, nil) }
      state.lanes += 1
      return (true, state.idle.popLast() ?? BlockingExecutor(label: "commits"))
    }
    if !isAccepted { job.answer.resume(returning: .failure(.overloaded)) }
    // A thread of its own: on its way through others, each group would wait for processors as often as it changes them.
    if let lane { Task(executorPreference: lane) { await self.run(lane) } }
  }

  /// Stores one group after the other until nothing waits.
  private func run(_ lane: BlockingExecutor) async {
    while let jobs = nextGroup(of: lane) {
      let results = await store(jobs.map(\.batch))
      for (job, result) in zip(jobs, results) { job.answer.resume(returning: result) }
    }
  }

  /// The next group of a lane; nil closes the lane. What is left waiting then is taken by another, which is under way.
  private func nextGroup(of lane: BlockingExecutor) -> [Job]? {
    state.withLock { state in
      state.lanes -= 1
      guard !state.waiting.isEmpty, isWorthLane(state) else {
        state.idle.append(lane)
        return nil
      }
      state.lanes += 1
      var (count, events) = (0, 0)
      for job in state.waiting.prefix(size.batches) {
        guard count == 0 || events + job.batch.events.count <= size.events else { break }
        count += 1
        events += job.batch.events.count
      }
      defer { state.waiting.removeFirst(count) }
      state.events -= events
      return Array(state.waiting.prefix(count))
    }
  }

  /// True where one more lane beside those under way has enough to do.
  private func isWorthLane(_ state: State) -> Bool {
    state.lanes == 0 || state.events >= size.eventsWorthLane
  }

  /// A result for each batch, whatever happens.
  private func store(_ batches: [EventBatch]) async -> [Result<IngestOutcome, StoreError>] {
    do {
      let results = try await ingestGroup(batches)
      if results.count == batches.count { return results }
      return batches.map { _ in .failure(.unavailable("the store gave \(results.count) answers")) }
    } catch {
      return batches.map { _ in .failure(error) }
    }
  }
}
