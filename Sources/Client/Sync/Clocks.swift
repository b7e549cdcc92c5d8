import Glibc
package import Primitives

/// What a computer says of the time of day. For time that passes there is the scheduler's clock.
package struct Clocks: Sendable {
  /// The computer's clock: for timestamps only, since anybody may set it.
  package let wall: @Sendable () -> Timestamp
  /// Milliseconds since the computer was started, time asleep included; it can't be set.
  package let sinceBoot: @Sendable () -> Int64
  /// The date that the pupil's calendar shows at a moment.
  package let localDate: @Sendable (Timestamp) -> CivilDate

  /// Clocks of a test, or of a simulated computer.
  package init(
    wall: @escaping @Sendable () -> Timestamp, sinceBoot: @escaping @Sendable () -> Int64,
    localDate: @escaping @Sendable (Timestamp) -> CivilDate
  ) {
    self.wall = wall
    self.sinceBoot = sinceBoot
    self.localDate = localDate
  }

  /// The clocks of this computer.
  package static func ofThisComputer(
    localDate: @escaping @Sendable (Timestamp) -> CivilDate
  ) -> Clocks {
    Clocks(
      wall: { Timestamp(microseconds: microseconds(CLOCK_REALTIME)) },
      sinceBoot: { microseconds(CLOCK_BOOTTIME) / 1000 }, localDate: localDate)
  }

  private static func microseconds(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}
