import Game
import Languages
import Screen
import TestScopes
import Testing
import Vocabulary
import XP

@Suite(.ownThread()) struct MenuTests {
  private func app() -> App {
    GameSamples.app(
      GameSamples.file(title: "A"), GameSamples.file(title: "BB"),
      GameSamples.file(words: 3, title: "CCC", isOwn: true))
  }

  @Test("the list shows titles, counts and which are the pupil's own")
  func entries() throws {
    let menu = try #require(app().menuShown)
    #expect(menu.entries.map(\.title) == ["A", "BB", "CCC"])
    #expect(menu.entries.map(\.summary?.wordCount) == [20, 20, 3])
    #expect(menu.entries.map(\.isOwn) == [false, false, true])
    #expect(menu.focus == .set && menu.game.kind == .typing && menu.direction == .fromTo)
  }

  @Test("down goes through the list and on to game, direction and start; up comes back")
  func upAndDown() {
    var app = app()
    app.press(.down, .down)
    #expect(app.menuShown?.setIndex == 2 && app.menuShown?.focus == .set)
    app.press(.down)
    #expect(app.menuShown?.focus == .game)
    app.press(.down)
    #expect(app.menuShown?.focus == .game && app.menuShown?.game.kind == .choice)
    app.press(.down, .down)
    #expect(app.menuShown?.focus == .direction && app.menuShown?.direction == .toFrom)
    app.press(.down, .down)
    #expect(app.menuShown?.focus == .start)
    app.press(.up, .up, .up, .up, .up)
    #expect(
      app.menuShown?.focus == .set && app.menuShown?.game.kind == .typing && app.menuShown?.setIndex == 2)
    app.press(.up, .up, .up, .up)
    #expect(app.menuShown?.setIndex == 0 && app.menuShown?.focus == .set)
  }

  @Test("tab goes round, left and right change what has the focus")
  func tabs() {
    var app = app()
    app.press(.tab, .right)
    #expect(app.menuShown?.game.kind == .choice)
    app.press(.right, .left, .tab, .right)
    #expect(app.menuShown?.game.kind == .typing && app.menuShown?.direction == .toFrom)
    app.press(.left, .tab, .tab)
    #expect(app.menuShown?.direction == .fromTo && app.menuShown?.focus == .set)
    app.press(.backTab)
    #expect(app.menuShown?.focus == .start)
  }

  @Test("digits choose by number, pages and ends move in the list")
  func digits() {
    var app = app()
    app.press(.character("2"))
    #expect(app.menuShown?.setIndex == 1)
    app.press(.character("9"), .character("0"))
    #expect(app.menuShown?.setIndex == 1)
    app.press(.tab, .character("2"), .tab, .character("2"))
    #expect(app.menuShown?.game.kind == .choice && app.menuShown?.direction == .toFrom)
    app.press(.end)
    #expect(app.menuShown?.setIndex == 2)
    app.press(.home, .pageDown)
    #expect(app.menuShown?.setIndex == 2)
    app.press(.pageUp)
    #expect(app.menuShown?.setIndex == 0)
  }

  @Test("the mouse chooses and starts; places that are none do nothing")
  func mouse() {
    var app = app()
    for target in [Target.set(1), .game(1), .direction(1), .set(9), .game(9), .direction(9), .choice(0)] {
      #expect(app.update(.pressed(target), at: GameSamples.now) == [])
    }
    #expect(
      app.menuShown?.setIndex == 1 && app.menuShown?.game.kind == .choice
        && app.menuShown?.direction == .toFrom)
    #expect(app.update(.pressed(.start), at: GameSamples.now) == [.playing(.choice)])
    #expect(app.round?.title == "BB" && app.round?.direction == .toFrom)
  }

  @Test("a broken own file is listed with what is wrong, and starting it says so")
  func broken() {
    var app = GameSamples.app(GameSamples.file(), GameSamples.broken())
    let problem = app.menuShown?.entries[1].problem
    #expect(problem?.text(in: English()).hasPrefix("broken.tsv, line 2: no tab") == true)
    #expect(app.press(.down, .enter) == [])
    #expect(app.menuShown?.notice == problem)
    app.press(.up)
    #expect(app.menuShown?.notice == nil)
    #expect(app.press(.enter) == [.playing(.typing)])
  }

  @Test("a set too small for a game, and no set at all, are said and start nothing")
  func refused() {
    var small = GameSamples.app(GameSamples.file(words: 3))
    small.preselect(game: Games.entry(.choice))
    #expect(
      small.press(.enter) == [] && small.menuShown?.notice?.text(in: English()).contains("at least 4") == true
    )
    var none = App(
      player: Player(name: "Ada"), files: [], status: SyncStatus(state: .local), seed: 1,
      ids: GameSamples.ids(),
      now: GameSamples.now, place: LocalTime(offsetSeconds: 0))
    #expect(none.press(.down, .end, .up, .pageDown, .character("1"), .enter) == [])
    #expect(none.menuShown?.notice != nil && none.menuShown?.entry == nil)
  }

  @Test("the command line's wishes are chosen beforehand")
  func preselected() {
    var app = app()
    app.preselect(set: 2, game: Games.entry(.choice), direction: .toFrom)
    #expect(
      app.menuShown?.setIndex == 2 && app.menuShown?.game.kind == .choice
        && app.menuShown?.direction == .toFrom)
    app.preselect(set: 7, game: Games.entry(.rain))
    #expect(app.menuShown?.setIndex == 2 && app.menuShown?.game.kind == .choice)
  }
}
