import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import Vocabulary
import Wire

/// `glosa sets check FILE`.
struct SetsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find what would make a word set unfair to play.",
    discussion: """
      Names doubles, prompts with two meanings, missing articles and words that look alike, each with its line and what to \
      do. The exit status is 1 where something is found, 0 where nothing is.
      """)

  @Argument(help: "The file, or a set's id or title.")
  var file: String

  @Flag(help: "Print one JSON array.")
  var json = false

  func run() throws {
    let file = try SetLibrary.file(named: file, in: .current)
    let set = try SetLibrary.wordSet(of: file)
    let lines = try Self.lineNumbers(of: file)
    let findings = WordSetCheck.findings(in: set)
    if json {
      Console.say(JSON.array(findings.map { Self.json($0, lines: lines) }).description)
    } else if findings.isEmpty {
      Console.say(Spoken.language.nothingFound(in: set.title, words: set.words.count))
    } else {
      for finding in findings {
        Console.say(
          Spoken.language.found(
            Self.text(of: finding, lines: lines), in: file.name, line: lines[finding.word]))
      }
    }
    if !findings.isEmpty { throw ExitStatus.faultsFound }
  }

  private static func lineNumbers(of file: WordSetFile) throws(CommandFailure) -> [Int] {
    do {
      return try WordSetParser.lineNumbers(of: file)
    } catch {
      throw CommandFailure(.badInput, Spoken.language.text(of: error))
    }
  }

  private static func text(of finding: WordSetFinding, lines: [Int]) -> String {
    Spoken.language.text(of: finding.kind, otherLine: finding.other.map { lines[$0] })
  }

  private static func json(_ finding: WordSetFinding, lines: [Int]) -> JSON {
    [
      "line": .integer(lines[finding.word]), "kind": .string(finding.kind.name),
      "other_line": finding.other.map { .integer(lines[$0]) } ?? .null,
      "text": .string(text(of: finding, lines: lines)),
    ]
  }
}

extension WordSetFinding.Kind {
  /// The name of the kind for programs.
  fileprivate var name: String {
    switch self {
    case .double: "double"
    case .repeated: "repeated"
    case .samePrompt: "same_prompt"
    case .sharedForm: "shared_form"
    case .missingArticle: "missing_article"
    case .alike: "look_alike"
    }
  }
}
