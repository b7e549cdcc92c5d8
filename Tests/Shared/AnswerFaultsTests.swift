import TestScopes
import Testing
import Vocabulary

/// Articles, diacritics and slips by further examples, and input that is no answer.
@Suite(.ownThread()) struct AnswerFaultsTests {
  @Test("articles and genders by language")
  func articles() {
    checkAnswers(
      [("en bil", "das Auto", "ein Auto", "right"), ("en bil", "das Auto", "der Auto", "almost")], to: "de")
    checkAnswers(
      [("en katt", "die Katze", "eine Katze", "right"), ("en katt", "die Katze", "ein Katze", "almost")],
      to: "de")
    checkAnswers(
      [("en väg", "la route", "une route", "right"), ("en väg", "la route", "un route", "almost")], to: "fr")
    checkAnswers(
      [("en skola", "l'école", "une école", "right"), ("en skola", "l'école", "la école", "almost")], to: "fr"
    )
    checkAnswers(
      [("ett hus", "la casa", "una casa", "right"), ("ett hus", "la casa", "un casa", "almost")], to: "es")
    checkAnswers(
      [("en ryggsäck", "lo zaino", "uno zaino", "right"), ("en ryggsäck", "lo zaino", "il zaino", "almost")],
      to: "it")
    checkAnswers(
      [("ett hus", "het huis", "huis", "right"), ("ett hus", "het huis", "de huis", "almost")], to: "nl")
    checkAnswers(
      [("ett hus", "et hus", "hus", "right"), ("ett hus", "et hus", "en hus", "almost")], to: "da")
    checkAnswers([("en bok", "ei bok", "en bok", "right"), ("att gå", "å gå", "gå", "right")], to: "no")
    checkAnswers([("jag är", "yo soy", "soy", "right"), ("ett år", "el año", "el ano", "wrong")], to: "es")
    checkAnswers(
      [("ett berg", "la montaña", "la montana", "wrong"), ("en morgon", "la mañana", "manana", "wrong")],
      to: "es")
  }

  @Test("diacritics alone are almost, a second fault is wrong")
  func accents() {
    checkAnswers(
      [
        ("a tree", "ett träd", "trad", "almost"), ("a tree", "ett träd", "traed", "almost"),
        ("beer", "öl {ett}", "ol", "almost"), ("a tree", "ett träd", "en trad", "wrong"),
        ("a bird", "en fågel", "fagl", "wrong"), ("a cafe", "ett kafé", "kafe", "right"),
      ], to: "sv")
    checkAnswers([("vän", "schön", "schoen", "right"), ("tur", "grün", "grun", "almost")], to: "de")
    checkAnswers([("sommar", "l'été", "l'ete", "almost"), ("skola", "l'école", "ecole", "almost")], to: "fr")
    checkAnswers([("tack", "¡adiós!", "adios", "almost"), ("kaffe", "el café", "cafe", "almost")], to: "es")
  }

  @Test("one slip in four letters or more, unless it answers another word")
  func slips() {
    checkAnswers([
      ("fågel", "bird", "brid", "almost"), ("hund", "dog", "dpg", "wrong"),
      ("fisk", "fish", "fsih", "almost"),
      ("fisk", "fish", "fis", "wrong"), ("vän", "friend", "freind", "almost"),
      ("vän", "friend", "frend", "almost"),
      ("vän", "friend", "frendi", "wrong"), ("en vän", "a friend", "to freind", "wrong"),
    ])
    let set = WordSetSamples.set("en häst = a horse", "ett hus = a house", "hästar = horses")
    let judge = AnswerJudge(wordSet: set, direction: .fromTo)
    #expect(judge.judge("house", word: 0) == .wrong(answer: "a horse"))
    #expect(judge.judge("horses", word: 0) == .wrong(answer: "a horse"))
  }

  @Test("bad input is judged in time that grows with its length alone")
  func badInput() {
    let set = WordSetSamples.set("en hund = a dog / a hound")
    let judge = AnswerJudge(wordSet: set, direction: .fromTo)
    for unit in [
      "a", "dog ", "/", "(", ")", "[", ",", "\u{301}", "\0", "👩‍👩‍👧", "\u{202E}\u{5B0}", "'", "-", "dog/",
    ] {
      let verdict = judge.judge(String(repeating: unit, count: 10_000), word: 0)
      #expect(verdict == .wrong(answer: "a dog / a hound") || verdict == .gaveUp(answer: "a dog / a hound"))
      // Short enough to be taken apart; a hundred times right is right.
      for count in [100, 1900 / unit.utf8.count] {
        let verdict = judge.judge(String(repeating: unit, count: count), word: 0)
        #expect(unit == "dog/" ? verdict == .right : !verdict.isAccepted, "\(count) × \(unit)")
      }
    }
    for unit in ["he/she ", "(a) ", "1. ", "a or "] {
      #expect(!judge.judge(String(repeating: unit, count: 1900 / unit.utf8.count), word: 0).isAccepted)
    }
    #expect(!judge.judge("dog of hound", word: 0).isAccepted)
    #expect(
      judge.judge("dog or hound", word: 0) == .right && judge.judge("dog eller hound", word: 0) == .right)
    #expect(judge.judge("dog\0", word: 0) == .right)
    #expect(judge.judge("d\u{301}og", word: 0).isAccepted == false)
  }
}
