import ArgumentParser
import Files
import GameShell
import Languages
import Primitives
import Profile
import Vocabulary
import Wire

/// `glosa sets import FILE`.
struct SetsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a word set of a file of another program.",
    discussion: """
      Reads TSV, CSV (comma, semicolon or tab), what Quizlet's Export shows, and Anki's Notes in Plain Text. Rows that are no \
      words are skipped and named.
      """)

  /// The formats, and finding out which it is.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case auto, tsv, csv, quizlet, anki
  }

  @Argument(help: "The file; - for standard input.")
  var file: String

  @Option(help: "How to read it.")
  var format = Format.auto

  @Option(help: "What the set is called. Default: what the file says, or its name.")
  var title: String?

  @Option(help: "The language of the words: sv.")
  var from: String?

  @Option(help: "The language of the translations: en.")
  var to: String?

  @Flag(help: "The file has the translations first.")
  var swap = false

  @Flag(help: "Only show what would be imported.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Replace the set of that name.")
  var force = false

  mutating func validate() throws {
    for tag in [from, to].compactMap(\.self) where !Self.isTag(tag) {
      throw ValidationError(Spoken.language.noLanguageTag(tag))
    }
    if let from, from.lowercased() == to?.lowercased() {
      throw ValidationError(Spoken.language.sameLanguagesGiven(from))
    }
    if file == "-", title == nil, !dryRun {
      throw ValidationError(Spoken.language.inputHasNoName)
    }
  }

  func run() throws {
    let directories = Directories.current
    let imported = try read()
    let place = SetPlace(title: title ?? imported.title ?? WordSetParser.title(ofFile: name), in: directories)
    let set = try wordSet(
      of: imported, id: try place.id(wanted: imported.id, replaces: force || dryRun), place.title)
    if !dryRun {
      do {
        try Files.writePrivately(Array(set.tsv.utf8), to: place.path)
      } catch {
        throw CommandFailure(.cannotWrite, error.spoken)
      }
    }
    let report = ImportReport(
      name: name, imported: imported, set: set, path: dryRun ? nil : place.path)
    if json { Console.say(report.json.description) } else { report.tell() }
  }

  /// The name of the file, for messages.
  private var name: String {
    file == "-" ? Spoken.language.standardInput : file.split(separator: "/").last.map(String.init) ?? file
  }

  private func read() throws(CommandFailure) -> ImportedWords {
    let bytes: [UInt8]
    do {
      bytes = file == "-" ? try Files.readInput() : try Files.read(file)
    } catch {
      throw CommandFailure(.badInput, error.spoken)
    }
    do {
      let imported = try WordSetImport.read(
        bytes, fileName: name, format: ImportFormat(rawValue: format.rawValue))
      return swap ? imported.swapped : imported
    } catch {
      throw CommandFailure(.badInput, Spoken.language.text(of: error) + ".")
    }
  }

  /// The languages are what the options say, then what the file says, then Swedish and English.
  private func wordSet(
    of imported: ImportedWords, id: UniqueID, _ title: String
  ) throws(CommandFailure) -> WordSet {
    let from = (from ?? imported.from)?.lowercased()
    let to = (to ?? imported.to)?.lowercased()
    let tags = (from ?? (to == "sv" ? "en" : "sv"), to ?? (from == "en" ? "sv" : "en"))
    guard tags.0 != tags.1 else {
      throw CommandFailure(
        .badInput, Spoken.language.sameLanguagesRead(tags.0))
    }
    return WordSet(
      id: id, title: title, from: tags.0, to: tags.1, level: imported.level, words: imported.words)
  }

  private static func isTag(_ text: String) -> Bool {
    (2...35).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
  }
}
