import Game
import Languages
import Primitives
import Screen
import TestScopes
import Testing
import Vocabulary
import XP

@Suite(.ownThread()) struct HomeworkTests {
  private let now = GameSamples.now
  private let files = [GameSamples.file(title: "A"), GameSamples.file(words: 2, title: "BB")]

  private func homework(
    _ number: UInt64, on set: WordSetFile? = nil, due seconds: Int64? = 86_400, goal: Int = 30,
    earned: Int = 0
  ) -> Homework {
    Homework(
      id: UniqueID(high: 9, low: number), title: "H\(number)",
      wordSetID: set?.fallbackID ?? UniqueID(high: 0, low: 99), goalXP: goal,
      dueAt: seconds.map { now.adding(seconds: $0) }, earnedXP: earned)
  }

  private func status(_ homework: [Homework]) -> Input {
    .statusChanged(SyncStatus(state: .synced, total: .zero, homework: homework))
  }

  private func app(_ homework: Homework...) -> App {
    var app = GameSamples.app(files[0], files[1])
    _ = app.update(status(homework), at: now)
    return app
  }

  private func awards(_ effects: [Effect]) -> [(id: UniqueID, homework: UniqueID?)] {
    effects.compactMap {
      if case .award(let id, _, _, let context) = $0 { (id, context.homeworkID) } else { nil }
    }
  }

  @Test("homework stands before the sets, what is due first before the rest, what is done at the end")
  func order() {
    let app = app(
      homework(1, due: nil), homework(2, due: 900), homework(3, due: 100, earned: 30), homework(4, due: 500),
      homework(5, due: -1))
    #expect(app.homework.map(\.homework.title) == ["H4", "H2", "H1", "H3"])
    #expect(
      app.menuShown?.rows == [
        .homework(0), .homework(1), .homework(2), .homework(3), .set(0), .set(1),
      ])
  }

  @Test("homework whose end passes goes from the list")
  func passes() {
    var app = app(homework(1, on: files[0], due: 10), homework(2, on: files[1], due: 20))
    #expect(app.homework.count == 2)
    _ = app.update(.key(.tab), at: now.adding(seconds: 10))
    #expect(app.homework.map(\.homework.title) == ["H2"])
    #expect(app.menuShown?.row == .set(0))
  }

  @Test("choosing homework plays its set, and every award of the round carries it")
  func chosen() throws {
    let first = homework(1, on: files[1])
    var app = app(first, homework(2, on: files[0], due: 99_000))
    #expect(app.menuShown?.row == .homework(0) && app.menuShown?.setIndex == 1)
    app.press(.enter)
    #expect(app.round?.title == "BB" && app.round?.homeworkID == first.id)
    #expect(awards(app.answerRightly() + app.answerRightly()).map(\.homework) == [first.id, first.id])
    app.press(.enter)
    #expect(app.round?.homeworkID == first.id)
  }

  @Test("choosing the set itself counts for its homework too, other sets count for none")
  func bySet() {
    let one = homework(1, on: files[1])
    var app = app(one)
    app.press(.down)
    #expect(app.menuShown?.row == .set(0))
    app.press(.enter)
    #expect(awards(app.answerRightly()).map(\.homework) == [nil])
    app.press(.escape, .escape, .down, .enter)
    #expect(app.round?.title == "BB" && awards(app.answerRightly()).map(\.homework) == [one.id])
  }

  @Test("of several on one set the first that is not reached counts, unless another one was chosen")
  func several() {
    let open = [
      homework(1, on: files[0], due: 100, earned: 40), homework(2, on: files[0], due: 300),
      homework(3, on: files[0], due: 200),
    ]
    let set = files[0].fallbackID
    let list = Assignment.list(of: open, at: now)
    #expect(list.counting(for: set)?.title == "H3")
    #expect(list.counting(for: set, wished: open[1].id)?.title == "H2")
    #expect(list.counting(for: set, wished: open[0].id)?.title == "H3")
    #expect(list.counting(for: files[1].fallbackID, wished: open[1].id) == nil)
    let done = Assignment.list(of: [open[0]], at: now)
    #expect(done.counting(for: set)?.title == "H1")
  }

  @Test("homework whose words are not here says so and starts nothing; when they come it can be played")
  func wordsMissing() {
    let later = GameSamples.file(title: "CCC")
    var app = app(homework(1, on: later))
    #expect(app.menuShown?.row == .homework(0) && app.menuShown?.entry == nil)
    #expect(app.press(.enter) == [])
    #expect(app.menuShown?.notice?.text(in: English()).contains("'H1' are not on this computer yet") == true)
    _ = app.update(.filesChanged([later] + files), at: now)
    #expect(app.menuShown?.entry?.title == "CCC")
    #expect(app.press(.enter) == [.playing(.typing)] && app.round?.title == "CCC")
  }

  @Test("points count once they are on disk, and no longer once the server's word includes them")
  func wonHere() {
    let one = homework(1, on: files[0], goal: 15)
    var app = app(one)
    app.press(.enter)
    func progress() -> Int? { app.homework.first?.progressXP }
    let ids = awards(app.answerRightly() + app.answerRightly() + app.answerRightly()).map(\.id)
    #expect(progress() == 0)
    _ = app.update(.awardStored(ids[0]), at: now)
    _ = app.update(.awardFailed(ids[1], reason: "disk full"), at: now)
    #expect(progress() == 10 && app.reachedNow.isEmpty)
    _ = app.update(.awardStored(ids[2]), at: now)
    #expect(progress() == 20 && app.homework[0].isReached && app.reachedNow == [.homework(one.id)])
    _ = app.update(status([homework(1, on: files[0], goal: 15, earned: 10)]), at: now)
    #expect(progress() == 20 && app.homework[0].homework.isFulfilled == false)
    _ = app.update(status([homework(1, on: files[0], goal: 15, earned: 20)]), at: now)
    #expect(progress() == 20 && app.homework[0].wonHere == 0)
  }

  @Test("points that are confirmed before their storing is heard of count once for their homework")
  func confirmedFirst() {
    let one = homework(1, on: files[0], goal: 15)
    var app = app(one)
    app.press(.enter)
    func progress() -> Int? { app.homework.first?.progressXP }
    let id = awards(app.answerRightly())[0].id
    _ = app.update(.awardConfirmed(id), at: now)
    #expect(progress() == 10)
    _ = app.update(status([homework(1, on: files[0], goal: 15, earned: 10)]), at: now)
    _ = app.update(.awardStored(id), at: now)
    #expect(progress() == 10 && app.homework.first?.wonHere == 0)
  }

  @Test("nothing moves a choice that was made: it follows its homework and its set")
  func choiceStays() {
    var app = GameSamples.app(files[0], files[1])
    app.press(.down)
    let (one, two) = (homework(1, on: files[0], due: 500), homework(2, due: 100))
    _ = app.update(status([one]), at: now)
    #expect(app.menuShown?.row == .set(1))
    app.press(.home)
    #expect(app.menuShown?.assignment?.homework == one)
    _ = app.update(status([one, two]), at: now)
    #expect(app.menuShown?.row == .homework(1) && app.menuShown?.assignment?.homework == one)
    _ = app.update(status([two]), at: now)
    #expect(app.menuShown?.row == .set(0))
    var wished = GameSamples.app(files[0], files[1])
    wished.preselect(set: 1)
    _ = wished.update(status([one]), at: now)
    #expect(wished.menuShown?.row == .set(1))
  }

  @Test(
    "a round that began before its homework was heard of counts for it from then on, and for no other after")
  func heardLate() {
    var app = GameSamples.app(files[0], files[1])
    app.press(.enter)
    #expect(awards(app.answerRightly()).map(\.homework) == [nil])
    let one = homework(1, on: files[0])
    _ = app.update(status([homework(2, on: files[1])]), at: now)
    #expect(app.round?.homeworkID == nil)
    _ = app.update(status([one]), at: now)
    #expect(awards(app.answerRightly()).map(\.homework) == [one.id])
    _ = app.update(status([homework(3, on: files[0], due: 1), one]), at: now)
    #expect(awards(app.answerRightly()).map(\.homework) == [one.id])
  }

  @Test("new sets leave the chosen set chosen, by id, and a running round alone")
  func filesChanged() {
    var app = GameSamples.app(files[0], files[1])
    app.press(.down)
    let other = GameSamples.file(title: "CCC")
    _ = app.update(.filesChanged([other, GameSamples.broken()] + files), at: now)
    #expect(app.menuShown?.entries.map(\.title) == ["CCC", "broken.tsv", "A", "BB"])
    #expect(app.menuShown?.row == .set(3))
    app.press(.enter)
    let before = app.round
    _ = app.update(.filesChanged([files[0]]), at: now)
    #expect(app.round?.id == before?.id && app.round?.question == before?.question)
    app.answerRightly()
    app.answerRightly()
    #expect(app.results?.title == "BB")
    app.press(.enter)
    #expect(app.round?.title == "BB")
    app.press(.escape)
    #expect(app.menuShown?.row == .set(0) && app.menuShown?.entries.count == 1)
    _ = app.update(.filesChanged([]), at: now)
    #expect(app.menuShown?.entry == nil && app.press(.enter) == [])
  }

  @Test("homework is chosen by number and by mouse, and the list is left at its ends")
  func keys() {
    var app = app(homework(1, on: files[0]), homework(2, on: files[1], due: 99_000))
    app.press(.character("2"))
    #expect(app.menuShown?.row == .homework(1))
    app.press(.character("3"), .character("9"))
    #expect(app.menuShown?.row == .set(0))
    for target in [Target.homework(9), .homework(0)] { _ = app.update(.pressed(target), at: now) }
    #expect(app.menuShown?.row == .homework(0))
    app.press(.up, .end)
    #expect(app.menuShown?.row == .set(1))
    app.press(.down)
    #expect(app.menuShown?.focus == .game)
  }
}
