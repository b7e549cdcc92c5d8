import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct AnswerJudgeTests {
  private func judge(
    _ typed: String, for answer: String, others: [String] = [], language: String = "en"
  ) -> Verdict {
    let words = ([answer] + others).enumerated().map {
      Word(term: "ord\($0.offset)", translation: $0.element)
    }
    let from = language == "sv" ? "en" : "sv"
    let set = WordSet(id: WordSetSamples.id, title: "Sample", from: from, to: language, words: words)
    return AnswerJudge(wordSet: set, direction: .fromTo).judge(typed, word: 0)
  }

  @Test(
    "differences that no teacher minds",
    arguments: [
      ("a butterfly", "a butterfly"), ("  A   Butterfly ", "a butterfly"), ("butterfly", "a butterfly"),
      ("the butterfly", "a butterfly"), ("a butterfly", "butterfly"),
      ("a\u{00A0}butterfly", "a butterfly"), ("butterfly.", "a butterfly"), ("hello!", "hello"),
      ("how are you", "How are you?"), ("don't", "don’t"), ("don’t", "don't"), ("don`t", "don't"),
      ("T‑shirt", "t-shirt"), ("“hi”", "\"hi\""), ("butter\u{00AD}fly", "butterfly"),
      ("butterfly\u{200B}", "butterfly"),
      ("cafe", "café"), ("café", "cafe"), ("cafe\u{301}", "café"), ("yes of course", "yes, of course"),
    ])
  func right(typed: String, answer: String) {
    #expect(judge(typed, for: answer) == .right)
  }

  @Test(
    "optional parts: to look (at)", arguments: ["to look", "to look at", "look at", "look", "to look (at)"])
  func optional(typed: String) {
    #expect(judge(typed, for: "to look (at)") == .right)
  }

  @Test("optional parts inside a word, before it, nested and with alternatives")
  func optionalElsewhere() {
    for typed in ["color", "colour"] { #expect(judge(typed, for: "colo(u)r") == .right) }
    for typed in ["grandmother", "your grandmother"] {
      #expect(judge(typed, for: "(your) grandmother") == .right)
    }
    for typed in ["goes", "he goes", "she goes"] { #expect(judge(typed, for: "(he/she) goes") == .right) }
    for typed in ["sit", "sit down", "sit down there"] {
      #expect(judge(typed, for: "sit (down (there))") == .right)
    }
    #expect(judge("at", for: "to look (at)") == .wrong(answer: "to look (at)"))
  }

  @Test("any alternative is right, and so are several of them as shown; a wrong one among them is not")
  func alternatives() {
    for typed in ["big", "large", "great", "big / large", "large; big", "big/large/great"] {
      #expect(judge(typed, for: "big / large; great") == .right)
    }
    #expect(judge("big / small", for: "big / large") == .wrong(answer: "big / large"))
  }

  @Test("å, ä and ö are letters, in composed and decomposed form")
  func letters() {
    #expect(judge("fa\u{30A}r", for: "får", language: "sv") == .right)
    #expect(judge("FÅR", for: "får", language: "sv") == .right)
    #expect(judge("far", for: "får", language: "sv") == .almost(answer: "får", slip: .accents))
    #expect(judge("far", for: "får", others: ["far"], language: "sv") == .wrong(answer: "får"))
    #expect(judge("öra", for: "ora", language: "sv") == .wrong(answer: "ora"))
    #expect(
      judge("björnbar", for: "björnbär", language: "sv")
        == .almost(answer: "björnbär", slip: .accents))
  }

  @Test("Swedish articles: left out is right, the wrong gender is almost")
  func swedishArticles() {
    #expect(judge("fjäril", for: "en fjäril", language: "sv") == .right)
    #expect(judge("en fjäril", for: "fjäril", language: "sv") == .right)
    #expect(judge("springa", for: "att springa", language: "sv") == .right)
    #expect(
      judge("ett fjäril", for: "en fjäril", language: "sv")
        == .almost(answer: "en fjäril", slip: .article(typed: "ett", right: "en", isGender: true)))
    #expect(
      judge("en hus", for: "ett hus", language: "sv")
        == .almost(answer: "ett hus", slip: .article(typed: "en", right: "ett", isGender: true)))
    #expect(judge("ett fjärl", for: "en fjäril", language: "sv") == .wrong(answer: "en fjäril"))
    #expect(
      judge("ett plan", for: "en plan", others: ["ett plan"], language: "sv") == .wrong(answer: "en plan"))
  }

  @Test("an article is a whole word, and of the answer's language")
  func wholeWords() {
    #expect(judge("total", for: "tal", language: "en") == .wrong(answer: "tal"))
    #expect(judge("engelska", for: "gelska", language: "sv") != .right)
    #expect(judge("en route", for: "route") != .right)
    #expect(judge("en", for: "en", language: "sv") == .right)
    #expect(judge("the left", for: "to the left") == .right)
    #expect(judge("en avion", for: "avion", language: "fr") != .right)
  }

  @Test(
    "one slip in four letters or more is almost",
    arguments: [
      ("buterfly", Slip.missing("t")), ("butterflyy", .extra("y")),
      ("buttarfly", .replaced(typed: "a", right: "e")), ("buttefrly", .swapped("r", "f")),
      ("a buterfly", .missing("t")), ("the buterfly", .missing("t")), ("utterfly", .missing("b")),
      ("e butterfly", .replaced(typed: "e", right: "a")),
    ])
  func oneSlip(typed: String, slip: Slip) {
    #expect(judge(typed, for: "a butterfly") == .almost(answer: "a butterfly", slip: slip))
  }

  @Test("the article does not make a short word long, and two slips are wrong")
  func noSlip() {
    #expect(judge("a cst", for: "a cat") == .wrong(answer: "a cat"))
    #expect(judge("the hors", for: "the horse") == .almost(answer: "the horse", slip: .missing("e")))
    #expect(judge("the bir", for: "the bird") == .wrong(answer: "the bird"))
    #expect(
      judge("the birb", for: "the bird")
        == .almost(answer: "the bird", slip: .replaced(typed: "b", right: "d")))
    #expect(judge("buterfyl", for: "a butterfly") == .wrong(answer: "a butterfly"))
  }

  @Test("a slip that makes another word of the set is wrong")
  func anotherWord() {
    #expect(judge("horse", for: "house") == .almost(answer: "house", slip: .replaced(typed: "r", right: "u")))
    #expect(judge("horse", for: "house", others: ["a horse"]) == .wrong(answer: "house"))
  }

  @Test("an empty answer gives up", arguments: ["", "   ", "\t\u{00A0}", "?", "()"])
  func givesUp(typed: String) {
    #expect(judge(typed, for: "big / large") == .gaveUp(answer: "big / large"))
  }

  @Test("where two words have the same prompt, an answer to either is right")
  func samePrompt() {
    let set = WordSetSamples.set("en fluga = fly", "att flyga = fly", "en mus = mouse")
    let judge = AnswerJudge(wordSet: set, direction: .toFrom)
    #expect(judge.judge("flyga", word: 0) == .right)
    #expect(judge.judge("fluga", word: 1) == .right)
    #expect(judge.judge("mus", word: 1) == .wrong(answer: "att flyga"))
    #expect(judge.areSynonyms(0, 1) && !judge.areSynonyms(0, 2))
  }

  @Test("a hint has the prompt in it and no answer")
  func hints() {
    let words = [
      Word(term: "en hund", translation: "a dog", example: "My dog sleeps."),
      Word(term: "en hand", translation: "a hand", example: "Give me your hand."),
      Word(term: "en katt", translation: "a cat"),
    ]
    let set = WordSet(id: WordSetSamples.id, title: "Sample", from: "sv", to: "en", words: words)
    let english = AnswerJudge(wordSet: set, direction: .fromTo)
    let swedish = AnswerJudge(wordSet: set, direction: .toFrom)
    #expect((0..<3).map { english.hint(word: $0) } == [nil, nil, nil])
    #expect((0..<3).map { swedish.hint(word: $0) } == ["My dog sleeps.", nil, nil])
  }

  @Test("whatever is typed gets a verdict, and one edit of a right answer is never worse than almost")
  func anyUnicode() {
    var generator = SeededGenerator(seed: 2026)
    let set = WordSetSamples.set("en fjäril = a butterfly / (some) moth", "ett får = a sheep", "é = e")
    let judges = Direction.allCases.map { AnswerJudge(wordSet: set, direction: $0) }
    let alphabet: [Unicode.Scalar] = [
      "a", "é", "\u{301}", "\u{30A}", "\u{200D}", "👩", "(", ")", "/", ";", " ", "\0", "\r",
    ]
    for _ in 0..<3000 {
      let scalars = (0..<Int.random(in: 0...20, using: &generator)).compactMap { _ in
        Bool.random(using: &generator)
          ? alphabet.randomElement(using: &generator)
          : Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator))
      }
      let typed = String(String.UnicodeScalarView(scalars))
      for judge in judges { for word in set.words.indices { _ = judge.judge(typed, word: word) } }
    }
    let right = Array("butterfly")
    for _ in 0..<500 {
      var typed = right
      let place = Int.random(in: 0..<typed.count, using: &generator)
      if Bool.random(using: &generator) { typed.remove(at: place) } else { typed.insert("x", at: place) }
      #expect(judges[0].judge(String(typed), word: 0).isAccepted)
    }
  }
}
