import Primitives
import TestScopes
import TestSupport
import Testing

@testable import Sync

@Suite("LedgerClock", .ownThread())
struct LedgerClockTests {
  private static let truth = Timestamp(milliseconds: 1_790_000_000_000)
  private static let year: Int64 = 365 * 86_400

  /// A clock over hands that a test can set.
  private struct Desk {
    let wall: Watched<Timestamp>
    let boot = Watched<Int64>(50_000)
    let clock: LedgerClock

    init(wall start: Timestamp, learned: Int64? = nil) {
      let (wall, boot) = (Watched(start), boot)
      self.wall = wall
      clock = LedgerClock(
        Clocks(wall: { wall.current }, sinceBoot: { boot.current }, localDate: { $0.date() }),
        learned: learned)
    }
  }

  @Test("A clock that is about right is left alone")
  func right() {
    let desk = Desk(wall: Self.truth)
    #expect(desk.clock.heard(Self.truth.adding(seconds: 100)) == 100_000)
    #expect(desk.clock.now() == Self.truth)
  }

  @Test("A clock years ahead or behind gives the server's time once a server was heard, and it runs on")
  func heard() {
    for error in [5 * Self.year, -5 * Self.year] {
      let desk = Desk(wall: Self.truth.adding(seconds: error))
      #expect(desk.clock.heard(Self.truth) == -error * 1000)
      #expect(desk.clock.now() == Self.truth)
      desk.boot.update { $0 += 7000 }
      desk.wall.update { $0 = $0.adding(seconds: 7) }
      #expect(desk.clock.now() == Self.truth.adding(seconds: 7))
    }
  }

  @Test("Once the clock is put right in the middle of a session, the correction ends")
  func putRight() {
    let desk = Desk(wall: Self.truth.adding(seconds: Self.year))
    _ = desk.clock.heard(Self.truth)
    desk.wall.update { $0 = Self.truth.adding(seconds: 1) }
    #expect(desk.clock.now() == Self.truth.adding(seconds: 1))
  }

  @Test("Until the ledger is heard, the clock is taken to be as wrong as an earlier run found it")
  func learned() {
    for error in [Self.year, -Self.year] {
      let desk = Desk(wall: Self.truth.adding(seconds: error), learned: -error * 1000)
      #expect(desk.clock.now() == Self.truth)
      _ = desk.clock.heard(Self.truth.adding(seconds: 300))
      #expect(desk.clock.now() == Self.truth.adding(seconds: 300))
    }
  }
}
