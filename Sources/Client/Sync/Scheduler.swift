/// A serial queue with a monotonic clock and timers: all that the sync manager and a board's feed know of threads and
/// of time that passes.
///
/// What is used on one scheduler alone needs no lock: nothing that runs on it runs at the same time.
package protocol Scheduler: Sendable {
  /// Milliseconds of a clock that runs on and can't be set.
  var now: Int64 { get }

  /// Runs `body` after everything that was handed over before; returns at once. From any thread.
  func perform(_ body: @escaping @Sendable () -> Void)

  /// Runs `body` in its turn and waits for its value. From any thread but that of this scheduler.
  func performAndWait<Value: Sendable>(_ body: @Sendable () -> Value) -> Value

  /// A timer that is not set.
  ///
  /// - Parameters:
  ///   - leeway: Milliseconds that it may be late, so that the computer wakes less often.
  ///   - handler: Called on the scheduler.
  func makeTimer(leeway: Int64, handler: @escaping () -> Void) -> any SchedulerTimer
}

/// A timer of a scheduler; used on it alone, and not set any more once it is let go.
package protocol SchedulerTimer: AnyObject {
  /// Has the handler called once, at that moment of the scheduler's clock or, where that is past, at once. Takes the
  /// place of the moment that was set before; nil calls nothing.
  func set(for moment: Int64?)
}

/// Carries a value that is used on one scheduler alone through closures that other threads keep for it.
///
/// `@unchecked Sendable`: the value is made before anything is handed to the scheduler, and read on it alone.
struct Confined<Value>: @unchecked Sendable {
  let value: Value
}
