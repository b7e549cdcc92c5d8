import Game
import Languages
import Primitives
import TestScopes
import Testing
import Vocabulary
import XP

@Suite(.ownThread()) struct RoundTests {
  @Test("twelve words, each asked once, when all is right; every answer pays ten")
  func allRight() throws {
    var round = try GameSamples.round()
    #expect(round.total == 12 && round.number == 1)
    var asked: [Int] = []
    while let question = round.question {
      asked.append(question.word)
      let outcome = try round.answered(round.rightAnswer).asked()
      #expect(outcome.verdict == .right && outcome.award.score == 10 && outcome.award.points == 10)
      #expect(round.last == outcome)
    }
    #expect(asked.count == 12 && Set(asked).count == 12)
    #expect(round.phase == .finished && round.tally.points == 120)
    #expect(round.tally.bestCombo == 12 && round.tally.accuracyPercent == 100)
    #expect(round.answered("x") == nil && round.chose(0) == nil)
  }

  @Test("a missed word waits for the pupil, comes back after two others and pays half")
  func missed() throws {
    var round = try GameSamples.round()
    let missed = try #require(round.question)
    let outcome = try round.answered("nonsense").asked()
    #expect(outcome.verdict == .wrong(answer: outcome.answer) && outcome.award.score == 0)
    #expect(round.phase == .showing(outcome) && round.total == 13 && round.combo == 0)
    #expect(round.answered("again") == nil)
    round.goesOn()
    #expect(round.last == outcome && round.number == 2)
    for _ in 0..<2 {
      #expect(round.question?.word != missed.word)
      _ = round.answered(round.rightAnswer)
    }
    #expect(round.question?.word == missed.word && round.question?.misses == 1)
    #expect(round.answered(round.rightAnswer)?.award.score == 5)
    #expect(round.tally.missed == [missed.word] && round.tally.rightAtFirstTry == 2)
  }

  @Test("almost right goes on at once, pays half and neither adds to the combo nor ends it")
  func almost() throws {
    var round = try GameSamples.round(only: [13, 14])
    let answer = round.rightAnswer
    let outcome = try round.answered(String(answer.dropLast())).asked()
    #expect(outcome.award.score == 5 && outcome.verdict.isAccepted)
    #expect(round.phase == .asking && round.number == 2 && round.last == outcome)
    _ = round.answered(round.rightAnswer)
    #expect(round.tally.combo == 1 && round.tally.right == 1 && round.tally.rightAtFirstTry == 1)
  }

  @Test("what was missed is half of what it was: 5, 3 and 3")
  func halves() throws {
    var typing = try GameSamples.round(only: [13])
    _ = typing.answered("")
    typing.goesOn()
    #expect(typing.answered("the thirten")?.award.score == 3)
    var choice = try GameSamples.round(.choice, only: [13])
    _ = choice.chose((choice.rightChoice + 1) % 4)
    choice.goesOn()
    #expect(choice.chose(choice.rightChoice)?.award.score == 3)
  }

  @Test("an empty answer gives up; a word missed again and again is let go in the end")
  func givesUp() throws {
    var round = try GameSamples.round(words: 5, size: 5)
    var answers = 0
    while round.phase != .finished {
      let outcome = try round.answered("  ").asked()
      #expect(outcome.verdict == .gaveUp(answer: outcome.answer) && outcome.typed.isEmpty)
      round.goesOn()
      answers += 1
      try #require(answers < 100)
    }
    #expect(answers == 5 * (1 + RoundSheet.repeatLimit) && round.number == answers && round.total == answers)
    #expect(round.tally.missed.count == 5 && round.tally.words == 5 && round.tally.points == 0)
  }

  @Test("multiple choice pays five, shows chosen and right place, and refuses places that are none")
  func choice() throws {
    var round = try GameSamples.round(.choice)
    #expect(round.question?.choices?.count == 4)
    #expect(round.chose(4) == nil && round.chose(-1) == nil)
    #expect(round.chose(round.rightChoice)?.award.score == 5)
    let right = round.rightChoice
    let wrong = (right + 1) % 4
    let outcome = try round.chose(wrong).asked()
    #expect(outcome.chosen == wrong && outcome.rightChoice == right && outcome.award.score == 0)
    round.goesOn()
    let givenUp = try round.answered("").asked()
    #expect(givenUp.verdict == .gaveUp(answer: givenUp.question.choices?[givenUp.rightChoice ?? 0] ?? ""))
  }

  @Test("the highlight goes round the options, from either end")
  func highlight() throws {
    var round = try GameSamples.round(.choice)
    #expect(round.highlighted == nil)
    _ = round.take(.move(by: -1), at: GameSamples.now)
    #expect(round.highlighted == 3)
    _ = round.take(.move(by: 1), at: GameSamples.now)
    #expect(round.highlighted == 0)
    _ = round.chose(round.rightChoice)
    #expect(round.highlighted == nil)
  }

  @Test("a word bundle pays half points for the same score")
  func bundle() throws {
    var round = try GameSamples.round(isOwn: true)
    let outcome = try round.answered(round.rightAnswer).asked()
    #expect(outcome.award.score == 10 && outcome.award.points == 5)
    #expect(round.context(at: GameSamples.now).isWordBundle)
  }

  @Test("the context names set and round, and the end on the last answer alone")
  func context() throws {
    var round = try GameSamples.round(size: 2)
    let later = GameSamples.now.adding(seconds: 20)
    _ = round.answered(round.rightAnswer)
    let first = round.context(at: GameSamples.now)
    #expect(first.wordSetID == round.wordSet.id && !first.isWordBundle)
    #expect(
      first.round
        == RoundRecord(id: round.id, startedAt: GameSamples.now, finishedAt: nil, answered: 1, right: 1))
    _ = round.answered(round.rightAnswer)
    #expect(round.context(at: later).round?.finishedAt == later)
  }

  @Test("the same seed gives the same round, another one another", arguments: [EventKind.typing, .choice])
  func seeded(kind: EventKind) throws {
    func transcript(_ seed: UInt64) throws -> [Question] {
      var round = try GameSamples.round(kind, seed: seed)
      var questions: [Question] = []
      while let question = round.question {
        questions.append(question)
        if question.misses == 0, question.word % 3 == 0 {
          _ = kind == .choice ? round.answered("") : round.answered("")
          round.goesOn()
        } else {
          _ = kind == .choice ? round.chose(round.rightChoice) : round.answered(round.rightAnswer)
        }
      }
      return questions
    }
    #expect(try transcript(1) == transcript(1))
    #expect(try transcript(1) != transcript(2))
  }

  @Test("words seen before come only when the others are used up")
  func seen() throws {
    let fresh = try GameSamples.round(size: 12, seen: Set(0..<8))
    var round = fresh
    while round.question != nil { _ = round.answered(round.rightAnswer) }
    #expect(round.asked == Set(8..<20))
    let small = try GameSamples.round(size: 15, seen: Set(0..<8))
    #expect(small.total == 15)
  }

  @Test("a set too small for multiple choice says so; typing always goes")
  func obstacle() throws {
    let set = try GameSamples.file(words: 3, title: "Tre").wordSet()
    #expect(Games.entry(.typing)?.obstacle(with: set) == nil)
    #expect(Games.entry(.choice)?.obstacle(with: set)?.text(in: English()).contains("'Tre'") == true)
    #expect(try Games.entry(.choice)?.obstacle(with: GameSamples.file().wordSet()) == nil)
  }
}
