import Classboard
import Game
package import GameShell
import Glibc
import Languages
import Outbox
import Primitives
import Profile
import Sync
import Terminal
import Transport
import Views
import XP

/// The demo on the whole screen: the game beside the teacher's live board, with keys that cut the wire between them.
package struct DemoPlay {
  private let pupils: Int
  private let seed: UInt64

  /// - Parameter pupils: How many simulated ones play too.
  package init(pupils: Int, seed: UInt64) { (self.pupils, self.seed) = (pupils, seed) }

  /// Plays until the pupil leaves, and adds up what was won.
  ///
  /// - Parameter say: Takes a line for the terminal, once it is given back.
  /// - Throws: `CommandFailure`, or the `ExitStatus` of who wants the end and not the figures.
  package func run(_ signals: Signals, say: (String) -> Void) throws -> DemoOutcome {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(.badUsage, Spoken.language.demoNeedsTerminal)
    }
    guard let mailbox = Mailbox<PlayMessage>() else {
      throw CommandFailure.noDescriptors
    }
    let server = try DemoServer()
    defer { server.stop() }
    let demo = try DemoClass(server: server, seed: seed)
    defer { demo.leave() }
    let feed = server.teacher.boardFeed(of: server.schoolClass) { @Sendable event in
      mailbox.post(.board(event))
    }
    feed.start()
    let identity = try Session.Identity(
      joining: server.schoolClass, as: DemoClass.name(at: 0), trust: server.teacher.place.trust,
      port: demo.wire.port)
    demo.admitSoon(1..<pupils + 1)
    demo.letWeakNetworkDropOut()
    let (status, player) = try play(as: identity, demo, mailbox, signals, say)
    feed.stop()
    if status != .done { throw status }
    say(Spoken.language.demoEverybodyRests)
    return demo.outcome(with: player.participant)
  }

  private func play(
    as identity: Session.Identity, _ demo: DemoClass, _ mailbox: Mailbox<PlayMessage>, _ signals: Signals,
    _ say: (String) -> Void
  ) throws -> (ExitStatus, DemoCounter) {
    let home = demo.server.folder + "/player"
    let directories = Directories(environment: ["HOME": home, "XDG_RUNTIME_DIR": home])
    let player = DemoCounter(of: identity)
    let worker = SessionWorker(
      identity: identity, directories: directories, extraFile: nil, sends: true,
      transport: { player.transport }, configuration: DemoPupil.configuration, mailbox: mailbox)
    let terminal = try Terminal.opened()
    let now = Session.wallClock()
    let app = App(
      player: Player(name: identity.name, className: identity.className),
      files: SetLibrary.files(in: directories), seed: seed,
      ids: EventIDs(using: SystemRandomNumberGenerator()), now: now, place: .current(at: now))
    let watch = SignalWatch(signals) { @Sendable status in
      mailbox.post(.signal(status))
      worker.leave()
    }
    defer { withExtendedLifetime(watch) {} }
    let scene = DemoScene(
      board: BoardApp(schoolClass: demo.server.schoolClass, selected: identity.owner.studentID),
      player: identity.owner.studentID)
    var loop = PlayLoop(
      app: app, on: DemoHost(scene: scene, demo: demo, player: player), terminal: terminal, mailbox: mailbox,
      worker: worker)
    let (status, lastLine) = loop.run(startsRound: false)
    terminal.close()
    say(lastLine)
    return (status, player)
  }
}
