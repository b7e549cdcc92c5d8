import Game
import Primitives
import Screen
import TestScopes
import Testing
import Views
import XP

@Suite(.ownThread()) struct ViewsTests {
  @Test("Every screen at every size is drawn within its bounds", arguments: Play.all.indices)
  func everySize(index: Int) {
    let app = Play.all[index].play.app
    for columns in [0, 1, 2, 7, 39, 40, 41, 52, 59, 60, 63, 68, 79, 80, 100, 250] {
      for rows in [0, 1, 2, 9, 10, 11, 12, 14, 15, 16, 18, 22, 24, 30, 60] {
        let size = Size(columns: columns, rows: rows)
        let frame = Views.draw(app, size: size, now: 0)
        #expect(frame.screen.size == size)
        if let cursor = frame.cursor {
          #expect(size.bounds.contains(column: cursor.column, row: cursor.row))
        }
        for (area, _) in frame.targets {
          #expect(area.width > 0 && area.height > 0)
          #expect(size.bounds.contains(column: area.column, row: area.row))
          #expect(
            size.bounds.contains(column: area.column + area.width - 1, row: area.row + area.height - 1),
            "\(Play.all[index].name) \(columns)×\(rows)")
        }
      }
    }
  }

  @Test("In the ASCII look nothing but ASCII is drawn", arguments: Play.all.indices)
  func onlyASCII(index: Int) {
    for (columns, rows) in [(80, 24), (40, 10), (120, 40), (20, 5)] {
      for line in Play.all[index].play.lines(columns, rows, glyphSet: .ascii) {
        #expect(line.utf8.count == line.count, "\(line)")
      }
    }
  }

  @Test("Before anything is known of the points the screen says neither a figure nor that all is saved")
  func opening() {
    let app = App(
      player: Player(name: "Ada", className: "7B"), files: [], seed: 7, ids: GameSamples.ids(),
      now: Timestamp(milliseconds: 0), place: LocalTime(offsetSeconds: 3600))
    for (columns, rows) in [(80, 24), (40, 10), (120, 40)] {
      let screen = Play(of: app).lines(columns, rows)
      #expect(
        screen.contains { $0.contains("Ada") } && screen.contains { $0.contains("opening your points") })
      #expect(
        !screen.contains { $0.contains("saved") || $0.contains("XP") || $0.contains("Level") }, "\(screen)")
    }
  }

  @Test("The too-small notice fits any size and goes when the window grows")
  func tooSmall() {
    let play = Play()
    #expect(play.lines(1, 1) == ["W"])
    #expect(play.lines(39, 10).contains { $0.contains("40×10") })
    #expect(play.lines(38, 9).joined(separator: " ").contains("38×9"))
    #expect(!play.lines(40, 10).contains { $0.contains("too small") })
  }

  @Test("The cursor stands where the next letter goes, also in a long answer and behind wide letters")
  func cursor() {
    var play = Play.round(.typing)
    func cursor() -> Int? { Views.draw(play.app, size: Size(columns: 80, rows: 24), now: 0).cursor?.column }
    let start = cursor() ?? 0
    for character in "aå漢" { play.press(.character(character)) }
    #expect(cursor() == start + 4)
    play.press(.home)
    #expect(cursor() == start)
    play.press(.end)
    for _ in 0..<100 { play.press(.character("x")) }
    #expect(cursor() == start + 41)
    #expect(play.lines(80, 24).contains { $0.contains("│ " + String(repeating: "x", count: 41)) })
  }

  @Test("Choices, sets, games and actions can be pressed where they are drawn")
  func targets() throws {
    let size = Size(columns: 80, rows: 24)
    let choice = Views.draw(Play.round(.choice).app, size: size, now: 0)
    #expect(choice.targets.map(\.target) == (0..<4).map(Target.choice))
    let (area, target) = try #require(choice.targets.last)
    #expect(choice.target(column: area.column, row: area.row) == target)
    #expect(choice.target(column: 0, row: 0) == nil)
    let menu = Views.draw(Play().app, size: size, now: 0).targets.map(\.target)
    #expect(
      Set(menu) == [.set(0), .set(1), .set(2), .game(0), .game(1), .direction(0), .direction(1), .start])
    let results = Play.all.first { $0.name == "results" }
    #expect(
      Views.draw(try #require(results).play.app, size: size, now: 0).targets.map(\.target)
        == [.playMissed, .playAgain, .toMenu])
    let help = Play.all.first { $0.name == "help" }
    #expect(Views.draw(try #require(help).play.app, size: size, now: 0).targets.isEmpty)
  }

  @Test("A frame stands still until something happens, but for the countdown, which says when it changes")
  func nextChange() {
    let size = Size(columns: 80, rows: 24)
    for (name, play) in Play.all where !name.contains("offline") {
      #expect(Views.draw(play.app, size: size, now: 5).nextChangeAt == nil)
      #expect(play.lines(80, 24, now: 5) == play.lines(80, 24, now: 500_000))
    }
    let app = Play(status: Play.offline(until: 8000)).app
    func line(_ now: Int64) -> String { Views.draw(app, size: size, now: now).screen.lines.last ?? "" }
    #expect(Views.draw(app, size: size, now: 0).nextChangeAt == 1000)
    #expect(Views.draw(app, size: size, now: 1).nextChangeAt == 1000)
    #expect(line(999) == line(0) && line(1000) != line(0))
    #expect(Views.draw(app, size: size, now: 7500).nextChangeAt == 8000)
    #expect(line(7500).contains("next try in 1 s"))
    #expect(line(8000).contains("trying again…"))
    #expect(Views.draw(app, size: size, now: 8000).nextChangeAt == nil)
  }

  @Test(
    "The head tells the points that the server has apart from those on their way, and shortens by whole parts"
  )
  func head() {
    var status = Play.synced
    (status.state, status.pendingXP, status.pendingEvents) = (.pending, 1234, 9)
    let play = Play(status: status)
    #expect(play.lines(80, 24)[1].hasSuffix("1 250 XP +1 234"))
    for columns in 40...120 {
      let head = play.lines(columns, 12)[0]
      #expect(head.hasSuffix("1 250 XP +1 234"))
      #expect(head.contains("Ada") && !head.contains("…"))
    }
    let local = Play(status: SyncStatus(state: .local, pendingXP: 70), className: nil).lines(80, 24)[1]
    #expect(local.hasSuffix("70 XP") && local.contains("Level 2"))
  }

  @Test(
    "Points are called saving, pending, confirmed or lost, as they are, and saved where there is no server")
  func marks() throws {
    func marks(_ status: SyncStatus, _ after: (inout Play, UniqueID) -> Void) -> String {
      var play = Play.round(.typing, status: status)
      for character in play.rightAnswer { play.press(.character(character)) }
      for case .award(let id, _, _, _) in play.app.update(.key(.enter), at: .init(milliseconds: 0)) {
        after(&play, id)
      }
      return play.lines(80, 24).joined(separator: "\n")
    }
    let now = Play.synced
    func send(_ input: Input, _ play: inout Play) { _ = play.app.update(input, at: .init(milliseconds: 0)) }
    #expect(marks(now) { _, _ in }.contains("+10 saving…"))
    #expect(marks(now) { send(.awardStored($1), &$0) }.contains("   +10 pending"))
    #expect(
      marks(now) {
        send(.awardStored($1), &$0)
        send(.awardConfirmed($1), &$0)
      }.contains("✓ +10 confirmed"))
    #expect(
      marks(now) { send(.awardFailed($1, reason: "disk full"), &$0) }.contains("✗ +10 not saved: disk full"))
    #expect(
      marks(SyncStatus(state: .local)) { send(.awardStored($1), &$0) }.contains("✓ +10 saved"))
  }

  @Test("Leaving promises safety only where it is true")
  func leaving() {
    func shown(_ status: SyncStatus) -> String {
      var play = Play(status: status)
      play.press(.control("c"))
      return play.lines(80, 24).joined(separator: " ")
    }
    var pending = Play.synced
    (pending.state, pending.pendingEvents) = (.syncing(events: 3), 3)
    #expect(shown(pending).contains("Sending the last 3 events… (Ctrl-C leaves now;"))
    #expect(shown(Play.synced).contains("Leaving…"))
    #expect(!shown(SyncStatus(state: .notSaving(reason: "disk full"), pendingEvents: 2)).contains("safe"))
  }

  @Test("What has to be told once is told in whole, above the status bar")
  func notice() {
    var status = Play.synced
    status.notice = "The file of unsent points was damaged and moved aside; 12 points were carried over."
    for (columns, rows) in [(80, 24), (60, 20)] {
      let text = Play(status: status).lines(columns, rows).joined(separator: " ")
      #expect(text.contains("▲ The file of unsent points") && text.contains("carried over."))
    }
  }
}
