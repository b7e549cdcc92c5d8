import Classboard
import Game
import Languages
import Primitives
import Screen
import TestScopes
import Testing
import Views
import XP

/// What the keys do is said once: handler, footer and help can't differ.
@Suite("The keys of a screen", .ownThread())
struct KeyTableTests {
  private func keys(_ told: ToldKeys) -> [Key] {
    switch told {
    case .key(let key): [key]
    case .digits(let digits): digits.map { .character(Character("\($0)")) }
    }
  }

  @Test("the first line that knows a key decides, and what no line knows is nobody's")
  func order() {
    let table = KeyTable<Int>(lines: [
      KeyLine(nil, (.enter, 1), also: [(.tab, 2)]), KeyLine(nil, (.enter, 3), (.escape, 4), unless: .waiting),
      KeyLine(nil, digits: 1...3) { $0 * 10 }, KeyLine(idle: [.up], because: .nobodyThere),
      KeyLine(text: { $0 == "x" ? 5 : 6 }), KeyLine(idleTextBecause: .leaving),
    ])
    func does(_ key: Key) -> Int? { if case .does(let it)? = table.action(for: key) { it } else { nil } }
    func obstacle(_ key: Key) -> KeyObstacle? {
      if case .not(let it)? = table.action(for: key) { it } else { nil }
    }
    #expect([.enter, .tab, .character("2"), .character("x"), .character("4")].map(does) == [1, 2, 20, 5, 6])
    #expect(obstacle(.escape) == .waiting && obstacle(.up) == .nobodyThere && obstacle(.enter) == nil)
    #expect(table.action(for: .down) == nil && table.action(for: .control("x")) == nil)
  }

  @Test("with less and less room the hint of the greatest rank goes first")
  func variants() {
    let table = KeyTable<Int>(lines: [
      KeyLine(nil, (.enter, 1), hint: (.start, 3)), KeyLine(nil, (.tab, 1), hint: (.next, 4)),
      KeyLine(nil, (.escape, 1), hint: (.back, 1)),
      KeyLine(nil, (.up, 1), hint: (.help, 2), unless: .waiting),
    ])
    let variants = KeyHint.variants(of: table.hints).map { $0.map(\.meaning) }
    #expect(variants == [[.start, .next, .back], [.start, .back], [.back]])
  }

  @Test("every key that footer and help tell of is one that the screen knows", arguments: Play.all.indices)
  func toldKeysAct(index: Int) {
    let (name, play) = Play.all[index]
    guard !play.app.isHelpShown, !play.app.isLeaving else { return }
    for hint in play.app.keys.hints {
      for key in hint.keys.flatMap(keys) {
        var after = play
        after.press(key)
        #expect(after.app.refusal == nil, "\(name): \(key)")
      }
    }
    for line in play.app.keys.section?.lines ?? [] {
      for key in line.keys.flatMap(keys) {
        var after = play
        after.press(key)
        #expect(after.app.refusal?.obstacle != .unknownKey, "\(name): \(key)")
      }
    }
  }

  @Test("the help has a part for every game, and no key twice in a part")
  func help() {
    let help = Play().app.help
    #expect(help.map(\.title).filter { if case .game = $0 { true } else { false } }.count == Games.all.count)
    for section in help {
      let told = section.lines.flatMap(\.keys)
      #expect(Set(told).count == told.count && !told.isEmpty, "\(section.title)")
    }
  }

  /// Screens with a key that does nothing there.
  private static var refused: [(name: String, key: Key, obstacle: KeyObstacle, words: String)] {
    [
      ("menu", .function(5), .unknownKey, "F5 does nothing here: F1 shows the keys"),
      ("menu", .character("x"), .unknownKey, "x does nothing here"),
      ("menu", .character("9"), .onlySoMany(3), "There are only 3 to choose from"),
      ("menu", .character(" "), .enterStarts, "Enter starts"),
      ("menu", .escape, .nothingBehind, "q leaves"),
      ("menu", .character("j"), .noJoining, "can't be joined from here"),
      ("typing", .up, .unknownKey, "↑ does nothing here"),
      ("typing, wrong", .character("q"), .enterGoesOn, "Enter goes on"),
      ("typing, wrong", .backspace, .enterGoesOn, "Enter goes on"),
      ("choice", .enter, .nothingChosen, "Choose with ↑ ↓ first"),
      ("choice", .character("7"), .onlySoMany(4), "There are only 4"),
      ("choice, wrong", .up, .enterGoesOn, "Enter goes on"),
      ("results", .character("4"), .onlySoMany(3), "There are only 3"),
      ("leaving", .character("x"), .leaving, "Ctrl-C leaves now"),
      ("sending", .character("x"), .waiting, "Esc stops waiting"),
      ("waiting", .escape, .tooLateToStop, "asked already"),
      ("asked", .enter, .yesOrNo, "y or n answers"),
      ("joined", .character("x"), .enterGoesOn, "Enter goes on"),
    ]
  }

  @Test("a key that does nothing says why, until the next one", arguments: refused.indices)
  func refusals(index: Int) throws {
    let (name, key, obstacle, words) = Self.refused[index]
    var play = try #require(Play.all.first { $0.name == name }).play
    let before = play.lines(80, 24)
    play.press(key)
    #expect(play.app.refusal == KeyRefusal(key: key, obstacle: obstacle))
    #expect(play.lines(120, 40).last?.contains(words) == true, "\(play.lines(120, 40).last ?? "")")
    let after = play.lines(80, 24)
    #expect(after.last != before.last && after.dropLast() == before.dropLast(), "\(after.last ?? "")")
    _ = play.app.update(.key(.function(1)), at: Timestamp(milliseconds: 0))
    #expect(play.app.refusal == nil || play.app.isLeaving)
  }

  @Test("the board's keys: what is told acts, what does nothing says why")
  func board() {
    let now = Timestamp(milliseconds: 0)
    var nobody = BoardAppTests.app([])
    _ = nobody.update(.key(.down), at: now)
    #expect(nobody.refusal == KeyRefusal(key: .down, obstacle: .nobodyThere))
    let list = BoardAppTests.app([BoardAppTests.row("Ada"), BoardAppTests.row("Bo")])
    var page = list
    _ = page.update(.key(.enter), at: now)
    for app in [list, page] {
      for key in (app.keys.hints.flatMap(\.keys) + (app.keys.section?.lines.flatMap(\.keys) ?? [])).flatMap(
        keys)
      {
        var after = app
        _ = after.update(.key(key), at: now)
        #expect(after.refusal == nil, "\(key)")
      }
    }
    var odd = list
    _ = odd.update(.key(.function(7)), at: now)
    #expect(odd.refusal == KeyRefusal(key: .function(7), obstacle: .unknownKey))
    let foot = BoardViews.draw(odd, size: Size(columns: 80, rows: 24), now: 0, wallClock: now).screen.lines
      .last
    #expect(foot?.contains("F7 does nothing here") == true, "\(foot ?? "")")
    _ = odd.update(.key(.down), at: now)
    #expect(odd.refusal == nil)
  }
}
