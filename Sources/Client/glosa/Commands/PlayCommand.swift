import ArgumentParser
import Game
import Glibc
import Primitives
import Terminal
import Vocabulary
import XP

/// `glosa play`: the game; also what plain `glosa` does.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play (the default command).",
    discussion: "--linear asks on standard output and reads answers from standard input, a line each.")

  @Option(help: "The word set: its id, title or file.")
  var set: String?

  @Option(help: "The game: typing or choice.")
  var game: String?

  @Option(help: "from-to shows the word and asks its translation; to-from the other way.")
  var direction: String?

  @Flag(help: "Send nothing; points stay safe on this computer.")
  var offline = false

  @Flag(help: "Plain lines instead of a full screen: for screen readers, scripts and tests.")
  var linear = false

  @Option(help: "With --linear: how many rounds to play.")
  var rounds: Int?

  @Option(help: "With --linear: makes the questions repeatable.")
  var seed: UInt64?

  mutating func validate() throws {
    if let game, chosenGame == nil {
      throw ValidationError("There is no game “\(game)”: typing and choice are the games.")
    }
    if let direction, Direction(rawValue: direction) == nil {
      throw ValidationError("There is no direction “\(direction)”: from-to and to-from are the directions.")
    }
    if let rounds, !(1...1000).contains(rounds) {
      throw ValidationError("--rounds takes a number from 1 to 1000.")
    }
    if !linear, rounds != nil { throw ValidationError("--rounds goes with --linear.") }
  }

  private var chosenGame: EventKind? {
    game.flatMap(EventKind.init(rawValue:)).flatMap { Menu.games.contains($0) ? $0 : nil }
  }

  private var chosenDirection: Direction { direction.flatMap(Direction.init(rawValue:)) ?? .fromTo }

  func run() throws {
    let directories = Directories.current
    let identity = try Session.Identity.current(in: directories)
    let file = try set.map { name throws(CommandFailure) in try SetLibrary.file(named: name, in: directories)
    }
    if linear {
      let play = LinearPlay(
        file: try file ?? firstFile(in: directories), kind: chosenGame ?? .typing, direction: chosenDirection,
        rounds: rounds ?? 1, seed: seed ?? .random(in: .min ... .max))
      throw try play.run(as: identity, in: directories, sends: !offline)
    }
    try playFullScreen(as: identity, in: directories, with: file)
  }

  private func playFullScreen(
    as identity: Session.Identity, in directories: Directories, with file: WordSetFile?
  ) throws {
    // The signals are blocked before anything starts a thread.
    let signals = Signals()
    guard let mailbox = Mailbox<PlayMessage>() else {
      throw CommandFailure.noDescriptors
    }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw CommandFailure(
        .badUsage, TerminalError.notATerminal(stream: "Standard input or output").description)
    }
    let backstage = Backstage(
      identity: identity, directories: directories, extraFile: file, sends: !offline, mailbox: mailbox)
    let terminal = try Terminal.opened()
    let files = SetLibrary.files(in: directories, and: file)
    let now = Session.wallClock()
    var app = App(
      player: Player(name: identity.name, className: identity.className), files: files,
      status: SyncStatus(state: identity.token == nil || offline ? .local : .synced),
      seed: seed ?? .random(in: .min ... .max), now: now, place: .current(at: now))
    app.preselect(set: file.flatMap(files.firstIndex(of:)), game: chosenGame, direction: chosenDirection)
    let watch = SignalWatch(signals) { @Sendable status in
      mailbox.post(.signal(status))
      backstage.leave()
    }
    defer { withExtendedLifetime(watch) {} }
    var loop = PlayLoop(
      app: app, on: BareStage(), terminal: terminal, mailbox: mailbox, backstage: backstage)
    // Whoever names both a set and a game has nothing left to choose.
    let (status, lastLine) = loop.run(startsRound: file != nil && chosenGame != nil)
    terminal.close()
    if identity.account == nil { backstage.bringAlong() }
    Console.say(lastLine)
    // The queues may still wait for a disk or a server that hangs; nothing of theirs is worth waiting for any more.
    _exit(status.rawValue)
  }

  private func firstFile(in directories: Directories) throws(CommandFailure) -> WordSetFile {
    guard let file = SetLibrary.files(in: directories).first else {
      throw CommandFailure(.badInput, "There are no word sets.")
    }
    return file
  }
}
