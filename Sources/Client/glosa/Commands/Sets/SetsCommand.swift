import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import Vocabulary
import Wire

/// `glosa sets …`: the word sets of this computer.
struct SetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "List, show, check, import and export word sets.",
    discussion: "Your own sets are TSV files in $XDG_DATA_HOME/glosa/sets (~/.local/share/glosa/sets).",
    subcommands: [
      SetsListCommand.self, SetsShowCommand.self, SetsCheckCommand.self, SetsImportCommand.self,
      SetsExportCommand.self,
    ])
}

/// `glosa sets list`.
struct SetsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the word sets.")

  @Flag(help: "Print one JSON array.")
  var json = false

  func run() throws {
    var summaries: [WordSetSummary] = []
    for name in SetLibrary.otherFiles(in: .current) {
      Console.complain(Spoken.language.notATable(name))
    }
    for file in SetLibrary.files(in: .current) {
      do {
        // The whole file is read: a list that hides a bad line would only move the surprise into the lesson.
        summaries.append(try file.wordSet().summary)
      } catch {
        Console.complain(Spoken.language.text(of: error))
      }
    }
    if json {
      Console.say(JSON.array(summaries.map(Self.json)).description)
      return
    }
    TextTable(
      columns: [.name, .text, .text, .number],
      rows: summaries.map { set in
        [
          set.title, "\(set.from)–\(set.to)", set.level ?? "",
          Spoken.language.wordsCounted(set.wordCount),
        ]
      }
    ).lines(width: Console.columns).forEach(Console.say)
  }

  private static func json(_ set: WordSetSummary) -> JSON {
    [
      "id": .id(set.id), "title": .string(set.title), "from": .string(set.from), "to": .string(set.to),
      "words": .integer(set.wordCount),
    ]
  }
}

/// `glosa sets show ID-OR-TITLE-OR-FILE`.
struct SetsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the words of a set.")

  @Argument(help: "The set's id or title, or a file.")
  var set: String

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let set = try SetLibrary.wordSet(of: SetLibrary.file(named: set, in: .current))
    if json {
      Console.say(set.json.description)
      return
    }
    Console.say(
      Spoken.language.setHead(
        set.title, languages: "\(set.from)–\(set.to)", words: set.words.count, id: set.id.description))
    TextTable(columns: [.text, .text], rows: set.words.map { ["  " + $0.term, $0.answer(.fromTo)] })
      .lines(width: nil).forEach(Console.say)
  }
}
