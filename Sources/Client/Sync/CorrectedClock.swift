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

  private let clocks: Clocks
  private let state: Mutex<State>

  private struct State {
    /// What the server's clock showed, and the time since boot at that moment, in milliseconds.
    var heard: (server: Int64, boot: Int64)?
    /// Server minus computer as an earlier run learned it, in milliseconds; never positive.
    var learned: Int64
  }

  /// A clock that has not heard from a server yet.
  ///
  /// - Parameter learned: Server minus computer in milliseconds, from an earlier run; nil where none learned it.
  init(_ clocks: Clocks, learned: Int64?) {
    self.clocks = clocks
    state = Mutex(State(heard: nil, learned: min(0, learned ?? 0)))
  }

  /// The time for a new event.
  public func now() -> Timestamp {
    let wall = clocks.wall()
    let sinceBoot = clocks.sinceBoot()
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
    let sinceBoot = clocks.sinceBoot()
    state.withLock { $0.heard = (server.milliseconds, sinceBoot) }
    return server.milliseconds - clocks.wall().milliseconds
  }
}
