import Glibc
public import Primitives
import Synchronization

/// The time that new events are given: the computer's clock, put right by the server's where it is far off.
///
/// An event made in the future is refused for ever, one made in the past is not. So what the server said in this run
/// counts, carried on by a clock that nobody can set; what an earlier run learned counts only where it makes the time
/// earlier, for the clock may have been put right since.
public final class CorrectedClock: Sendable {
  /// How far the clocks may be apart before the server's word counts, in milliseconds.
  static let tolerance: Int64 = 120_000

  private let wallClock: @Sendable () -> Timestamp
  private let boot: @Sendable () -> Int64
  private let state: Mutex<State>

  private struct State {
    /// What the server's clock showed, and the time since boot at that moment, in milliseconds.
    var heard: (server: Int64, boot: Int64)?
    /// Server minus computer as an earlier run learned it, in milliseconds; never positive.
    var learned: Int64
  }

  /// A clock that has not heard from a server yet.
  ///
  /// - Parameters:
  ///   - learned: Server minus computer in milliseconds, from an earlier run; nil where none learned it.
  ///   - boot: Milliseconds of a clock that runs on and cannot be set.
  public init(
    wallClock: @escaping @Sendable () -> Timestamp, learned: Int64?,
    boot: @escaping @Sendable () -> Int64 = CorrectedClock.millisecondsSinceBoot
  ) {
    self.wallClock = wallClock
    self.boot = boot
    state = Mutex(State(heard: nil, learned: min(0, learned ?? 0)))
  }

  /// The time for a new event.
  public func now() -> Timestamp {
    let wall = wallClock()
    let sinceBoot = boot()
    let correction = state.withLock { state in
      state.heard.map { $0.server + sinceBoot - $0.boot - wall.milliseconds } ?? state.learned
    }
    guard abs(correction) > Self.tolerance else { return wall }
    return Timestamp(milliseconds: wall.milliseconds + correction)
  }

  /// A Glosa server said what time it is.
  ///
  /// - Returns: Server minus computer in milliseconds, to be kept for later runs.
  func heard(_ server: Timestamp) -> Int64 {
    let sinceBoot = boot()
    state.withLock { $0.heard = (server.milliseconds, sinceBoot) }
    return server.milliseconds - wallClock().milliseconds
  }

  /// Milliseconds since the computer was started, time asleep included.
  @Sendable public static func millisecondsSinceBoot() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
