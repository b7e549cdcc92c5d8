import Primitives
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct LevelTests {
  @Test(
    "levels cost 50 more each, from the tenth on 500",
    arguments: [
      (-5, 1, 0, 50), (0, 1, 0, 50), (49, 1, 49, 50), (50, 2, 0, 100), (149, 2, 99, 100), (150, 3, 0, 150),
      (2249, 9, 449, 450), (2250, 10, 0, 500), (2749, 10, 499, 500), (2750, 11, 0, 500), (3250, 12, 0, 500),
    ])
  func levels(xp: Int, number: Int, progress: Int, cost: Int) {
    let level = Level(totalXP: xp)
    #expect(level.number == number && level.progress == progress && level.cost == cost)
  }

  @Test("every point counts: progress goes up by one, or a level begins")
  func monotonous() {
    for xp in 0..<5000 {
      let (before, after) = (Level(totalXP: xp), Level(totalXP: xp + 1))
      let isStep = after.number == before.number && after.progress == before.progress + 1
      let isRise =
        after.number == before.number + 1 && after.progress == 0 && before.progress == before.cost - 1
      #expect(isStep || isRise, "\(xp)")
    }
    #expect(Level(totalXP: .max).number > 1)
  }
}

@Suite(.ownThread()) struct AwardTests {
  private func points(_ score: Int, _ kind: EventKind, _ context: AwardContext) -> Int {
    Award(score: score, kind: kind, context: context).points
  }

  @Test("a word bundle pays half, halves rounded up")
  func bundle() {
    #expect(points(10, .typing, AwardContext(isWordBundle: true)) == 5)
    #expect(points(5, .choice, AwardContext(isWordBundle: true)) == 3)
    #expect(points(10, .typing, AwardContext()) == 10)
  }

  @Test("connect pays 0.8 to the power of the earlier rounds; other games don't")
  func connect() {
    let earned = (0..<5).map { points(100, .connect, AwardContext(earlierRounds: $0)) }
    #expect(earned == [100, 80, 64, 51, 41])
    #expect(points(100, .typing, AwardContext(earlierRounds: 3)) == 100)
    #expect(points(100, .connect, AwardContext(isWordBundle: true, earlierRounds: 1)) == 40)
  }

  @Test("a score above 0 never comes to nothing, none is above the maximum, none below 0")
  func bounds() {
    #expect(points(1, .connect, AwardContext(isWordBundle: true, earlierRounds: 50)) == 1)
    #expect(points(0, .typing, AwardContext()) == 0)
    #expect(points(-5, .typing, AwardContext()) == 0)
    #expect(points(5000, .typing, AwardContext()) == Award.maximum)
    #expect(points(.max, .typing, AwardContext(isWordBundle: true)) == Award.maximum)
    #expect(points(.max, .typing, AwardContext()) == Award.maximum)
  }

  @Test("metadata tell the original score, the modifiers and the round")
  func metadata() {
    var generator = SeededGenerator(seed: 1)
    let start = Timestamp(milliseconds: 1_770_000_000_000)
    let round = RoundRecord(
      id: .random(using: &generator), startedAt: start, finishedAt: nil, answered: 3, right: 2)
    let award = Award(score: 10, kind: .typing, context: AwardContext(isWordBundle: true))
    let metadata = award.metadata(round: round)
    #expect(metadata["score"]?.integer == 10)
    #expect(metadata["modifiers"]?.array?.first?["name"]?.string == "word_bundle")
    #expect(metadata["round"]?["id"]?.id == round.id)
    #expect(metadata["round"]?["started_at"]?.time == start)
    #expect(metadata["round"]?["finished_at"]?.isNull == true)
    #expect(metadata["round"]?["accuracy_percent"]?.integer == 66)
    #expect(award.metadata(round: nil)["round"] == nil)
  }

  @Test("accuracy of a round without answers is 0")
  func noAnswers() {
    let none = RoundRecord(
      id: UniqueID(high: 0, low: 0), startedAt: Timestamp(microseconds: 0), finishedAt: nil, answered: 0,
      right: 0)
    #expect(none.accuracyPercent == 0)
  }
}

@Suite(.ownThread()) struct EventIDsTests {
  private let now = Timestamp(milliseconds: 1_770_000_000_000)

  @Test(
    "ids are version 7, carry the time, and grow, also within a millisecond and when the clock is set back")
  func growing() {
    var ids = EventIDs(using: SeededGenerator(seed: 1))
    #expect(ids.last == UniqueID(high: 0, low: 0))
    let moments = (0..<300).map { now.adding(seconds: $0 < 100 ? 0 : $0 < 200 ? -86_400 : 60) }
    let made = moments.map { ids.next(at: $0) }
    #expect(made == Set(made).sorted() && made.count == 300 && ids.last == made.last)
    #expect(made.allSatisfy { $0.version == 7 && $0.low >> 62 == 2 })
    #expect(Int64(made[0].high >> 16) == now.milliseconds)
    #expect(Int64(made[200].high >> 16) == now.milliseconds + 60_000)
  }

  @Test("a clock that shows a year that can't be written makes ids all the same")
  func impossibleYears() {
    var ids = EventIDs(using: SeededGenerator(seed: 1))
    let years = [-62_300_000_000_000, -1, 0, 269_000_000_000_000, .max / 1000] as [Int64]
    let made = years.map { ids.next(at: Timestamp(milliseconds: $0)) }
    #expect(made == Set(made).sorted() && made.allSatisfy { $0.version == 7 })
  }

  @Test("the bits come from the generator alone: the same again for the same, others for another")
  func generators() {
    let made = [1, 1, 2 as UInt64].map { seed in
      var ids = EventIDs(using: SeededGenerator(seed: seed))
      return ids.next(at: now)
    }
    #expect(made[0] == made[1] && made[0] != made[2])
  }
}

@Suite(.ownThread()) struct SyncStatusTests {
  @Test("an older version of the total never overwrites a newer one")
  func newer() {
    let old = LedgerTotal(totalXP: 90, gamesPlayed: 9, version: 4)
    let new = LedgerTotal(totalXP: 100, gamesPlayed: 10, version: 5)
    #expect(old.newer(than: new) == new && new.newer(than: old) == new)
  }

  @Test("the optimistic total is the server's total and the pending points together")
  func optimistic() {
    #expect(SyncStatus(state: .local, pendingXP: 30).optimisticTotal == 30)
    let total = LedgerTotal(totalXP: 100, gamesPlayed: 10, version: 5)
    #expect(SyncStatus(state: .pending, pendingXP: 30, total: total).optimisticTotal == 130)
  }

  @Test("states have the words that scripts and the wire use")
  func names() {
    let states: [SyncStatus.State] = [
      .local, .synced, .pending, .syncing(events: 3), .offline(nextTryAt: 9), .signInNeeded,
      .notSaving(reason: "disk full"),
    ]
    #expect(
      states.map(\.name) == ["local", "synced", "pending", "syncing", "offline", "attention", "attention"])
  }
}
