import ArgumentParser
import Classboard
import Demo
import Game
import GameShell
import Glibc
import Outbox
import Primitives
import Profile
import Sync
import Terminal
import Transport
import Views
import XP

/// `glosa demo`: play, cut the network, play on, reconnect, and see that nothing is lost.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Show in a minute that no point is ever lost or counted twice.",
    discussion: """
      The game beside the teacher's live board: a real server with a temporary database, a class of simulated pupils who \
      play through the real client, and a wire between you and the server that F2 really cuts and F3 turns into a black \
      hole. At the end everything that was won is compared with what the server has. Nothing is left behind. The demo's \
      programs try again every 3 s rather than every minute.
      """)

  @Option(help: "How many simulated pupils, 1 to 100.")
  var pupils = 12

  @Flag(help: "Tell the whole story line by line, without keys.")
  var script = false

  @Option(help: "Makes the pupils' rhythm repeatable.")
  var seed: UInt64?

  @Flag(help: "With --script: print only the figures, as one JSON object.")
  var json = false

  mutating func validate() throws {
    if !(1...100).contains(pupils) { throw ValidationError("--pupils takes a number from 1 to 100.") }
    if json, !script { throw ValidationError("--json goes with --script.") }
  }

  func run() throws {
    // The signals are blocked before anything starts a thread.
    let signals = Signals()
    let seed = seed ?? .random(in: .min ... .max)
    if script { try tell(seed, signals) } else { try show(seed, signals) }
  }

  // MARK: The story

  private func tell(_ seed: UInt64, _ signals: Signals) throws {
    let server = try DemoServer()
    defer { server.stop() }
    let watch = SignalWatch(signals) { @Sendable status in _exit(status.rawValue) }
    defer { withExtendedLifetime(watch) {} }
    let isQuiet = json
    let outcome = try DemoScript(server: server, count: pupils, seed: seed) { line in
      if !isQuiet { Console.say(line) }
    }.run()
    if json { Console.say(outcome.json.description) } else { say(outcome) }
    try conclude(outcome)
  }

  private func say(_ outcome: DemoOutcome) {
    Console.say("")
    outcome.lines.forEach(Console.say)
  }

  private func conclude(_ outcome: DemoOutcome) throws {
    outcome.faults.forEach(Console.complain)
    if !outcome.isSound { throw ExitCode(1) }
  }

  // MARK: The screen

  private func show(_ seed: UInt64, _ signals: Signals) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(.badUsage, "The demo needs a terminal; without one: glosa demo --script.")
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
    let (status, player) = try play(as: identity, seed, demo, mailbox, signals)
    feed.stop()
    // Ctrl-C and a signal want the end, not the figures.
    if status != .done { throw status }
    Console.say("Everybody rests; what is still pending is sent.")
    let outcome = demo.outcome(with: player.participant)
    say(outcome)
    try conclude(outcome)
  }

  private func play(
    as identity: Session.Identity, _ seed: UInt64, _ demo: DemoClass, _ mailbox: Mailbox<PlayMessage>,
    _ signals: Signals
  ) throws -> (ExitStatus, DemoCounter) {
    let home = demo.server.folder + "/player"
    let directories = Directories(environment: ["HOME": home, "XDG_RUNTIME_DIR": home])
    let player = DemoCounter(of: identity)
    let backstage = Backstage(
      identity: identity, directories: directories, extraFile: nil, sends: true,
      transport: { player.transport }, configuration: DemoPupil.configuration, mailbox: mailbox)
    let terminal = try Terminal.opened()
    let now = Session.wallClock()
    let app = App(
      player: Player(name: identity.name, className: identity.className),
      files: SetLibrary.files(in: directories), status: SyncStatus(state: .synced), seed: seed, now: now,
      place: .current(at: now))
    let watch = SignalWatch(signals) { @Sendable status in
      mailbox.post(.signal(status))
      backstage.leave()
    }
    defer { withExtendedLifetime(watch) {} }
    let scene = DemoScene(
      board: BoardApp(schoolClass: demo.server.schoolClass, selected: identity.owner.studentID),
      player: identity.owner.studentID)
    var loop = PlayLoop(
      app: app, on: DemoStage(scene: scene, demo: demo, player: player), terminal: terminal, mailbox: mailbox,
      backstage: backstage)
    let (status, lastLine) = loop.run(startsRound: false)
    terminal.close()
    Console.say(lastLine)
    return (status, player)
  }
}
