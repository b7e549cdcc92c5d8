import ArgumentParser
import Game
import GameShell
import Languages
import Profile
import Vocabulary
import XP

/// `glosa play`: the game; also what plain `glosa` does.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play", abstract: "Play (the default command).",
    discussion: "--linear asks on standard output and reads answers from standard input, a line each.")

  @Option(help: "The word set: its id, title or file.")
  var set: String?

  @Option(help: "The game: \(names(joinedBy: "or")).")
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
      throw ValidationError(Spoken.language.noGame(game, games: Games.all.map(\.kind.rawValue)))
    }
    if let direction, Direction(rawValue: direction) == nil {
      throw ValidationError(Spoken.language.noDirection(direction))
    }
    if let rounds, !(1...1000).contains(rounds) {
      throw ValidationError(Spoken.language.roundsRange)
    }
    if !linear, rounds != nil { throw ValidationError(Spoken.language.roundsNeedLinear) }
  }

  private var chosenGame: GameEntry? { game.flatMap(EventKind.init(rawValue:)).flatMap { Games.entry($0) } }

  private static func names(joinedBy word: String) -> String {
    let names = Games.all.map(\.kind.rawValue)
    return names.dropLast().joined(separator: ", ") + " \(word) " + (names.last ?? "")
  }

  private var chosenDirection: Direction { direction.flatMap(Direction.init(rawValue:)) ?? .fromTo }

  func run() throws {
    let directories = Directories.current
    let identity = try Session.Identity.current(in: directories)
    let file = try set.map { name throws(CommandFailure) in try SetLibrary.file(named: name, in: directories)
    }
    if linear {
      let play = LinearPlay(
        file: try file ?? firstFile(in: directories), game: chosenGame ?? Games.all[0],
        direction: chosenDirection,
        rounds: rounds ?? 1, seed: seed ?? .random(in: .min ... .max))
      throw try play.run(as: identity, in: directories, sends: !offline)
    }
    try FullScreenPlay(
      directories: directories, file: file, sends: !offline, seed: seed, game: chosenGame,
      direction: chosenDirection
    ).run(as: identity)
  }

  private func firstFile(in directories: Directories) throws(CommandFailure) -> WordSetFile {
    guard let file = SetLibrary.files(in: directories).first else {
      throw CommandFailure(.badInput, Spoken.language.noSetsHere)
    }
    return file
  }
}
