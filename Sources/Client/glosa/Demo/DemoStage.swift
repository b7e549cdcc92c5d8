import Classboard
import Game
import Screen
import Sync
import Synchronization
import Views

/// The live board beside the game, and the keys that cut the wire.
struct DemoStage: Stage {
  private var scene: DemoScene
  private let demo: DemoClass
  private let player: DemoPlayer

  init(scene: DemoScene, demo: DemoClass, player: DemoPlayer) {
    (self.scene, self.demo, self.player) = (scene, demo, player)
  }

  func draw(_ app: App, size: Size, now: Int64, look: Look) -> Frame {
    DemoViews.draw(app, scene, size: size, now: now, wallClock: Session.wallClock(), look: look)
  }

  mutating func took(_ key: Key) -> Key? {
    switch key {
    case .function(2): change(scene.wire == .cut ? .whole : .cut)
    case .function(3): change(scene.wire == .blackHole ? .whole : .blackHole)
    case .function(4): return .control("c")
    default: return key
    }
    return nil
  }

  mutating func took(_ message: PlayMessage) {
    player.took(message)
    if case .board(let event) = message {
      _ = scene.board.update(BoardInput(event), at: Session.wallClock())
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

/// Counts what the person at the keyboard won, from what the game hears.
final class DemoPlayer: Sendable {
  private let name: String
  private let token: String
  private let figures = Mutex(DemoParticipant.Figures())
  /// What the person's client sends through.
  let transport: CountingTransport

  init(identity: Session.Identity, transport: CountingTransport) {
    (name, token, self.transport) = (identity.name, identity.token ?? "", transport)
  }

  func took(_ message: PlayMessage) {
    figures.withLock { figures in
      switch message {
      case .awardStored(_, let id, let points): figures.awarded[id] = points
      case .sync(.confirmed(let ids)): figures.confirmed.formUnion(ids)
      default: break
      }
    }
  }

  /// What this computer counted.
  var participant: DemoParticipant {
    let counts = transport.counts
    var figures = figures.withLock(\.self)
    (figures.sent, figures.resent) = (counts.sent, counts.resent)
    return DemoParticipant(name: name, token: token, figures: figures)
  }
}
