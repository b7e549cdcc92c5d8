import Store
import Synchronization

/// Calls of the store that several requests share: what arrives while a call is under way waits, and is handed over
/// with the next one. Group commit, where the call stores batches.
///
/// Each item keeps its own answer. A lone one waits for nobody; the more there are, the less each one costs. Beyond
/// `capacity` waiting items new ones are refused at once.
final class GroupedCalls<Item: Sendable, Answer: Sendable>: Sendable {
  private struct Job: Sendable {
    let item: Item
    let weight: Int
    let answer: CheckedContinuation<Result<Answer, StoreError>, Never>
  }

  private struct State {
    var waiting: [Job] = []
    /// The weight of those that wait.
    var weight = 0
    /// Workers without a call.
    var idle: [BlockingExecutor]
  }

  /// Hands items over to the store. An answer for each, in their order.
  typealias Call = @Sendable ([Item]) async throws(StoreError) -> [Result<Answer, StoreError>]

  private let workers: Int
  private let capacity: Int
  private let size: GroupSize
  private let weigh: @Sendable (Item) -> Int
  private let call: Call
  private let state: Mutex<State>

  /// - Parameters:
  ///   - label: The name of its threads, for those who look at the process.
  ///   - workers: How many calls may be under way at the same time; at least 1.
  ///   - capacity: How many items may wait.
  ///   - size: How many share a call.
  ///   - weigh: What an item weighs; at least 0.
  init(
    label: String, workers: Int = 1, capacity: Int, size: GroupSize,
    weigh: @escaping @Sendable (Item) -> Int = { _ in 1 }, call: @escaping Call
  ) {
    self.workers = workers
    self.capacity = capacity
    self.size = size
    self.weigh = weigh
    self.call = call
    // A thread for each: on its way through others, each group would wait for processors as often as it changes them.
    state = Mutex(State(idle: (0..<workers).map { _ in BlockingExecutor(label: label) }))
  }

  /// How many items wait at this moment.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Hands an item over; returns after the call that contained it.
  ///
  /// - Throws: `.overloaded` where too many are waiting already; the store was not asked then.
  func callAsFunction(_ item: Item) async throws(StoreError) -> Answer {
    let weight = weigh(item)
    let result = await withCheckedContinuation { answer in
      enqueue(Job(item: item, weight: weight, answer: answer))
    }
    return try result.get()
  }

  private func enqueue(_ job: Job) {
    let (isAccepted, worker) = state.withLock { state -> (Bool, BlockingExecutor?) in
      guard state.waiting.count < capacity else { return (false, nil) }
      state.waiting.append(job)
      state.weight += job.weight
      return (true, isWorthWorker(state) ? state.idle.popLast() : nil)
    }
    if !isAccepted { job.answer.resume(returning: .failure(.overloaded)) }
    if let worker { Task(executorPreference: worker) { await self.run(worker) } }
  }

  /// Makes one call after the other until nothing waits.
  private func run(_ worker: BlockingExecutor) async {
    while let jobs = nextGroup(of: worker) {
      let results = await answers(to: jobs.map(\.item))
      for (job, result) in zip(jobs, results) { job.answer.resume(returning: result) }
    }
  }

  /// The next group of a worker; nil makes it idle. What is left waiting then is taken by another, which is under way.
  private func nextGroup(of worker: BlockingExecutor) -> [Job]? {
    state.withLock { state in
      state.idle.append(worker)
      guard !state.waiting.isEmpty, isWorthWorker(state) else { return nil }
      state.idle.removeLast()
      var (count, weight) = (0, 0)
      for job in state.waiting.prefix(size.items) {
        guard count == 0 || weight + job.weight <= size.weight else { break }
        count += 1
        weight += job.weight
      }
      defer { state.waiting.removeFirst(count) }
      state.weight -= weight
      return Array(state.waiting.prefix(count))
    }
  }

  /// True where one more worker beside those under way has enough to do.
  private func isWorthWorker(_ state: State) -> Bool {
    state.idle.count == workers || state.weight >= size.minimumWeightPerWorker
  }

  /// A result for each item, whatever happens.
  private func answers(to items: [Item]) async -> [Result<Answer, StoreError>] {
    do {
      let results = try await call(items)
      if results.count == items.count { return results }
      return items.map { _ in .failure(.unavailable("the store gave \(results.count) answers")) }
    } catch {
      return items.map { _ in .failure(error) }
    }
  }
}

/// How large groups are.
struct GroupSize: Sendable {
  /// Items of a group at most.
  var items: Int
  /// What the items of a group weigh together at most, so that none waits for an endless one; an item that weighs more
  /// goes alone.
  var weight = Int.max
  /// What has to wait for a call of its own while another is under way. Less waits for its end: many small groups cost
  /// more than a few large ones, and every pupil would wait longer.
  var minimumWeightPerWorker = 1
}
