import Game
import Primitives
import Screen
import TestScopes
import Testing
import Vocabulary
import XP

/// What the game knows of its awards: each named by its event's id from the answer to the server's word.
@Suite(.ownThread()) struct AwardMarksTests {
  private let now = GameSamples.now

  private func ids(_ effects: [Effect]) -> [UniqueID] {
    effects.compactMap { if case .award(let id, _, _, _) = $0 { id } else { nil } }
  }

  @Test("a right answer asks for its points with score, game, set and round")
  func award() throws {
    var app = GameSamples.app(GameSamples.file(isOwn: true))
    app.press(.enter)
    let round = try #require(app.round)
    let effects = app.answerRightly()
    let context = AwardContext(
      wordSetID: round.wordSet.id, isWordBundle: true,
      round: RoundRecord(id: round.id, startedAt: now, finishedAt: nil, answered: 1, right: 1))
    let award = Award(score: 10, kind: .typing, context: context)
    #expect(award.points == 5)
    var ids = GameSamples.ids()
    let id = ids.next(at: now)
    #expect(effects == [.award(id, award, kind: .typing, context: context)])
    #expect(app.marks == [AwardMark(id: id, points: 5, state: .saving)])
  }

  @Test("points are saving until the outbox has them, pending until the server names them")
  func marks() {
    var app = GameSamples.app()
    app.press(.enter)
    let id = ids(app.answerRightly())[0]
    #expect(app.marks.map(\.state) == [.saving])
    _ = app.update(.awardConfirmed(UniqueID(high: 0x7000, low: 99)), at: now)
    _ = app.update(.statusChanged(SyncStatus(state: .synced, total: .zero)), at: now)
    #expect(app.marks.map(\.state) == [.saving])
    _ = app.update(.awardStored(id), at: now)
    #expect(app.marks.map(\.state) == [.pending])
    _ = app.update(.awardConfirmed(id), at: now)
    #expect(app.marks.map(\.state) == [.confirmed])
  }

  @Test("nothing but its own id confirms an award: no status, and no other award")
  func confirmedByID() {
    var app = GameSamples.app()
    app.press(.enter)
    let (first, second) = (ids(app.answerRightly())[0], ids(app.answerRightly())[0])
    for id in [first, second] { _ = app.update(.awardStored(id), at: now) }
    for version in 1...3 {
      let total = LedgerTotal(totalXP: 20, gamesPlayed: 2, version: version)
      _ = app.update(.statusChanged(SyncStatus(state: .synced, total: total)), at: now)
    }
    #expect(app.marks.map(\.state) == [.pending, .pending])
    _ = app.update(.awardConfirmed(second), at: now)
    #expect(app.marks.map(\.state) == [.pending, .confirmed])
  }

  @Test("an award that is confirmed before its storing is heard of stays confirmed")
  func confirmedFirst() {
    var app = GameSamples.app()
    app.press(.enter)
    let id = ids(app.answerRightly())[0]
    for input in [Input.awardConfirmed(id), .awardStored(id), .awardConfirmed(id)] {
      _ = app.update(input, at: now)
      #expect(app.marks.map(\.state) == [.confirmed])
    }
    #expect(app.round?.tally.points == 10)
  }

  @Test("an award that could not be stored is never called confirmed, pending or saved")
  func neverConfirmed() {
    var app = GameSamples.app()
    app.press(.enter)
    let id = ids(app.answerRightly())[0]
    for input in [Input.awardFailed(id, reason: "disk full"), .awardStored(id), .awardConfirmed(id)] {
      _ = app.update(input, at: now)
      #expect(app.marks.map(\.state) == [.failed(reason: "disk full")])
    }
    #expect(app.round?.tally.points == 0 && app.round?.tally.unsavedPoints == 10)
  }

  @Test("two games of one seed make different ids: that of the words is not that of the awards")
  func idsAreNotTheSeeds() {
    var apps = [1, 2].map { GameSamples.app(seed: 5, ids: GameSamples.ids(seed: $0)) }
    var first: [UniqueID] = []
    for index in apps.indices {
      apps[index].press(.enter)
      first += ids(apps[index].answerRightly())
    }
    #expect(apps[0].round?.question == apps[1].round?.question)
    #expect(Set(first).count == 2)
  }

  @Test("points that could not be stored are told and taken off, also in the results")
  func failed() {
    var app = GameSamples.app(GameSamples.file(words: 2))
    app.press(.enter)
    let first = ids(app.answerRightly())[0]
    _ = app.update(.awardFailed(first, reason: "disk full"), at: now)
    #expect(app.marks.map(\.state) == [.failed(reason: "disk full")])
    #expect(app.round?.tally.points == 0 && app.round?.tally.unsavedPoints == 10)
    let second = ids(app.answerRightly())[0]
    #expect(app.results?.tally.points == 10)
    _ = app.update(.awardStored(second), at: now)
    _ = app.update(.awardFailed(second, reason: "too late"), at: now)
    #expect(app.results?.tally.points == 10 && app.results?.tally.unsavedPoints == 10)
  }

  @Test("the news of an earlier round's points leave this round's count alone")
  func earlierRound() {
    var app = GameSamples.app()
    app.press(.enter)
    let old = ids(app.answerRightly())[0]
    app.press(.escape, .escape, .enter)
    app.answerRightly()
    _ = app.update(.awardFailed(old, reason: "disk full"), at: now)
    #expect(app.round?.tally.points == 10 && app.round?.tally.unsavedPoints == 0)
  }

  @Test("the marks do not grow for ever, and what is settled goes at the next answer")
  func markLimit() {
    var app = GameSamples.app()
    var last: [UniqueID] = []
    for _ in 1...60 {
      if app.round == nil { app.press(.enter) }
      last += ids(app.answerRightly())
    }
    #expect(app.marks.map(\.id) == last.suffix(32))
    for mark in app.marks {
      _ = app.update(.awardStored(mark.id), at: now)
      _ = app.update(.awardConfirmed(mark.id), at: now)
    }
    #expect(app.marks.count == 32)
    if app.round == nil { app.press(.enter) }
    app.answerRightly()
    #expect(app.marks.map(\.state) == [.saving])
  }
}
