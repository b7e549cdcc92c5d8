import Synchronization

/// Jobs that wait, of which each key has the first done before any has the second.
final class Turns<Key: Hashable & Sendable>: Sendable {
  typealias Job = @Sendable () -> Void

  private struct State {
    /// Those with jobs that wait; the first one's turn comes next.
    var order: [Key] = []
    var jobs: [Key: [Job]] = [:]
    var count = 0
  }

  private let capacity: Int
  private let capacityPerKey: Int
  private let state = Mutex(State())

  init(capacity: Int, capacityPerKey: Int) {
    self.capacity = capacity
    self.capacityPerKey = capacityPerKey
  }

  /// Has a job wait for its turn; false, and nothing waits, where there is no room.
  func add(_ key: Key, _ job: @escaping Job) -> Bool {
    state.withLock { state in
      let waiting = state.jobs[key]?.count ?? 0
      guard state.count < capacity, waiting < capacityPerKey else { return false }
      if waiting == 0 { state.order.append(key) }
      state.jobs[key, default: []].append(job)
      state.count += 1
      return true
    }
  }

  /// Takes the job whose turn it is out; nil where none waits.
  func next() -> Job? {
    state.withLock { state in
      guard !state.order.isEmpty else { return nil }
      let key = state.order.removeFirst()
      var jobs = state.jobs.removeValue(forKey: key) ?? []
      let job = jobs.removeFirst()
      state.count -= 1
      if !jobs.isEmpty {
        state.jobs[key] = jobs
        state.order.append(key)
      }
      return job
    }
  }
}
