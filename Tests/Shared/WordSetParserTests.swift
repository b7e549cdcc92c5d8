import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct WordSetParserTests {
  private func parse(_ text: String, name: String = "djur.tsv") throws -> WordSet {
    try WordSetParser(file: name, fallbackID: WordSetSamples.id).parse(Array(text.utf8))
  }

  private func failure(_ bytes: [UInt8]) -> WordSetError? {
    do throws(WordSetError) {
      _ = try WordSetParser(file: "djur.tsv", fallbackID: WordSetSamples.id).parse(bytes)
      return nil
    } catch { return error }
  }

  private func failure(_ text: String) -> WordSetError? { failure(Array(text.utf8)) }

  @Test("header, column names, words with alternatives and examples")
  func wholeFile() throws {
    let set = try parse(
      """
      # glosa word set
      # id: D6DC6EEF-9713-4cdd-abf4-e283c67be37f
      # title: Djur
      # from: sv
      # to: en
      # level: A1
      term\ttranslations\texample
      en hund\ta dog\tMy dog plays.
      att titta (på)\tto look (at) / to watch;to see\t
      sa/sade\tsaid
      """)
    #expect(set.id == UniqueID("d6dc6eef-9713-4cdd-abf4-e283c67be37f"))
    #expect([set.title, set.from, set.to, set.level] == ["Djur", "sv", "en", "A1"])
    #expect(set.words.map(\.term) == ["en hund", "att titta (på)", "sa/sade"])
    #expect(set.words[0].example == "My dog plays.")
    #expect(set.words[1].translations == ["to look (at)", "to watch", "to see"])
    #expect(set.words[1].example == nil)
    #expect(set.words[2].terms == ["sa", "sade"])
  }

  @Test("a file without header is Swedish to English, under the file's name and the fallback id")
  func withoutHeader() throws {
    let set = try parse("en hund\ta dog\n", name: "mina ord.tsv")
    #expect(set.title == "mina ord" && set.id == WordSetSamples.id && set.from == "sv" && set.to == "en")
    #expect(set.words.count == 1)
  }

  @Test("a header with only one language leaves the other to be the other of the two")
  func oneLanguage() throws {
    let english = try parse("# from: en\na dog\ten hund")
    #expect(english.from == "en" && english.to == "sv")
    let german = try parse("# from: de\nder Hund\ta dog")
    #expect(german.from == "de" && german.to == "en")
  }

  @Test("byte order mark, CRLF, empty lines and comments between words are tolerated")
  func tolerated() throws {
    let set = try parse(
      "\u{FEFF}# title: Djur\r\n\r\nterm\ttranslations\r\nen hund\ta dog\t\t\r\n# wild\r\n\r\nen varg\ta wolf\r\n"
    )
    #expect(set.title == "Djur")
    #expect(set.words.map(\.term) == ["en hund", "en varg"])
    #expect(set.words[0].translations == ["a dog"])
  }

  @Test(
    "a malformed line is named by file, line and reason",
    arguments: [
      ("en hund a dog", 3, WordSetError.Reason.missingTab),
      ("\ta dog", 3, .emptyTerm), (" - \ta dog", 3, .emptyTerm),
      ("en hund\t  ", 3, .emptyTranslation), ("en hund\t / ", 3, .emptyTranslation),
      ("en hund\ta dog\tx\ty", 3, .tooManyColumns(4)),
      ("en hund\ta (dog", 3, .unbalancedParenthesis), ("en) hund\ta dog", 3, .unbalancedParenthesis),
      ("en h\u{1B}und\ta dog", 3, .controlCharacter), ("en h\0und\ta dog", 3, .controlCharacter),
      (String(repeating: "x", count: 501) + "\ta dog", 3, .tooLong(limit: 500)),
    ])
  func malformed(line: String, number: Int, reason: WordSetError.Reason) {
    let error = failure("# title: Djur\nen katt\ta cat\n\(line)\nen ko\ta cow\n")
    #expect(error == WordSetError(file: "djur.tsv", line: number, reason: reason))
  }

  @Test("a bad head is named too")
  func badHead() {
    #expect(failure("# id: 12\nen ko\ta cow")?.reason == .badID("12"))
    #expect(failure("# id: 12\nen ko\ta cow")?.line == 1)
    #expect(failure("# from: en\n# to: en\nen ko\ta cow")?.reason == .sameLanguages("en"))
    #expect(failure("# title: Djur\n") == WordSetError(file: "djur.tsv", line: nil, reason: .noWords))
    #expect(failure("")?.reason == .noWords)
  }

  @Test("text that is not UTF-8 is named by its line")
  func notUTF8() {
    let latin1 = Array("en ko\ta cow\nen b".utf8) + [0xE4] + Array("r\ta berry\n".utf8)
    #expect(failure(latin1) == WordSetError(file: "djur.tsv", line: 2, reason: .notUTF8))
    #expect(failure([0xFF, 0xFE, 0x65, 0x00])?.reason == .notUTF8)
  }

  @Test("too many words are refused by number")
  func tooMany() {
    let lines = (0...WordSetParser.wordLimit).map { "ord\($0)\tword\($0)\n" }.joined()
    #expect(failure(lines)?.reason == .tooManyWords(limit: WordSetParser.wordLimit))
  }

  @Test("any bytes at all are a set or an error, never a crash", arguments: 0..<20)
  func anyBytes(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("#:ab\t\n\r()/; \"".utf8) + [0, 0xC3, 0xA5, 0xEF, 0xBB, 0xBF, 0xFF]
    for _ in 0..<200 {
      let length = Int.random(in: 0...60, using: &generator)
      let bytes = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
      let parser = WordSetParser(file: "x", fallbackID: WordSetSamples.id)
      if let set = try? parser.parse(bytes) {
        #expect(!set.words.isEmpty)
        #expect((try? parser.summary(of: bytes)) == set.summary)
      }
    }
  }
}
