import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct WordSetCheckTests {
  /// What is found in a set of the given words between eight that are in order.
  private func findings(_ lines: String...) -> [WordSetFinding] {
    let sound = [
      "en hund = a dog", "en katt = a cat", "en häst = a horse", "en ko = a cow", "ett får = a sheep",
      "en räv = a fox", "en mus = a mouse", "att äta = to eat",
    ]
    let words = (sound + lines).map { line in
      let sides = line.split(separator: " = ").map(String.init)
      return Word(term: sides[0], translation: sides[1])
    }
    return WordSetCheck.findings(
      in: WordSet(id: WordSetSamples.id, title: "Sample", from: "sv", to: "en", words: words))
  }

  private func kinds(_ findings: [WordSetFinding]) -> [WordSetFinding.Kind] { findings.map(\.kind) }

  @Test("nothing is found in a set that is in order")
  func sound() {
    #expect(findings() == [])
    #expect(findings("en bil = a car / a motor car", "att springa = to run") == [])
  }

  @Test(
    "a word that stands there twice, whatever its case, articles and order",
    arguments: ["en hund = a dog", "En hund = dog", "hund = the dog"])
  func doubles(line: String) {
    #expect(findings(line).filter { $0.kind == .double(of: 0) }.map(\.word) == [8])
  }

  @Test("a double with several alternatives, in another order")
  func doubleOfSeveral() {
    #expect(
      findings("en bil = a car / an auto", "en bil = an auto / a car")
        == [WordSetFinding(word: 9, kind: .double(of: 8))])
  }

  @Test("an alternative that is written twice")
  func repeated() {
    #expect(kinds(findings("en bil = a car / an auto / car")) == [.repeated("car")])
    #expect(kinds(findings("en bil / en BIL = a car")) == [.repeated("en BIL")])
  }

  @Test("one prompt with two meanings, in either direction")
  func prompts() {
    #expect(kinds(findings("en katt = a tomcat")) == [.samePrompt("en katt", as: 1)])
    #expect(kinds(findings("en kisse = a cat")) == [.samePrompt("a cat", as: 1)])
    #expect(findings("en fluga (djur) = a fly", "en fluga (kläder) = a bow tie") == [])
  }

  @Test("a form that stands alone for one word and among others for another")
  func shared() {
    #expect(
      findings("en stad = a town / a city", "en småstad = a town")
        == [WordSetFinding(word: 9, kind: .sharedForm("a town", with: 8))])
    #expect(findings("ett kex = a cracker / a biscuit", "en småkaka = a biscuit / a cookie") == [])
    #expect(findings("en stad = a town / a city", "en småstad = a small town // a town") == [])
  }

  @Test("a missing article: on one side, or on both where all others have both")
  func articles() {
    #expect(findings("bil = a car") == [WordSetFinding(word: 8, kind: .missingArticle("bil"))])
    #expect(findings("en bil = car") == [WordSetFinding(word: 8, kind: .missingArticle("car"))])
    #expect(findings("bil = car") == [WordSetFinding(word: 8, kind: .missingArticle("bil"))])
    #expect(findings("att springa = run") == [WordSetFinding(word: 8, kind: .missingArticle("run"))])
  }

  @Test("no article is missed where many words have none, nor beside an alternative that has one")
  func noArticles() {
    #expect(findings("röd = red", "blå = blue", "grön = green") == [])
    #expect(findings("en läxa = homework / a piece of homework") == [])
    #expect(findings("en läxa = homework // a piece of homework") == [])
    #expect(findings("mjölk {en} = milk", "huvudvärk {en} = a headache") == [])
    #expect(findings("solen = the sun") == [])
  }

  @Test("the same word in another spelling, and one that was misspelt")
  func alike() {
    let spelled = findings("en sillsallad = a herring-salad", "en sallad = a herring salad")
    #expect(spelled.map(\.word) == [9] && spelled.first?.other == 8)
    #expect(
      kinds(findings("en fjäril = a butterfly", "en fjärill = a buterfly"))
        == [.alike("en fjärill", "en fjäril", at: 8)])
    #expect(findings("en skjorta = a shirt", "en kjol = a skirt") == [])
  }

  @Test("words that look alike in each direction are found in a set of ten thousand")
  func large() {
    let words = (0..<9_998).map { Word(term: "en sak\($0)a", translation: "a thing\($0 * 7_919)x") }
    let set = WordSet(
      id: WordSetSamples.id, title: "Sample", from: "sv", to: "en",
      words: words + [
        Word(term: "en fjäril", translation: "a butterfly"),
        Word(term: "en fjärill", translation: "a buterfly"),
      ])
    #expect(WordSetCheck.findings(in: set).last?.word == 9_999)
  }

  @Test("the line of each word, past header, remarks and empty lines")
  func lines() throws {
    let text =
      "# glosa word set\n# title: Djur\n\nterm\ttranslations\n\nen hund\ta dog\r\n# mer\nen katt\ta cat"
    let file = WordSetFile(
      name: "djur.tsv", bytes: Array(text.utf8), fallbackID: WordSetSamples.id, isOwn: true)
    #expect(try WordSetParser.lineNumbers(of: file) == [6, 8])
  }

  @Test("nothing is found in the built-in sets")
  func builtIn() throws {
    for set in try WordSetSamples.builtInSets() {
      for finding in WordSetCheck.findings(in: set) {
        Issue.record("\(set.title): \(set.words[finding.word].term): \(finding.kind)")
      }
    }
  }
}
