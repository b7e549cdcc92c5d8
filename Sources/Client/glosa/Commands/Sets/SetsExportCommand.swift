import ArgumentParser
import Files
import GameShell
import Languages
import Profile
import Vocabulary

/// `glosa sets export ID-OR-TITLE-OR-FILE`.
struct SetsExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "export", abstract: "Write a word set as TSV.")

  @Argument(help: "The set's id or title, or a file.")
  var set: String

  @Option(help: "The file to write. Default: standard output.")
  var output: String?

  func run() throws {
    let set = try SetLibrary.wordSet(of: SetLibrary.file(named: set, in: .current))
    guard let output, output != "-" else { return Console.hand(Array(set.tsv.utf8)) }
    do {
      try Files.write(Array(set.tsv.utf8), to: output, mode: 0o666)
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    Console.say(Spoken.language.setExported(set.title, words: set.words.count, to: output))
  }
}
