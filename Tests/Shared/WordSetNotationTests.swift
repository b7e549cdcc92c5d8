import TestScopes
import Testing

@testable import Vocabulary

@Suite(.ownThread()) struct WordSetNotationTests {
  @Test("what stands behind // is accepted and in no prompt and no answer; braces neither")
  func parses() {
    let word = Word(term: "läder {ett} / skinn {ett} // tyg {n}", translation: "leather // hide / a skin")
    #expect(
      word.term == "läder / skinn" && word.terms == ["läder", "skinn"] && word.alsoTerms == ["tyg {n}"])
    #expect(word.translations == ["leather"] && word.alsoTranslations == ["hide", "a skin"])
    #expect(word.termGender == "ett" && word.translationGender == nil)
    #expect(word.prompt(.fromTo) == "läder / skinn" && word.answer(.fromTo) == "leather")
    let judge = AnswerJudge(
      wordSet: WordSet(id: WordSetSamples.id, title: "T", from: "sv", to: "en", words: [word]),
      direction: .toFrom)
    for typed in ["tyg", "ett tyg", "ett läder", "läder {ett}"] {
      #expect(judge.judge(typed, word: 0) == .right)
    }
    #expect(
      judge.judge("en skinn", word: 0)
        == .almost(answer: "skinn", slip: .article(typed: "en", right: "ett", isGender: true)))
  }

  @Test(
    "a file that is written says what was read",
    arguments: [
      ("Hund {m}", "dog"), ("fel {ett} / miss {en} / grej", "mistake // error"), ("a; b", "c | d"),
      ("hund // vovve", "a dog // a hound / a mutt"), ("he/she/it is", "är"), ("a//b", "c // "),
      ("var (vara)", "was / were"), ("{m}", "mark"), ("bild {en} (i skolan)", "art"),
    ])
  func roundTrips(term: String, translation: String) throws {
    let word = Word(term: term, translation: translation)
    let set = WordSet(id: WordSetSamples.id, title: "T", from: "sv", to: "en", words: [word])
    let parser = WordSetParser(file: "t.tsv", fallbackID: WordSetSamples.id)
    #expect(try parser.parse(Array(set.tsv.utf8)) == set)
  }

  @Test("a slash between little words is no separator, any other one is")
  func slashes() {
    #expect(Word(term: "x", translation: "he/she/it is").translations == ["he/she/it is"])
    #expect(Word(term: "x", translation: "le/la professeur").translations == ["le/la professeur"])
    #expect(Word(term: "x", translation: "was/were").translations == ["was", "were"])
    #expect(Word(term: "x", translation: "a sofa/a couch").translations == ["a sofa", "a couch"])
    #expect(Word(term: "x", translation: "car | automobile").translations == ["car", "automobile"])
  }
}
