import Classboard
import Game
import GameShell
import Languages
import Profile
import Screen
import Sync
package import Views

/// The live board beside the game, and the keys that cut the wire.
package struct DemoHost: GameHost {
  private var scene: DemoScene
  private let demo: DemoClass
  private let player: DemoCounter

  package init(scene: DemoScene, demo: DemoClass, player: DemoCounter) {
    (self.scene, self.demo, self.player) = (scene, demo, player)
  }

  func draw(_ app: App, size: Size, now: Int64, glyphSet: GlyphSet) -> Frame {
    DemoViews.draw(
      app, scene, size: size, now: now, wallClock: Session.wallClock(), glyphSet: glyphSet,
      language: Spoken.language)
  }

  mutating func handle(_ key: Key) -> Key? {
    switch scene.keys.action(for: key) {
    case .does(.wire(let wire)): change(wire)
    case .does(.figures): return .control("c")
    case .not, nil: return key
    }
    return nil
  }

  mutating func handle(_ message: PlayMessage) {
    switch message {
    case .awardStored(let id, let points): player.awarded(id, points)
    case .sync(.confirmed(let ids)): player.confirmed(ids)
    case .board(let event): _ = scene.board.update(BoardInput(event), at: Session.wallClock())
    default: break
    }
  }

  func willLeave() { demo.rest() }

  private mutating func change(_ wire: DemoScene.Wire) {
    scene.wire = wire
    switch wire {
    case .whole: demo.wire.set(.open)
    case .cut: demo.wire.set(.cut)
    case .blackHole: demo.wire.set(.blackHole)
    }
  }
}
