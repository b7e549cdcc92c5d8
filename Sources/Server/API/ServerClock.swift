import Glibc
package import Primitives

/// The clocks and the calendar of a server; tests bring their own.
package struct ServerClock: Sendable {
  /// The time of day.
  package let now: @Sendable () -> Timestamp
  /// Time that never jumps, since some fixed moment.
  package let uptime: @Sendable () -> Duration
  /// When days and weeks begin.
  package let calendar: LocalCalendar

  package init(
    now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
    calendar: LocalCalendar = .system
  ) {
    self.now = now
    self.uptime = uptime
    self.calendar = calendar
  }

  /// The clocks of this computer.
  package static let system = ServerClock(
    now: {
      let time = read(CLOCK_REALTIME)
      return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    },
    uptime: {
      let time = read(CLOCK_MONOTONIC)
      return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    })

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
