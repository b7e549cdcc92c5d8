import GameShell
import Primitives
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
  let wasSwapped: Bool

  /// More skipped rows than this are counted, not named, to a person.
  private static let namedRows = 20

  /// Says it: what was read on standard output, what was skipped on standard error.
  func tell() {
    Console.say(
      "\(name): \(count(set.words.count, "word")), read as \(imported.format.name), \(imported.encoding.rawValue)."
    )
    if path == nil {
      TextTable(
        columns: [.text, .text], rows: set.words.prefix(10).map { ["  " + $0.term, $0.answer(.fromTo)] }
      )
      .lines(width: nil).forEach(Console.say)
      if set.words.count > 10 { Console.say("  … and \(set.words.count - 10) more") }
    }
    if !imported.skipped.isEmpty { Console.complain("\(count(imported.skipped.count, "line")) skipped:") }
    for error in imported.skipped.prefix(Self.namedRows) { Console.complain("  \(error)") }
    if imported.skipped.count > Self.namedRows {
      Console.complain("  and \(imported.skipped.count - Self.namedRows) more; --json names all of them")
    }
    if !imported.leftOutColumns.isEmpty {
      Console.complain(
        "Left out, as a set has no place for it: \(imported.leftOutColumns.joined(separator: ", "))")
    }
    guard let path else {
      return Console.say("Nothing was written. It would become “\(set.title)”, \(set.from)–\(set.to).")
    }
    Console.say("“\(set.title)”, \(set.from)–\(set.to), is in \(path)")
    Console.say("Play it with: glosa play --set \(set.title.quoted)")
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
        ["line": error.line.map { .integer($0) } ?? .null, "reason": .string(error.reason.description)]
      })
    object["left_out_columns"] = .array(imported.leftOutColumns.map { .string($0) })
    return .object(object)
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }
}
