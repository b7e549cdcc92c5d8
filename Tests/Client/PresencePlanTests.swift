import TestScopes
import Testing

@testable import Sync

@Suite(.ownThread()) struct PresencePlanTests {
  private let playing = PresencePlan.ClientStatus(game: "typing")

  @Test("at once at first, then every 3 s, and not while something else has lastSent it")
  func comesRegularly() {
    var plan = PresencePlan(configuration: SyncConfiguration())
    #expect(plan.due(playing) == 0)
    plan.started(playing, at: 100)
    #expect(plan.isUnderWay)
    plan.answered(status: 204, at: 120)
    #expect(!plan.isUnderWay)
    #expect(plan.due(playing) == 3100)
    plan.sentWithSync(playing, at: 4000)
    #expect(plan.due(playing) == 7000)
  }

  @Test("a change of game is told soon, but not more than once a second")
  func tellsChanges() {
    var plan = PresencePlan(configuration: SyncConfiguration())
    plan.sentWithSync(playing, at: 1000)
    #expect(plan.due(PresencePlan.ClientStatus(game: nil)) == 2000)
    #expect(plan.due(PresencePlan.ClientStatus(game: "typing", needsHelp: true)) == 2000)
    #expect(plan.due(playing) == 4000)
  }

  @Test("whether the board has the pupil in a game is what was lastSent last")
  func remembersGame() {
    var plan = PresencePlan(configuration: SyncConfiguration())
    #expect(!plan.isBelievedPlaying)
    plan.started(playing, at: 0)
    #expect(plan.isBelievedPlaying)
    plan.sentWithSync(PresencePlan.ClientStatus(game: nil), at: 10)
    #expect(!plan.isBelievedPlaying)
  }

  @Test("failures make it rarer, up to a minute; a success makes it regular again")
  func backsOff() {
    var plan = PresencePlan(configuration: SyncConfiguration())
    var waits: [Int64] = []
    for status in [nil, 500, 429, 401, nil, nil, nil, nil] as [Int?] {
      plan.started(playing, at: 0)
      plan.answered(status: status, at: 0)
      waits.append(plan.due(PresencePlan.ClientStatus(game: "choice")))
    }
    #expect(waits == [6000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000, 60_000])
    plan.started(playing, at: 0)
    plan.answered(status: 204, at: 0)
    #expect(plan.due(playing) == 3000)
  }

  @Test("a server without boards is left alone for an hour", arguments: [404, 405])
  func leavesOldServersAlone(status: Int) {
    var plan = PresencePlan(configuration: SyncConfiguration())
    plan.started(playing, at: 0)
    plan.answered(status: status, at: 50)
    #expect(plan.due(playing) == 3_600_050)
    #expect(plan.due(PresencePlan.ClientStatus(game: nil)) == 3_600_050)
  }
}
