import Dispatch

/// A scheduler of the real world: a serial queue of Dispatch, its clock and its timers.
package final class DispatchScheduler: Scheduler {
  private let queue: DispatchQueue

  /// A queue of that name, with nothing on it.
  package init(label: String) { queue = DispatchQueue(label: label) }

  /// Milliseconds of CLOCK_MONOTONIC, which stands still while the computer sleeps.
  package var now: Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }

  package func perform(_ body: @escaping @Sendable () -> Void) {
    queue.async { @Sendable in body() }
  }

  package func performAndWait<Value: Sendable>(_ body: @Sendable () -> Value) -> Value {
    queue.sync(execute: body)
  }

  package func makeTimer(leeway: Int64, handler: @escaping () -> Void) -> any SchedulerTimer {
    Timer(of: self, leeway: leeway, handler: handler)
  }

  private final class Timer: SchedulerTimer {
    private let source: any DispatchSourceTimer
    private let leeway: DispatchTimeInterval
    private var moment: Int64?

    init(of scheduler: DispatchScheduler, leeway: Int64, handler: @escaping () -> Void) {
      source = DispatchSource.makeTimerSource(queue: scheduler.queue)
      self.leeway = .milliseconds(Int(leeway))
      let fire = Confined<() -> Void> { [weak self] in
        // A call that was on its way already when the timer was set anew is not meant any more.
        guard let self, let moment = self.moment, scheduler.now >= moment else { return }
        self.moment = nil
        handler()
      }
      // `@Sendable`, or the closure would take on the isolation of whoever makes the timer, and trap on the queue.
      source.setEventHandler { @Sendable in fire.value() }
      source.schedule(deadline: .distantFuture)
      source.activate()
    }

    deinit { source.cancel() }

    func set(for moment: Int64?) {
      guard moment != self.moment else { return }
      self.moment = moment
      let deadline = moment.map { DispatchTime(uptimeNanoseconds: UInt64(max(0, $0)) * 1_000_000) }
      source.schedule(deadline: deadline ?? .distantFuture, leeway: leeway)
    }
  }
}
