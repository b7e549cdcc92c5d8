import Classboard
import Game
import Screen
import Wire
import XP

/// Every text of the demo's screen.
enum DemoPhrases {
  /// What is happening and what to do next; the longest first.
  static func story(of app: App, _ scene: DemoScene, row: BoardRow?) -> [String] {
    let (status, name) = (app.status, app.player.name)
    let waiting = status.pendingXP
    if app.isLeaving {
      return ["The wire is whole, and what still waits is sent.", "What still waits is sent."]
    }
    switch scene.wire {
    case .cut, .blackHole:
      let key = scene.wire == .cut ? "F2" : "F3"
      let fact = scene.wire == .cut ? "The wire is cut." : "Every packet vanishes."
      if row?.state == .offline, waiting > 0 {
        return [
          "\(waiting) XP are safe on this disk, and the board says offline. Mend the wire: \(key)",
          "\(waiting) XP are safe on this disk. Mend: \(key)",
        ]
      }
      if waiting > 0 {
        return [
          "\(fact) Play on: \(waiting) XP wait on this disk. Soon the board says offline.",
          "\(fact) \(waiting) XP wait here.",
        ]
      }
      return ["\(fact) Play on: every point goes to your own disk first.", "\(fact) Play on."]
    case .whole: break
    }
    if scene.wasBroken {
      if status.pendingEvents > 0 {
        return ["The wire is whole: \(waiting) XP are on their way.", "\(waiting) XP are on their way."]
      }
      guard let row, let total = status.total?.totalXP, row.totalXP == total else {
        return ["The wire is whole, and the board catches up.", "The board catches up."]
      }
      return [
        "Nothing is lost: \(total) XP here, and \(total) XP on the board. F4 adds up the whole class.",
        "\(total) XP here, \(total) XP on the board.",
      ]
    }
    if case .menu = app.scene, status.optimisticTotal == 0 {
      return [
        "You are \(name) in \(scene.board.schoolClass.name). Press Enter to play; the others play already.",
        "You are \(name): Enter plays.",
      ]
    }
    if row.map({ $0.totalXP > 0 }) ?? false {
      return [
        "Your points are on the board. Some of the class have bad networks anyway; now cut yours: F2",
        "Your points are on the board. Now cut the wire: F2", "Now cut the wire: F2",
      ]
    }
    return ["Answer some words, and see your points come to the board.", "Answer some words."]
  }

  static func wire(_ wire: DemoScene.Wire, to name: String) -> [Span] {
    let (line, style): (String, Style) =
      switch wire {
      case .whole: ("━━━━━━━", .statusGood)
      case .cut: ("━━ ✕ ━━", .statusBad)
      case .blackHole: ("━━ ○ ━━", .statusOffline)
      }
    return [Span(name + " ", .dim), Span(line, style), Span(" server", .dim)]
  }
}
