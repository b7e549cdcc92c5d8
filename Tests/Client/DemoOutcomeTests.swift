import Primitives
import TestScopes
import Testing
import Transport

@testable import Demo

/// The figures that a demo ends with.
@Suite("Demo's figures", .ownThread())
struct DemoOutcomeTests {
  private let ids = (1...3).map { UniqueID(high: 1, low: UInt64($0)) }

  @Test("nobody played: nothing was lost, and the lines stand in columns")
  func nobody() {
    let outcome = DemoOutcome(of: [], at: ServerPlace("http://127.0.0.1:1"))
    #expect(outcome.isSound)
    #expect(
      outcome.lines == [
        "events awarded       0", "sent                 0", "confirmed            0",
        "resent               0",
        "lost                 0", "doubled              0",
      ])
    #expect(outcome.json["lost"]?.integer == 0 && outcome.json["pupils"]?.integer == 0)
  }

  @Test("a ledger that can't be asked, and events that nobody confirmed, are told and are not called sound")
  func unreachable() {
    var figures = DemoParticipant.Figures()
    figures.awarded = [ids[0]: 10, ids[1]: 5]
    figures.confirmed = [ids[0], ids[2]]
    (figures.sent, figures.resent) = (4, 2)
    let outcome = DemoOutcome(
      of: [DemoParticipant(name: "Ada", token: "t", figures: figures)], at: ServerPlace("http://127.0.0.1:1"))
    #expect(!outcome.isSound)
    #expect((outcome.awarded, outcome.sent, outcome.confirmed, outcome.resent) == (2, 4, 1, 2))
    #expect(outcome.faults.contains("1 events were not confirmed."))
    #expect(outcome.faults.contains { $0.contains("Ada") && $0.contains("could not be read") })
  }
}
