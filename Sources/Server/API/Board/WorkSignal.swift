import Synchronization

/// Wakes tasks that have work to do; the signals of a time when they work are one.
final class WorkSignal: Sendable {
  private struct State {
    var isSet = false
    var isClosed = false
    var waiters: [CheckedContinuation<Void, Never>] = []
    /// Counts the waits that began, so that a late alarm wakes nobody.
    var number = 0
  }

  private let state = Mutex(State())

  /// There is work.
  func signal() {
    wake { state in
      state.isSet = true
      return true
    }
  }

  /// There is no more work, ever.
  func close() {
    wake { state in
      state.isClosed = true
      return true
    }
  }

  /// Waits for work, or until so much time has passed; false once closed.
  func next(orAfter time: Duration?) async -> Bool {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    let alarm = time.map { time in
      Task {
        try? await Task.sleep(for: time)
        wake { $0.number == number }
      }
    }
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        guard !state.isSet, !state.isClosed else { return true }
        state.waiters.append(continuation)
        return false
      }
      if isReady { continuation.resume() }
    }
    alarm?.cancel()
    return state.withLock { state in
      state.isSet = false
      return !state.isClosed
    }
  }

  /// Lets work gather for so long; not at all once closed.
  func rest(_ time: Duration) async {
    if state.withLock({ $0.isClosed }) { return }
    try? await Task.sleep(for: time)
  }

  private func wake(if condition: (inout State) -> Bool) {
    let waiters = state.withLock { state in
      guard condition(&state) else { return [] as [CheckedContinuation<Void, Never>] }
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
