import Assets
import Testing

/// What the web board says stands in one table of its script, a language a part: nothing is missing there, nothing is too much, and
/// nothing is said beside it.
@Suite struct WebBoardStringsTests {
  @Test("Each language of the table has every string that the page or the script asks for, and no other")
  func table() throws {
    let board = try BoardSources()
    #expect(board.asked.count > 60)
    #expect(board.languages.keys.contains("en"))
    for (name, keys) in board.languages {
      #expect(Set(keys).count == keys.count, "\(name) has a string twice")
      #expect(Set(keys) == board.asked, "\(name)")
    }
  }

  @Test("No words stand in the page or in the script beside the table")
  func strays() throws {
    let board = try BoardSources()
    #expect(board.wordsInPage == [])
    #expect(board.wordsInScript == [])
  }

  @Test(
    "Words beside the table are found, wherever they stand",
    arguments: [
      ("<p id=\"empty\"></p>", "<p id=\"empty\">Nobody</p>"),
      ("<ul id=\"pupils\"", "<ul aria-label=\"Pupils\" id=\"pupils\""),
      ("<input id=\"find\"", "<input placeholder=\"Find\" id=\"find\""),
    ])
  func plantedInPage(place: String, planted: String) throws {
    #expect(try BoardSources(changing: (place, planted)).wordsInPage.count == 1)
  }

  @Test(
    "So are words in the script",
    arguments: [
      ("say.connectionLost", "\"Lost.\""), ("say.lost(seconds)", "`Lost for ${seconds} s`"),
      ("say.nobodyHere", "\"Nobody is here\""), ("say.title;", "\"Board\";"),
      ("say.inAll(row.total_xp)", "`${row.total_xp} XP`"), ("say.live", "\"● live\""),
    ])
  func plantedInScript(place: String, planted: String) throws {
    #expect(try !BoardSources(changing: (place, planted)).wordsInScript.isEmpty)
  }
}

/// The page and the script of the board, taken apart.
private struct BoardSources {
  /// The keys of each language, in the order of the table.
  let languages: [String: [String]]
  /// The keys that the page and the script ask for.
  let asked: Set<String>
  let wordsInPage: [String]
  let wordsInScript: [String]

  /// - Parameter change: What is put in the place of something else first.
  init(changing change: (of: String, to: String)? = nil) throws {
    func changed(_ text: String) -> String { change.map { text.replacing($0.of, with: $0.to) } ?? text }
    let page = changed(try #require(Assets.web["index.html"]))
    let script = changed(try #require(Assets.web["board.js"]))
    let start = try #require(script.firstRange(of: "const strings = {\n"))
    let end = try #require(script[start.upperBound...].firstRange(of: "\n};\n"))
    var languages: [String: [String]] = [:]
    var language = ""
    for line in script[start.upperBound..<end.lowerBound].split(separator: "\n") {
      if let name = line.wholeMatch(of: /\s{2}(\w+): \{/) {
        language = String(name.1)
      } else if let key = line.prefixMatch(of: /\s{4}(\w+):/) {
        languages[language, default: []].append(String(key.1))
      }
    }
    self.languages = languages
    let code = script[..<start.lowerBound] + script[end.upperBound...]
    asked = Set(
      code.matches(of: /\bsay\.(\w+)/).map { String($0.1) }
        + page.matches(of: /data-say(?:-label)?="(\w+)"/).map { String($0.1) })
    wordsInPage = try Self.words(inPage: page)
    wordsInScript = Self.words(inScript: String(code))
  }

  /// Text of the body, and attributes that are read out. Without a script there is no table, so what is said then, in `noscript`,
  /// stands in the page; so does `code`, which is typed.
  private static func words(inPage page: String) throws -> [String] {
    let start = try #require(page.firstRange(of: "<body>"))
    let body = page[start.upperBound...]
      .replacing(/<noscript>[\s\S]*?<\/noscript>|<code>[\s\S]*?<\/code>/, with: "")
    let text = body.split(separator: /<[^>]*>/).map(String.init).filter { $0.contains(where: \.isLetter) }
    return text + body.matches(of: /\b(?:aria-label|placeholder|title|alt)="[^"]*"/).map { String($0.0) }
  }

  /// Literals of two words or of other characters than ASCII's, wherever they stand; and literals with a letter where something is
  /// shown.
  private static func words(inScript script: String) -> [String] {
    let code =
      script
      .replacing(/\/\*\*[\s\S]*?\*\/|(?:^|\s)\/\/[^\n]*/, with: "")
      .replacing(/\$\{[^{}]*\}/, with: "")
    let literal = /"([^"\n]*)"|`([^`]*)`/
    let sentences = code.matches(of: literal).map { String($0.1 ?? $0.2 ?? "") }.filter { text in
      text != "input, select"
        && (text.contains(/[A-Za-z]{2,}[,.;:]? [A-Za-z]{2,}/)
          || text.unicodeScalars.contains { !$0.isASCII && $0 != "·" })
    }
    let shown = code.split(separator: "\n").filter {
      $0.contains(/textContent|\.title =|element\(|\bset\(|Failure\(|tellConnection\(/)
    }.flatMap { line in
      line.replacing(
        /\$\("[^"]*"\)|[!=]== "[^"]*"|(?:element|tellConnection|querySelector|querySelectorAll|classList\.contains)\("[^"]*"|sum\("[^"]*"\)/,
        with: ""
      ).matches(of: literal).map { String($0.1 ?? $0.2 ?? "") }
    }.filter { $0.contains { $0.isASCII && $0.isLetter } }
    return sentences + shown
  }
}
