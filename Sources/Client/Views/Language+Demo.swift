import Classboard
import Game
import Languages
import Screen
import Wire
import XP

// Which of the demo's sentences is said.
extension Language {
  /// What is happening and what to do next; the longest first.
  func story(of app: App, _ scene: DemoScene, row: BoardRow?) -> [String] {
    let (status, waiting) = (app.status, app.status.pendingXP)
    if app.isLeaving { return demoEnding }
    switch scene.wire {
    case .cut, .blackHole:
      let isCut = scene.wire == .cut
      if row?.state == .offline, waiting > 0 { return demoSafe(points: waiting, key: isCut ? "F2" : "F3") }
      return waiting > 0 ? demoPlayOn(isCut: isCut, points: waiting) : demoPlayOn(isCut: isCut)
    case .whole: break
    }
    if scene.wasBroken {
      if status.pendingEvents > 0 { return demoOnTheirWay(points: waiting) }
      guard let row, let total = status.total?.totalXP, row.totalXP == total else { return demoCatchesUp }
      return demoNothingLost(points: total)
    }
    if case .menu = app.scene, status.optimisticTotal == 0 {
      return demoYouAre(app.player.name, in: scene.board.schoolClass.name)
    }
    return row.map { $0.totalXP > 0 } ?? false ? demoCutYours : demoAnswer
  }

  func wire(_ wire: DemoScene.Wire, to name: String) -> [Span] {
    let (line, style): (String, Style) =
      switch wire {
      case .whole: ("━━━━━━━", .statusGood)
      case .cut: ("━━ ✕ ━━", .statusBad)
      case .blackHole: ("━━ ○ ━━", .statusOffline)
      }
    return [Span(name + " ", .dim), Span(line, style), Span(" " + demoServer, .dim)]
  }
}
