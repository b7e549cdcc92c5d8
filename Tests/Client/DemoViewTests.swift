import Classboard
import Game
import Primitives
import Screen
import TestScopes
import Testing
import Wire
import XP

@testable import Views

@Suite(.ownThread()) struct DemoViewTests {
  private let now = Timestamp("2026-11-22T12:00:00Z") ?? Timestamp(milliseconds: 0)

  /// The player is Ada, with as much in the ledger as the samples of a game have.
  private func scene(_ state: BoardRow.State = .synced, total: Int = 1250) -> DemoScene {
    let ada = BoardAppTests.row("Ada", total: total, state, game: "typing")
    return DemoScene(
      board: BoardAppTests.app([ada, BoardAppTests.row("Bo", total: 5)]), player: ada.studentID)
  }

  private func frame(_ app: App, _ scene: DemoScene, _ columns: Int, _ rows: Int) -> Frame {
    DemoViews.draw(app, scene, size: Size(columns: columns, rows: rows), now: 0, wallClock: now)
  }

  private func story(_ app: App, _ scene: DemoScene) -> String {
    frame(app, scene, 120, 40).screen.lines[38].trimmed
  }

  @Test(
    "side by side where there is room, stacked where it is narrow, the game always in the upper left corner")
  func layout() {
    let app = Play.round(.typing).app
    let wide = frame(app, scene(), 120, 40).screen.lines
    #expect(wide[1].hasPrefix(" glosa   Ada · 7B"))
    #expect(wide[0].contains("│  glosa   7B   join with ABCDEF"))
    #expect(wide[36].contains("│"))
    #expect(wide[37] == String(repeating: "─", count: 120))
    #expect(wide[39].contains("Ada ━━━━━━━ server") && wide[39].hasSuffix("F4 the figures"))
    let narrow = frame(app, scene(), 80, 24).screen.lines
    #expect(narrow[0].hasPrefix("  glosa   Ada · 7B"))
    #expect(narrow[11] == String(repeating: "─", count: 80))
    #expect(narrow[12].hasPrefix("  glosa   7B   join with ABCDEF"))
    #expect(!narrow[21].contains("quit"), "the board's own keys are for something else here")
    #expect(narrow[23].hasPrefix("  Ada ━━━━━━━ server"))
    #expect(frame(app, scene(), 80, 22).screen.lines.joined().contains("40×23"))
  }

  @Test("at every size the parts are drawn as by themselves, cursor and mouse belong to the game")
  func parts() {
    let app = Play.round(.choice).app
    for size in [Size(columns: 40, rows: 23), Size(columns: 80, rows: 24), Size(columns: 110, rows: 30)] {
      let layout = DemoLayout(size: size)
      let whole = DemoViews.draw(app, scene(), size: size, now: 0, wallClock: now)
      let game = Views.draw(app, size: layout.game.size, now: 0)
      let board = BoardViews.draw(
        scene().board, size: layout.board.size, now: 0, wallClock: now, hasKeys: false)
      for (part, rect) in [(game.screen, layout.game), (board.screen, layout.board)] {
        for row in 0..<rect.height {
          for column in 0..<rect.width {
            #expect(whole.screen[rect.column + column, rect.row + row] == part[column, row])
          }
        }
      }
      #expect(whole.targets.map(\.target) == game.targets.map(\.target))
      #expect(!game.targets.isEmpty)
      for line in whole.screen.lines { #expect(GlyphSet.unicode.columns(of: line) <= size.columns) }
    }
    let typing = Play.round(.typing).app
    let layout = DemoLayout(size: Size(columns: 80, rows: 24))
    let cursor = Views.draw(typing, size: layout.game.size, now: 0).cursor
    #expect(
      frame(typing, scene(), 80, 24).cursor.map { [$0.column, $0.row] } == cursor.map { [$0.column, $0.row] })
    #expect(cursor != nil)
  }

  @Test("the caption tells the story: play, cut, offline, on the way, nothing lost")
  func tells() {
    let fresh = SyncStatus(state: .synced, total: LedgerTotal(totalXP: 0, gamesPlayed: 0, version: 1))
    #expect(story(Play(status: fresh).app, scene(total: 0)).hasPrefix("You are Ada in 7B."))
    #expect(story(Play.round(.typing, status: fresh).app, scene(total: 0)).hasPrefix("Answer some words"))
    #expect(
      story(Play.round(.typing).app, scene())
        == "Your points are on the board. Some of the class have bad networks anyway; now cut yours: F2")

    var scene = scene()
    scene.wire = .cut
    #expect(story(Play.round(.typing).app, scene).hasPrefix("The wire is cut. Play on: every point"))
    let offline = Play.round(.typing, status: Play.offline(until: 5000)).app
    #expect(story(offline, scene).hasPrefix("The wire is cut. Play on: 37 XP wait"))
    #expect(frame(offline, scene, 120, 40).screen.lines[39].contains("Ada ━━ ✕ ━━ server"))
    #expect(frame(offline, scene, 120, 40).nextChangeAt == 1000, "the countdown of the game goes on")
    _ = scene.board.update(.row(BoardAppTests.row("Ada", total: 1250, .offline)), at: now)
    #expect(
      story(offline, scene)
        == "37 XP are safe on this disk, and the board says offline. Mend the wire: F2")
    scene.wire = .blackHole
    #expect(story(offline, scene).hasSuffix("Mend the wire: F3"))

    scene.wire = .whole
    #expect(story(offline, scene) == "The wire is whole: 37 XP are on their way.")
    #expect(story(Play.round(.typing).app, scene).hasPrefix("Nothing is lost: 1250 XP here, and 1250 XP"))
    _ = scene.board.update(.row(BoardAppTests.row("Ada", total: 1240)), at: now)
    #expect(story(Play.round(.typing).app, scene).contains("the board catches up"))
    var leaving = Play.round(.typing)
    leaving.press(.control("c"))
    #expect(story(leaving.app, scene).hasPrefix("The wire is whole, and what still waits"))
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
