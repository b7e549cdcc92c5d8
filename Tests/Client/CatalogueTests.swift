import Foundation
import TestSupport
import Testing

/// What is said to a person stands in the catalogue of its language, and nowhere else in the client.
@Suite struct CatalogueTests {
  /// Words that nobody is told, or that are no language's, by file and the reason why they stand there.
  static let elsewhere: [String: Set<String>] = [
    // An error of this program's own, which nobody can meet.
    "Screen/Screen.swift": ["no such cell"],
    // Damage in SQLite's manner, for what mends it.
    "Outbox/Database+Events.swift": ["events are missing", "a row is not where its key says"],
    // What a hash begins with.
    "Outbox/UniqueID+Version8.swift": ["glosa: taken along"],
    // Two versions, in a column of the outbox.
    "Outbox/Outbox+Profile.swift": [#"\() to \()"#],
    // A field of HTTP.
    "Transport/RequestBuilder.swift": [#"Bearer \()"#],
    // How OpenSSL's words are known.
    "Transport/TransportError+Curl.swift": [
      "wrong version number", "packet length too long", "http request", "record layer failure",
    ],
    // How a file is known.
    "Profile/ServerPlace+Finding.swift": ["-----BEGIN CERTIFICATE-----"],
    // The program's name before each line on standard error.
    "GameShell/Console/Console.swift": [#"glosa: \()\n"#],
    // Commands as they are typed.
    "TeacherClient/Teacher.swift": [#"glosa class sets put \()"#],
    "Views/Language+Board.swift": ["glosa join", "--insecure"],
  ]

  @Test("No file of the client but the languages says anything")
  func everythingInTheCatalogue() throws {
    let root = try #require(Self.client)
    let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    let files = paths.filter { $0.hasSuffix(".swift") && !$0.hasPrefix("Languages/") }
    #expect(files.count > 200)
    var unused = Self.elsewhere
    for file in files {
      let isOfScreens = file.hasPrefix("Views/") || file.hasPrefix("Game/")
      let found = Self.sentences(
        in: try String(contentsOfFile: root + "/" + file, encoding: .utf8), orWords: isOfScreens)
      for literal in found where unused[file]?.contains(literal.text) != true {
        Issue.record("\(file):\(literal.line): “\(literal.text)” belongs into the catalogue")
      }
      unused[file]?.subtract(found.map(\.text))
      if unused[file] == [] { unused[file] = nil }
    }
    #expect(unused == [:], "what is not there any more needs no exception")
  }

  @Test(
    "A sentence is found wherever it stands",
    arguments: [
      #"let text = "The disk is full.""#, #"say("\(points) XP are saved")"#, #"say("You are \(name)")"#,
      #"return isHere ? nil : "nobody is here yet""#, "let text = \"\"\"\n  Two words\n  \"\"\"",
      #"throw ValidationError("--rounds goes with --linear.")"#, #"["not here", "x"]"#,
    ])
  func planted(code: String) {
    #expect(Self.sentences(in: code).count == 1)
  }

  @Test("In the modules of the screens a word is found", arguments: [#"Span("own")"#, #"label("XP")"#])
  func plantedWord(code: String) {
    #expect(Self.sentences(in: code, orWords: true).count == 1 && Self.sentences(in: code).isEmpty)
  }

  @Test(
    "What is no sentence is not taken for one",
    arguments: [
      "// let text = \"The disk is full.\"", "/* \"The disk is full.\" */", #"let path = "history.sqlite""#,
      #"try db.run("DELETE FROM meta WHERE key = ?")"#, #"@Flag(help: "Print one " + "JSON object.")"#,
      "CommandConfiguration(\n  abstract:\n    \"Send what waits.\",\n  discussion: \"\"\"\n    Two words.\n    \"\"\")",
      #"let columns = "id, kind, delta""#, #"let gap = "\(a) · \(b)""#,
    ])
  func others(code: String) {
    #expect(Self.sentences(in: code) == [])
  }

  /// The literals that read as a sentence for a person, or as a word; not SQL, and not what belongs to the declaration of a
  /// command.
  static func sentences(in source: String, orWords: Bool = false) -> [SwiftLiterals.Literal] {
    var isHelp = false
    return SwiftLiterals(of: source).all.filter { literal in
      let goesOn = literal.before.hasSuffix("\"\" +") && isHelp
      isHelp = goesOn || literal.before.contains(/(?:help:|abstract:|discussion:|usage:|ArgumentHelp\()$/)
      return (literal.isSentence || orWords && literal.isWord) && !isHelp && !isSQL(literal.text)
    }
  }

  private static func isSQL(_ text: String) -> Bool {
    text.contains(/\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|INDEXED)\b|ORDER BY|BEGIN IMMEDIATE/)
      || text.wholeMatch(of: /(?:id|server|\\\(\)|[a-z]+_[a-z_]+)(?:, [a-z_]+)+/) != nil
  }

  private static let client: String? = {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Client"
    ).standardizedFileURL.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()
}
