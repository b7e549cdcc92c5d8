import Glibc
package import Sync

/// A clock that only its test turns, and what is to happen by it: all of it on the test's thread, in an order that nothing
/// but the calls decides.
///
/// `@unchecked Sendable`: everything is done on the thread that made it, which each call makes sure of.
package final class VirtualScheduler: Scheduler, @unchecked Sendable {
  private var time: Int64
  private var ready: [() -> Void] = []
  private var timers: [Int: (moment: Int64, handler: () -> Void)] = [:]
  private var lastTimer = 0
  private let thread = pthread_self()

  /// A scheduler with nothing to do, at that moment of its clock in milliseconds.
  package init(now: Int64 = 1_000_000) { time = now }

  /// The clock, which stands still but for `run` and `advance`.
  package var now: Int64 {
    checkThread()
    return time
  }

  /// See `Scheduler`.
  package func perform(_ body: @escaping @Sendable () -> Void) {
    checkThread()
    ready.append(body)
  }

  /// See `Scheduler`.
  package func performAndWait<Value: Sendable>(_ body: @Sendable () -> Value) -> Value {
    runReady()
    return body()
  }

  /// See `Scheduler`.
  package func makeTimer(leeway: Int64, handler: @escaping () -> Void) -> any SchedulerTimer {
    checkThread()
    lastTimer += 1
    return Timer(of: self, number: lastTimer, handler: handler)
  }

  // MARK: For the test

  /// Does what is to be done at this moment, and what follows from it without time passing.
  package func runReady() {
    checkThread()
    while true {
      // What was handed over goes before timers that are due.
      if !ready.isEmpty {
        ready.removeFirst()()
      } else if let (number, timer) = nextTimer, timer.moment <= time {
        timers[number] = nil
        timer.handler()
      } else {
        return
      }
    }
  }

  /// Lets time pass, with everything that happens meanwhile at its moment.
  package func advance(by milliseconds: Int64) {
    _ = run(upTo: milliseconds) { false }
  }

  /// Lets time pass until something is so.
  ///
  /// - Parameter milliseconds: What passes at most; all of it where it never comes to be so.
  /// - Returns: True where it came to be so.
  package func run(upTo milliseconds: Int64 = 600_000, until isSo: () -> Bool) -> Bool {
    let end = time + milliseconds
    while true {
      runReady()
      if isSo() { return true }
      guard let (_, timer) = nextTimer, timer.moment <= end else {
        time = end
        return false
      }
      time = max(time, timer.moment)
    }
  }

  /// Calls `body` once, after that many milliseconds.
  package func after(_ milliseconds: Int64, _ body: @escaping () -> Void) {
    checkThread()
    lastTimer += 1
    timers[lastTimer] = (time + max(0, milliseconds), body)
  }

  /// The one that is due first; of several at one moment, that which was set or made first.
  private var nextTimer: (number: Int, timer: (moment: Int64, handler: () -> Void))? {
    timers.min { ($0.value.moment, $0.key) < ($1.value.moment, $1.key) }.map { ($0.key, $0.value) }
  }

  private func checkThread() {
    precondition(pthread_equal(thread, pthread_self()) != 0, "a virtual scheduler has one thread")
  }

  private final class Timer: SchedulerTimer {
    private weak var scheduler: VirtualScheduler?
    private let number: Int
    private let handler: () -> Void

    init(of scheduler: VirtualScheduler, number: Int, handler: @escaping () -> Void) {
      (self.scheduler, self.number, self.handler) = (scheduler, number, handler)
    }

    deinit { scheduler?.timers[number] = nil }

    func set(for moment: Int64?) {
      scheduler?.checkThread()
      scheduler?.timers[number] = moment.map { ($0, handler) }
    }
  }
}
