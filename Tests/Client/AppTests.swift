import Game
import Primitives
import Screen
import TestScopes
import Testing
import Vocabulary
import XP

@Suite(.ownThread()) struct AppTests {
  private let now = GameSamples.now

  private func ids(_ effects: [Effect]) -> [UniqueID] {
    effects.compactMap { if case .award(let id, _, _, _) = $0 { id } else { nil } }
  }

  @Test("a whole round: from the menu through twelve answers to the results and back")
  func wholeRound() throws {
    var app = GameSamples.app()
    #expect(app.press(.enter) == [.playing(.typing)])
    var effects: [Effect] = []
    for _ in 0..<12 { effects += app.answerRightly() }
    let ids = ids(effects)
    #expect(ids.count == 12 && ids == Set(ids).sorted() && ids.allSatisfy { $0.version == 7 })
    #expect(effects.last == .playing(nil))
    let results = try #require(app.results)
    #expect(results.tally.points == 120 && results.tally.rightAtFirstTry == 12 && results.missed.isEmpty)
    #expect(results.actions == [.playAgain, .toMenu] && !results.isLeftEarly)
    app.press(.escape)
    #expect(app.menuShown != nil)
  }

  @Test("after a miss only Enter goes on: whoever types the right answer to learn it answers nothing")
  func afterMiss() {
    var app = GameSamples.app()
    app.press(.enter)
    app.type("nonsense")
    #expect(app.press(.enter) == [])
    #expect(app.round?.phase != .asking)
    app.press(.left, .backspace, .tab)
    app.type("the right answer")
    _ = app.update(.pasted("the right answer"), at: now)
    #expect(app.round?.number == 1 && app.round?.phase != .asking)
    app.press(.enter)
    #expect(app.round?.number == 2 && app.round?.field?.isEmpty == true && app.round?.phase == .asking)
    _ = app.update(.pasted("pa\r\nsted"), at: now)
    #expect(app.round?.field?.text == "pasted")
  }

  @Test("a second Enter soon after a right answer gives nothing up; a second later it does")
  func doubleEnter() {
    var app = GameSamples.app()
    app.press(.enter)
    app.answerRightly()
    app.press(.enter)
    #expect(app.round?.number == 2 && app.round?.phase == .asking)
    _ = app.update(.key(.enter), at: Timestamp(microseconds: now.microseconds + 900_000))
    #expect(app.round?.number == 2 && app.round?.phase == .asking)
    _ = app.update(.key(.enter), at: Timestamp(microseconds: now.microseconds + 1_000_000))
    #expect(app.round?.number == 2 && app.round?.phase != .asking)
  }

  @Test("a word let go at the end of the round leads to the results")
  func letGo() {
    var app = GameSamples.app(GameSamples.file(words: 1))
    app.press(.enter)
    for _ in 0..<RoundSheet.repeatLimit { app.press(.enter, .enter) }
    #expect(app.press(.enter) == [] && app.round != nil)
    _ = app.update(.pasted("x"), at: now)
    #expect(app.results == nil)
    #expect(app.press(.enter) == [.playing(nil)])
    #expect(app.results?.tally.points == 0 && app.results?.isLeftEarly == false)
  }

  @Test("q, ? and digits are letters while typing")
  func letters() {
    var app = GameSamples.app()
    app.press(.enter)
    #expect(app.type("q?1") == [])
    #expect(app.round?.field?.text == "q?1" && !app.isLeaving && !app.isHelpShown)
  }

  @Test("choosing by digit, by arrows and Enter, and by mouse; after a miss a digit only goes on")
  func choosing() throws {
    var app = GameSamples.app()
    app.preselect(game: Games.entry(.choice))
    app.press(.enter)
    #expect(app.press(.enter, .character(" "), .character("5"), .character("x")) == [])
    #expect(ids(app.answerRightly()).count == 1)
    let place = try #require(app.round?.rightChoice)
    for _ in 0...place { app.press(.down) }
    #expect(app.round?.highlighted == place)
    #expect(ids(app.press(.enter)).count == 1)
    let right = try #require(app.round?.rightChoice)
    #expect(ids(app.update(.pressed(.choice(right)), at: now)).count == 1)
    let wrong = try #require(app.round.map { ($0.rightChoice + 1) % 4 })
    #expect(app.update(.pressed(.choice(wrong)), at: now) == [])
    #expect(app.press(.character("x"), .character("1")) == [])
    #expect(app.round?.number == 5 && app.round?.phase == .asking && app.round?.tally.answered == 4)
    _ = app.update(.pressed(.choice((app.round?.rightChoice ?? 0) + 1 & 3)), at: now)
    _ = app.update(.pressed(.choice(0)), at: now)
    #expect(app.round?.number == 6 && app.round?.tally.answered == 5)
  }

  @Test("Esc leaves a round for its results, or for the menu where nothing was answered")
  func escape() {
    var app = GameSamples.app()
    app.press(.enter)
    #expect(app.press(.escape) == [.playing(nil)] && app.menuShown != nil)
    app.press(.enter)
    app.type("nonsense")
    app.press(.enter)
    #expect(app.press(.escape) == [.playing(nil)])
    #expect(app.results?.isLeftEarly == true && app.results?.missed.count == 1)
    #expect(app.results?.last?.typed == "nonsense")
  }

  @Test("play those again asks exactly the missed words; play again asks others first")
  func again() throws {
    var app = GameSamples.app()
    app.press(.enter)
    for _ in 0..<2 { app.press(.enter, .enter) }
    let missed = try #require(app.round?.tally.missed)
    #expect(missed.count == 2)
    while app.round != nil { app.answerRightly() }
    let asked = try #require(app.results?.tally.words)
    #expect(asked == 12 && app.results?.focus == .playMissed)
    #expect(app.press(.enter) == [.playing(.typing)])
    #expect(app.round?.total == 2)
    while app.round != nil { app.answerRightly() }
    #expect(app.results?.missed.isEmpty == true && app.results?.tally.points == 20)
    #expect(app.update(.pressed(.playMissed), at: now) == [] && app.results != nil)
    #expect(app.update(.pressed(.playAgain), at: now) == [.playing(.typing)])
    #expect(app.round?.total == 12)
  }

  @Test("rounds on one set go through all its words before any comes again")
  func throughTheSet() throws {
    var app = GameSamples.app()
    app.press(.enter)
    let first = try #require(app.round).wordsOfTheRest()
    while app.round != nil { app.answerRightly() }
    app.press(.escape, .enter)
    let second = try #require(app.round).wordsOfTheRest()
    #expect(first.count == 12 && second.count == 12 && first.union(second).count == 20)
    while app.round != nil { app.answerRightly() }
    app.press(.escape, .enter)
    let third = try #require(app.round).wordsOfTheRest()
    #expect(third.isSuperset(of: Set(0..<20).subtracting(second)))
  }

  @Test("in the results arrows move, digits act, and the menu comes back as it was left")
  func resultsKeys() {
    var app = GameSamples.app(GameSamples.file(title: "A"), GameSamples.file(title: "BB"))
    app.press(.down, .enter, .enter, .escape)
    #expect(app.results?.actions == [.playMissed, .playAgain, .toMenu])
    app.press(.down, .down, .down)
    #expect(app.results?.focus == .toMenu)
    app.press(.up)
    #expect(app.results?.focus == .playAgain)
    app.press(.character("9"), .character("3"))
    #expect(app.menuShown?.setIndex == 1)
  }

  @Test("F1 shows the help everywhere, ? outside text; any key takes it away and does nothing else")
  func help() {
    var app = GameSamples.app()
    app.press(.character("?"))
    #expect(app.isHelpShown)
    app.press(.character("q"))
    #expect(!app.isHelpShown && !app.isLeaving)
    app.press(.enter, .function(1))
    #expect(app.isHelpShown)
    app.press(.escape)
    #expect(!app.isHelpShown && app.round != nil)
    app.press(.function(1))
    _ = app.update(.pressed(.start), at: now)
    #expect(!app.isHelpShown)
  }

  @Test("q in the menu and Ctrl-C anywhere leave; from then on they end the waiting and nothing is played")
  func leaving() {
    var app = GameSamples.app()
    #expect(app.press(.character("q")) == [.playing(nil), .leave] && app.isLeaving)
    #expect(app.press(.enter, .character("x")) == [] && app.menuShown != nil)
    #expect(app.press(.control("c"), .escape, .character("q")) == [.leaveNow, .leaveNow, .leaveNow])
    var typing = GameSamples.app()
    typing.press(.enter)
    typing.type("abc")
    typing.press(.function(1))
    #expect(typing.press(.control("c")) == [.playing(nil), .leave])
    _ = typing.update(.pasted("xyz"), at: now)
    #expect(typing.update(.pressed(.start), at: now) == [] && typing.round?.field?.text == "abc")
    _ = typing.update(.statusChanged(SyncStatus(state: .syncing(events: 3), pendingEvents: 3)), at: now)
    #expect(typing.status.pendingEvents == 3)
  }

  @Test("the same seed and inputs give the same game; any keys at all keep it going", arguments: 0..<10)
  func anyKeys(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let keys: [Key] = [
      .enter, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .backspace,
      .delete, .function(1), .control("w"), .control("u"), .character("1"), .character("2"), .character("3"),
      .character("x"), .character("å"), .character(" "), .character("?"),
    ]
    var one = GameSamples.app(
      GameSamples.file(), GameSamples.broken(), GameSamples.file(words: 4, title: "F"))
    var other = one
    for _ in 0..<1500 {
      let input: Input
      switch Int.random(in: 0..<10, using: &generator) {
      case 0:
        input = .pressed(
          [.set(2), .game(1), .start, .choice(2), .playMissed, .playAgain].randomElement(using: &generator)
            ?? .start)
      case 1:
        let id = one.marks.randomElement(using: &generator)?.id ?? UniqueID(high: 0, low: 0)
        input = [.awardStored(id), .awardConfirmed(id)].randomElement(using: &generator) ?? .awardStored(id)
      case 2 where one.round?.kind == .typing: input = .pasted(one.round?.rightAnswer ?? "")
      default: input = .key(keys.randomElement(using: &generator) ?? .enter)
      }
      #expect(one.update(input, at: now) == other.update(input, at: now))
      if let round = one.round {
        #expect(
          round.phase != .finished && round.number <= round.total && round.tally.answered <= round.number)
      }
    }
    #expect(!one.isLeaving)
  }
}
