import Primitives
import Synchronization

/// What time it is by the ledger's clock, as far as that is known: for the pupil's day, its quests and homework. No event
/// gets its time from here.
///
/// What the ledger said in this run is carried on by a clock that nobody can set; before that, the computer's clock is
/// taken to be as wrong as it was when an earlier run heard from the ledger.
final class LedgerClock: Sendable {
  /// How far the clocks may be apart before the ledger's word counts, in milliseconds.
  static let tolerance: Int64 = 120_000

  private let clocks: Clocks
  private let state: Mutex<State>

  private struct State {
    /// What the ledger's clock showed, and the time since boot at that moment, in milliseconds.
    var heard: (ledger: Int64, boot: Int64)?
    /// Ledger minus computer as an earlier run learned it, in milliseconds.
    var learned: Int64
  }

  /// A clock that has not heard from a ledger yet.
  ///
  /// - Parameter learned: Ledger minus computer in milliseconds, from an earlier run; nil where none learned it.
  init(_ clocks: Clocks, learned: Int64?) {
    self.clocks = clocks
    state = Mutex(State(heard: nil, learned: learned ?? 0))
  }

  /// The time by the ledger's clock, in the years 1 to 9999.
  func now() -> Timestamp {
    let wall = clocks.wall().withinFourDigitYears
    let sinceBoot = clocks.sinceBoot()
    let difference = state.withLock { state in
      state.heard.map { $0.ledger + sinceBoot - $0.boot - wall.milliseconds } ?? state.learned
    }
    guard abs(difference) > Self.tolerance else { return wall }
    return Timestamp(milliseconds: wall.milliseconds + difference).withinFourDigitYears
  }

  /// The ledger said what time it is.
  ///
  /// - Returns: Ledger minus computer in milliseconds, to be kept for later runs.
  func heard(_ ledger: Timestamp) -> Int64 {
    let sinceBoot = clocks.sinceBoot()
    state.withLock { $0.heard = (ledger.milliseconds, sinceBoot) }
    return ledger.milliseconds - clocks.wall().milliseconds
  }
}
