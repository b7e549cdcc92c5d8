import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Vocabulary
import Wire

/// What an import read, skipped and wrote, for a person and for a program.
struct ImportReport {
  let name: String
  let imported: ImportedWords
  let set: WordSet
  /// The file that was written; nil where none was.
  let path: String?

  /// More skipped rows than this are counted, not named, to a person.
  private static let namedRows = 20

  /// Says it: what was read on standard output, what was skipped on standard error.
  func tell() {
    Console.say(
      Spoken.language.imported(
        name, words: set.words.count, format: imported.format.name, encoding: imported.encoding.rawValue))
    if path == nil {
      TextTable(
        columns: [.text, .text], rows: set.words.prefix(10).map { ["  " + $0.term, $0.answer(.fromTo)] }
      )
      .lines(width: nil).forEach(Console.say)
      if set.words.count > 10 { Console.say(Spoken.language.moreWords(set.words.count - 10)) }
    }
    if !imported.skipped.isEmpty { Console.complain(Spoken.language.skippedLines(imported.skipped.count)) }
    for error in imported.skipped.prefix(Self.namedRows) {
      Console.complain("  " + Spoken.language.text(of: error))
    }
    if imported.skipped.count > Self.namedRows {
      Console.complain(Spoken.language.moreSkipped(imported.skipped.count - Self.namedRows))
    }
    if !imported.leftOutColumns.isEmpty {
      Console.complain(Spoken.language.columnsLeftOut(imported.leftOutColumns.joined(separator: ", ")))
    }
    guard let path else {
      return Console.say(Spoken.language.nothingWritten(set.title, from: set.from, to: set.to))
    }
    Console.say(Spoken.language.importWritten(set.title, from: set.from, to: set.to, path: path))
    Console.say(Spoken.language.playIt(set.title.quoted))
  }

  /// The set with what was read and skipped beside.
  var json: JSON {
    var object = set.json.object ?? [:]
    object["file"] = .text(path)
    object["format"] = .string(imported.format.rawValue)
    object["encoding"] = .string(imported.encoding.rawValue)
    object["word_count"] = .integer(set.words.count)
    object["skipped"] = .array(
      imported.skipped.map { error in
        [
          "line": error.line.map { .integer($0) } ?? .null,
          "reason": .string(Spoken.language.text(of: error.reason)),
        ]
      })
    object["left_out_columns"] = .array(imported.leftOutColumns.map { .string($0) })
    return .object(object)
  }
}
