import ArgumentParser
import Primitives
import Vocabulary

/// `glosa sets …`: the word sets of this computer.
struct SetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "List and show word sets.",
    discussion: "Your own sets are TSV files in $XDG_DATA_HOME/glosa/sets (~/.local/share/glosa/sets).",
    subcommands: [SetsListCommand.self, SetsShowCommand.self])
}

/// `glosa sets list`.
struct SetsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the word sets.")

  @Flag(help: "Print one JSON array.")
  var json = false

  func run() throws {
    var summaries: [WordSetSummary] = []
    for file in SetLibrary.files(in: .current) {
      do {
        // The whole file is read: a list that hides a bad line would only move the surprise into the lesson.
        summaries.append(try file.wordSet().summary)
      } catch {
        Console.complain(error.description)
      }
    }
    if json {
      Console.say(JSON.array(summaries.map(Self.json)).description)
      return
    }
    let width = summaries.map(\.title.count).max() ?? 0
    for set in summaries {
      let title = set.title + String(repeating: " ", count: width - set.title.count)
      Console.say("\(title)  \(set.from)–\(set.to)  \(set.level ?? "  ")  \(set.wordCount) words")
    }
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
      Console.say(Self.json(set).description)
      return
    }
    Console.say("\(set.title)  \(set.from)–\(set.to)  \(set.words.count) words  \(set.id)")
    let width = set.words.map(\.term.count).max() ?? 0
    for word in set.words {
      let term = word.term + String(repeating: " ", count: width - word.term.count)
      Console.say("  \(term)  \(word.answer(.fromTo))")
    }
  }

  private static func json(_ set: WordSet) -> JSON {
    let words = set.words.map { word -> JSON in
      [
        "term": .string(word.term), "translations": .array(word.translations.map { .string($0) }),
        "example": .text(word.example),
      ]
    }
    return [
      "id": .id(set.id), "title": .string(set.title), "from": .string(set.from), "to": .string(set.to),
      "words": .array(words),
    ]
  }
}
