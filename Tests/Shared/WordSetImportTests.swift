import Primitives
import TestScopes
import Testing

@testable import Vocabulary

@Suite(.ownThread()) struct WordSetImportTests {
  private func read(_ text: String, _ fileName: String = "ord.txt", _ format: ImportFormat? = nil) throws
    -> ImportedWords
  {
    try WordSetImport.read(Array(text.utf8), fileName: fileName, format: format)
  }

  private func pairs(_ imported: ImportedWords) -> [String] {
    imported.words.map { "\($0.term) = \($0.translations.joined(separator: " / "))" }
  }

  private func failure(_ bytes: [UInt8], _ format: ImportFormat? = nil) -> WordSetError? {
    do throws(WordSetError) {
      _ = try WordSetImport.read(bytes, fileName: "ord.txt", format: format)
      return nil
    } catch { return error }
  }

  private static let animals = ["en hund = a dog", "en katt = a cat", "en björn = a bear"]

  @Test(
    "the usual exports are told apart without being asked",
    arguments: [
      ("ord.tsv", "en hund\ta dog\nen katt\ta cat\nen björn\ta bear\n", ImportFormat.tsv),
      ("ord.txt", "Svenska\tEngelska\r\nen hund\ta dog\r\nen katt\ta cat\r\nen björn\ta bear\r\n", .tsv),
      ("ord.csv", "en hund,a dog\nen katt,a cat\nen björn,a bear", .csv),
      ("ord.csv", "en hund;a dog\nen katt;a cat\nen björn;a bear", .csv),
      ("ord.csv", "en hund\ta dog\nen katt\ta cat\nen björn\ta bear", .csv),
      (
        "ord.csv",
        "\u{FEFF}Term;Translations;Example\r\nen hund;a dog;\r\nen katt;a cat;\r\nen björn;a bear;", .csv
      ),
      ("ord.csv", "sep=;\nen hund;a dog\nen katt;a cat\nen björn;a bear", .csv),
      ("ord.txt", "en hund;a dog\nen katt;a cat\nen björn;a bear", .csv),
      ("ord.csv", "en hund\r\"a dog\"", .csv),
      ("ord.txt", "en hund - a dog\nen katt - a cat\nen björn - a bear", .quizlet),
      ("ord.txt", "en hund\ta dog;en katt\ta cat;en björn\ta bear", .quizlet),
      ("ord.txt", "en hund,a dog;en katt,a cat;en björn,a bear;", .quizlet),
      ("ord.txt", "en hund – a dog; en katt – a cat; en björn – a bear", .quizlet),
      ("ord.txt", "#separator:tab\n#html:true\nen hund\ta dog\nen katt\ta cat\nen björn\ta bear\n", .anki),
      ("ord.txt", "en hund\ta <b>dog</b>\nen katt\ta&nbsp;cat\nen björn\ta bear<br>\n", .anki),
    ])
  func detected(fileName: String, text: String, format: ImportFormat) throws {
    guard !text.contains("\r\"") else {
      // A word and its translation on two lines are no table.
      #expect(failure(Array(text.utf8), .csv)?.reason == .noSeparator)
      return
    }
    let imported = try read(text, fileName)
    #expect(imported.format == format)
    #expect(pairs(imported) == Self.animals)
    #expect(imported.skipped.isEmpty && imported.leftOutColumns.isEmpty)
  }

  @Test("CSV: quoted cells hold separators, quotation marks and line ends; lines are still counted")
  func quotedCells() throws {
    let imported = try read(
      "ord,translation,example\r\n\"en bil\",\"a car, an automobile\",\"He said \"\"vroom\"\".\"\r\n"
        + "en tår,\"a tear\r\na drop\",\"Two\r\nlines.\"\r\nen,\r\n\"en bok\",a book,\r\n", "ord.csv")
    #expect(
      pairs(imported) == ["en bil = a car, an automobile", "en tår = a tear / a drop", "en bok = a book"])
    #expect(imported.words.map(\.example) == ["He said \"vroom\".", "Two lines.", nil])
    #expect(imported.skipped == [WordSetError(file: "ord.csv", line: 6, reason: .emptyTranslation)])
  }

  @Test(
    "CSV: the separator is found by looking, not by counting signs",
    arguments: [
      (
        "en hund,a dog; a hound\nen katt,a cat; a tomcat\n",
        ["en hund = a dog / a hound", "en katt = a cat / a tomcat"]
      ),
      (
        "en hund;a dog, a hound\nen katt;a cat, a tomcat\n",
        ["en hund = a dog, a hound", "en katt = a cat, a tomcat"]
      ),
      ("\"hej, du\";hello\n\"hå, hå\";oh, my\n", ["hej, du = hello", "hå, hå = oh, my"]),
      ("Svenska,English\nhej; tjena,hello\n", ["hej; tjena = hello"]),
    ])
  func separator(text: String, expected: [String]) throws {
    #expect(pairs(try read(text, "ord.csv")) == expected)
  }

  @Test(
    "a line of column names says which column is what, and in which languages",
    arguments: [
      ("Engelska;Svenska\na dog;en hund", "a dog = en hund", "en", "sv"),
      ("Svenska;Tyska;Exempel\nen hund;der Hund;Der Hund bellt.", "en hund = der Hund", "sv", "de"),
      ("Nr;Ord;Översättning\n1;en hund;a dog", "en hund = a dog", nil, nil),
      ("Translation;Term\na dog;en hund", "en hund = a dog", nil, nil),
      ("Glosa;English\nen hund;a dog", "en hund = a dog", nil, "en"),
      ("Svenska;Betydelse\nen hund;a dog", "en hund = a dog", "sv", nil),
      ("FRAMSIDA;BAKSIDA\nen hund;a dog", "en hund = a dog", nil, nil),
    ])
  func columnNames(text: String, word: String, from: String?, to: String?) throws {
    let imported = try read(text, "ord.csv")
    #expect(pairs(imported) == [word])
    #expect(imported.from == from && imported.to == to)
  }

  @Test(
    "a first word that looks like a name of a column stays a word",
    arguments: [
      "ord;word", "svenska;Swedish", "fråga;question", "exempel;example", "mening;sentence",
      "engelska;English",
    ])
  func wordsLikeNames(line: String) throws {
    let imported = try read(line + "\nen hund;a dog", "ord.csv")
    #expect(imported.words.count == 2)
  }

  @Test("columns that no set has a place for are named; rows wider than the others are faults")
  func columns() throws {
    let named = try read("Ord;Översättning;Nivå;\nen hund;a dog;A1;\nen katt;a cat;;\n", "ord.csv")
    #expect(named.words.count == 2 && named.words[0].example == nil)
    #expect(named.leftOutColumns == ["Nivå"])
    let numbered = try read("en hund\ta dog\tA dog.\tA1\tdjur\n")
    #expect(numbered.leftOutColumns == ["column 4", "column 5"])
    let comma = try read("en hund,a dog\nen katt,a cat, a kitty\nen ko,a cow\n", "ord.csv")
    #expect(comma.words.count == 2)
    #expect(comma.skipped == [WordSetError(file: "ord.csv", line: 2, reason: .moreColumns(3, usual: 2))])
  }

  @Test(
    "a row that is no word is skipped by line and reason, and the others are read",
    arguments: [
      ("ensam", WordSetError.Reason.missingSeparator("semicolon")), (";a dog", .emptyTerm),
      ("en hund;", .emptyTranslation),
      ("en hund;\"a dog", .unclosedQuote), ("en hund;\"a\" dog", .unclosedQuote),
      ("en hund;a (dog", .unbalancedParenthesis), (":);a dog", .emptyTerm),
      ("en h\u{1}und;a dog", .controlCharacter),
      ("en hund;" + String(repeating: "x", count: 501), .tooLong(limit: 500)),
    ])
  func skipped(row: String, reason: WordSetError.Reason) throws {
    let imported = try read("en katt;a cat\n\n\(row)\nen ko;a cow\n", "ord.csv")
    #expect(pairs(imported) == ["en katt = a cat", "en ko = a cow"])
    #expect(imported.skipped == [WordSetError(file: "ord.csv", line: 3, reason: reason)])
  }

  @Test("TSV: a set's own file keeps id, title, languages and level; quotation marks are themselves")
  func ownFile() throws {
    let set = WordSet(
      id: WordSetSamples.id, title: "Djur & natur", from: "de", to: "sv", level: "A2",
      words: [
        Word(term: "#Hund / der Hund", translation: "en hund;hund", example: "\"Wau\""),
        Word(term: "\"Katze\"", translation: "en katt"),
        Word(term: "lang", translation: (0..<125).map { "å\($0 % 10)" }.joined(separator: ";")),
      ])
    #expect(try WordSetParser(file: "x", fallbackID: WordSetSamples.id).parse(Array(set.tsv.utf8)) == set)
    let imported = try read(set.tsv, "vad som helst")
    #expect(imported.format == .tsv && imported.words == set.words)
    #expect(imported.id == set.id && imported.title == set.title && imported.level == set.level)
    #expect(imported.from == "de" && imported.to == "sv")
  }

  @Test("Quizlet: separators of one's own, and definitions with the separator or several lines in them")
  func quizlet() throws {
    let dashes = try read("e-post - e-mail - electronic mail\nen hund - a dog\nensam\n", "q.txt", .quizlet)
    #expect(pairs(dashes) == ["e-post = e-mail - electronic mail", "en hund = a dog"])
    #expect(dashes.skipped == [WordSetError(file: "q.txt", line: 3, reason: .missingSeparator("“ - ”"))])
    let paragraphs = try read(
      "en hund\ta dog\na hound\n\nen katt\ta cat\na tomcat\n\nen ko\ta cow\n", "q.txt", .quizlet)
    #expect(
      pairs(paragraphs) == ["en hund = a dog / a hound", "en katt = a cat / a tomcat", "en ko = a cow"])
    let quotes = try read("\"hej\"\t\"hello\"\nhå\toh\n", "q.txt", .quizlet)
    #expect(pairs(quotes) == ["\"hej\" = \"hello\"", "hå = oh"])
    let semicolons = try read("en hund\ta dog;en katt;en ko\ta cow;", "q.txt", .quizlet)
    #expect(semicolons.words.count == 2 && semicolons.skipped.first?.line == 1)
  }

  @Test("Anki: headers name separator, columns and deck; markup, sounds and clozes become plain words")
  func anki() throws {
    let imported = try read(
      """
      #separator:tab
      #html:true
      #guid column:1
      #notetype column:2
      #deck column:3
      #tags column:6
      aB3\tBasic\tSpråk::Svenska djur\t<b>en hund</b> [sound:hund.mp3]\ta&nbsp;dog<br>a hound\tdjur
      cD4\tBasic\tSpråk::Svenska djur\t"<div>en ""katt""</div>"\t"a cat
      &amp; kitten"\t
      eF5\tBasic\tSpråk::Svenska djur\t<img src="ko.jpg">\ta cow\tdjur
      gH6\tCloze\tSpråk::Svenska djur\tEn {{c1::räv::djur}} är {{c2::röd}}\tfox &lt;3\t
      iJ7\tCloze\tSpråk::Svenska djur\tbara {{c1::text}}\t\t
      """, "Svenska.txt")
    #expect(imported.format == .anki && imported.title == "Svenska djur")
    #expect(
      pairs(imported) == [
        "en hund = a dog / a hound", "en \"katt\" = a cat & kitten", "En räv är röd = fox <3",
      ])
    #expect(
      imported.skipped == [
        WordSetError(file: "Svenska.txt", line: 10, reason: .onlyMedia),
        WordSetError(file: "Svenska.txt", line: 12, reason: .emptyTranslation),
      ])
    #expect(imported.leftOutColumns.isEmpty)
  }

  @Test("Anki: named columns, other separators, plain text, several decks")
  func ankiHeaders() throws {
    let named = try read(
      "#separator:Semicolon\n#html:false\n#columns:Back;Front;Tags\n#tags column:3\n#deck:Djur\n\"a <dog>; a hound\";en hund;djur\n"
    )
    #expect(pairs(named) == ["en hund = a <dog> / a hound"])
    #expect(named.title == "Djur")
    let decks = try read("#separator:Comma\n#deck column:3\nen hund,a dog,A\nen katt,a cat,B\n")
    #expect(decks.title == nil && decks.words.count == 2)
    let more = try read("#separator:tab\n#columns:Svenska\tEngelska\tUttal\nen hund\ta dog\thʊnd\n")
    #expect(more.from == "sv" && more.to == "en" && more.leftOutColumns == ["Uttal"])
  }

  @Test("what Excel saves is read: UTF-16 of either order, Windows-1252; what is no text is told")
  func encodings() throws {
    let text = "Svenska;Engelska\r\nen björn – å;a bear’s\r\n"
    func utf16(_ isLittle: Bool) -> [UInt8] {
      ("\u{FEFF}" + text).utf16.flatMap {
        isLittle ? [UInt8($0 & 0xFF), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 0xFF)]
      }
    }
    let windows = text.unicodeScalars.map { scalar -> UInt8 in
      switch scalar {
      case "–": 0x96
      case "’": 0x92
      default: UInt8(scalar.value)
      }
    }
    for (bytes, encoding) in [
      (Array(text.utf8), TextEncoding.utf8), (utf16(true), .utf16), (utf16(false), .utf16),
      (windows, .windows1252),
    ] {
      let imported = try WordSetImport.read(bytes, fileName: "ord.csv")
      #expect(imported.encoding == encoding)
      #expect(pairs(imported) == ["en björn – å = a bear’s"])
    }
    #expect(failure([0x50, 0x4B, 3, 4, 20, 0])?.reason == .archive)
    #expect(failure([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0])?.reason == .notText)
    #expect(failure([0xFF, 0xFE, 0x41])?.reason == .notText)
    #expect(failure([0xEF, 0xBB, 0xBF, 0xFF])?.reason == .notUTF8)
  }

  @Test("a file without a single word is an error that names the first line and the count")
  func nothingUsable() {
    #expect(failure([])?.reason == .noWords)
    #expect(failure(Array(" \n\t\n".utf8))?.reason == .noWords)
    #expect(failure(Array("bara ord\nutan något\n".utf8))?.reason == .noSeparator)
    for format in ImportFormat.allCases { #expect(failure([], format)?.reason == .noWords) }
    let media = failure(Array("#separator:tab\n<img>\ta\n<img>\tb\n".utf8))
    #expect(media?.line == 2)
    #expect(media?.reason == .noneUsable(rows: 2, first: .onlyMedia))
    let many = (0...WordSetParser.wordLimit).map { "ord\($0);word\($0)\n" }.joined()
    #expect(failure(Array(many.utf8))?.reason == .tooManyWords(limit: WordSetParser.wordLimit))
  }

  @Test("swapped, words and languages change places")
  func swapped() throws {
    let imported = try read("English;Svenska;Exempel\na dog / a hound;en hund;Vov!\n", "ord.csv").swapped
    #expect(pairs(imported) == ["en hund = a dog / a hound"])
    #expect(imported.from == "sv" && imported.to == "en" && imported.words[0].example == "Vov!")
  }

  @Test(
    "any bytes at all are words or an error, and words are read back from a set's file", arguments: 0..<30)
  func anyBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces =
      [
        "a", "ö", "#", ":", ";", ",", "\t", "\n", "\r\n", "\"", "\"\"", "(", ")", " ", " - ", "/", "<br>",
        "<b>", "<", ">", "&amp;",
        "&", "[sound:x]", "[", "{{c1::", "::", "}}", "#separator:tab\n", "#columns:", "#html:true\n",
        "#deck column:1\n", "sep=;\n",
        "Svenska;Engelska\n", "# id: x\n", "\u{0}", "\u{FEFF}", "\u{2028}", "e\u{301}",
      ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xFF, 0xFE], [0x81]]
    for _ in 0..<150 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
      for format in [nil] + ImportFormat.allCases.map(Optional.some) {
        guard let imported = try? WordSetImport.read(bytes, fileName: "ord.txt", format: format) else {
          continue
        }
        for words in [imported.words, imported.swapped.words] {
          let set = WordSet(id: WordSetSamples.id, title: "Ord", from: "sv", to: "en", words: words)
          let back = try WordSetParser(file: "ord.tsv", fallbackID: WordSetSamples.id).parse(
            Array(set.tsv.utf8))
          #expect(back == set, "seed \(seed), \(bytes)")
        }
      }
    }
  }

  @Test("every row that is not blank is a word or is named", arguments: 0..<20)
  func nothingIsLost(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = (0..<200).map { number -> String in
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: "ensam\(number)"
      case 1: ";svar\(number)"
      case 2: "\"ord;\(number)\";\"a\nb\""
      case 3: ""
      default: "ord\(number);word\(number)"
      }
    }
    let imported = try read("ord;word\n" + rows.joined(separator: "\n"), "ord.csv")
    #expect(imported.words.count + imported.skipped.count == rows.count { !$0.isEmpty } + 1, "seed \(seed)")
  }

  @Test(
    "Anki: a cloze loses its hint and nothing else, also within another and beside colons",
    arguments: [
      ("{{c1::räv::djur}}", "räv"), ("{{c1::a {{c2::b::x}} c::y}}d", "a b cd"),
      ("{{c1::a:{{c2:::::b}}-c}}", "a:-c"), ("x:{{c1:::y}}::z", "x::y::z"),
      ("{{c1::a&#58;&#58;b}}", "a"), ("{{c1::a::b", "a::b"), ("a::b}}", "a::b}}"),
    ])
  func clozes(field: String, text: String) {
    #expect(Markup.text(of: field, isHTML: true) == text)
  }

  @Test(
    "a large hostile file is read to its end, and told what is wrong with it",
    arguments: [
      ("\"a", WordSetError.Reason.noSeparator, WordSetError.Reason.tooLong(limit: 500)),
      ("\"\"\"a;b", .unclosedQuote, .tooLong(limit: 500)), ("<b", .noSeparator, .tooLong(limit: 500)),
      ("{{c1::", .noSeparator, .onlyMedia), ("&&&&&&&&", .noSeparator, .tooLong(limit: 500)),
      ("[sound:", .noSeparator, .tooLong(limit: 500)), ("((((((", .noSeparator, .tooLong(limit: 500)),
      ("a;\"\"\"\"b", .unclosedQuote, .tooLong(limit: 500)),
    ])
  func hostile(piece: String, lineFault: WordSetError.Reason, cellFault: WordSetError.Reason) {
    let count = 20_000
    let lines = failure(Array(String(repeating: piece + "\n", count: count).utf8), .csv)
    let reason: WordSetError.Reason =
      lineFault == .noSeparator ? .noSeparator : .noneUsable(rows: count, first: lineFault)
    #expect(lines?.reason == reason)
    let cell = failure(Array(("#separator:tab\nord\t" + String(repeating: piece, count: count)).utf8), .anki)
    #expect(cell?.line == 2)
    #expect(cell?.reason == .noneUsable(rows: 1, first: cellFault))
  }

  /// More than this often no byte has to be looked at, whatever stands around it.
  private static let looksPerByte = 16

  @Test(
    "a hostile table is no more work than an honest one: each byte is looked at a few times",
    arguments: [
      "en hund;a dog\n", "\"en hund\";\"a \"\"dog\"\"\"\n", "\"a\n", "\"\"\"a;b\n", "a;\"\"\"\"b\n", "\"",
      "\"\"",
      "\"\"\"", "\"\";", ";", "\n", ";\"\n", "\";\"", "\"a\"\"\n",
    ], [DelimitedText.Quoting.literal, .lenient, .strict])
  func tableWork(piece: String, quoting: DelimitedText.Quoting) {
    for start in ["", "\"", "\"\""] {
      let bytes = CountedBytes(start + String(repeating: piece, count: 2000))
      _ = DelimitedText.rows(of: bytes, separator: UInt8(ascii: ";"), quoting: quoting)
      #expect((bytes.count...bytes.count * Self.looksPerByte).contains(bytes.looks), "\(bytes.looks)")
    }
  }

  @Test(
    "a hostile field is no more work than an honest one: each byte is looked at a few times",
    arguments: [
      "<b>en hund</b> [sound:hund.mp3] {{c1::a::b}} &amp; ", "<b", "<", "</", "<!--", "<!-- -", "<style>",
      "<style></style", "&a", "&&&&&&&&", "&amp", "[", "[sound:", "[anki:play:", "{", "{{c", "{{c1::", "}}",
      ":",
    ])
  func fieldWork(piece: String) {
    for start in ["", "{{c1::", "<b"] {
      let bytes = CountedBytes(start + String(repeating: piece, count: 2000))
      _ = Markup.text(of: bytes, isHTML: true)
      #expect((bytes.count...bytes.count * Self.looksPerByte).contains(bytes.looks), "\(bytes.looks)")
    }
  }
}

/// Bytes that count how often one of them is looked at.
private struct CountedBytes: RandomAccessCollection {
  private final class Counter { var count = 0 }

  private let bytes: [UInt8]
  private let counter = Counter()

  init(_ text: String) { bytes = Array(text.utf8) }

  /// How often one was looked at.
  var looks: Int { counter.count }

  var startIndex: Int { 0 }
  var endIndex: Int { bytes.count }

  subscript(position: Int) -> UInt8 {
    counter.count += 1
    return bytes[position]
  }
}
