import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct AnswerCasesTests {
  @Test(
    "answers are judged as a good teacher would", arguments: try AnswerCase.all().filter { $0.set == "own" })
  func verdict(_ row: AnswerCase) throws {
    #expect(row.verdictAlone.name == row.verdict, "\(row.verdictAlone)")
  }

  @Test(
    "answers to the words of the built-in sets are judged so too",
    arguments: try AnswerCase.all().filter { $0.set != "own" })
  func verdictInSet(_ row: AnswerCase) throws {
    let file = try #require(try WordSetSamples.builtInFiles().first { $0.name == row.set + ".tsv" })
    let set = try file.wordSet()
    let term = Word(term: row.term, translation: "x").terms[0]
    let word = try #require(set.words.firstIndex { $0.terms.contains(term) }, "no row for \(term)")
    let verdict = AnswerJudge(wordSet: set, direction: row.direction).judge(row.typed, word: word)
    #expect(verdict.name == row.verdict, "\(verdict)")
  }
}
