import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct ChoicesTests {
  private func choices(_ set: WordSet, word: Int, seed: UInt64) -> Choices {
    var generator = SeededGenerator(seed: seed)
    let judge = AnswerJudge(wordSet: set, direction: .fromTo)
    return Choices(word: word, of: set, direction: .fromTo, judge: judge, using: &generator)
  }

  @Test("a synonym of the right answer, or of another option, is never offered", arguments: 0..<50)
  func noSynonyms(seed: UInt64) {
    let set = WordSetSamples.set(
      "stor = big / large", "väldig = large", "liten = small", "små = small", "röd = red", "blå = blue")
    let options = choices(set, word: 0, seed: seed).options
    #expect(options.contains("big") && !options.contains("large"))
    #expect(options.filter { $0 == "small" }.count <= 1)
    #expect(Set(options).count == 4)
  }

  @Test("options are of the same kind while there are enough of them", arguments: 0..<20)
  func likeKind(seed: UInt64) {
    let nouns = (0..<9).map { "en sak\($0) = a noun\($0)" }
    let verbs = (0..<9).map { "att göra\($0) = to verb\($0)" }
    let words = (nouns + verbs).map { $0.split(separator: " = ") }
    let set = WordSet(
      id: WordSetSamples.id, title: "Sample", from: "sv", to: "en",
      words: words.map { Word(term: String($0[0]), translation: String($0[1])) })
    #expect(choices(set, word: 3, seed: seed).options.allSatisfy { $0.hasPrefix("a ") })
    #expect(choices(set, word: 12, seed: seed).options.allSatisfy { $0.hasPrefix("to ") })
  }

  @Test("the same seed gives the same options; others put the right one in every place")
  func seeded() {
    let set = WordSetSamples.set("ett = one", "två = two", "tre = three", "fyra = four", "fem = five")
    #expect(choices(set, word: 0, seed: 1) == choices(set, word: 0, seed: 1))
    #expect(Set((0..<64).map { choices(set, word: 0, seed: $0).right }) == [0, 1, 2, 3])
  }

  @Test("a small set offers what it has")
  func small() {
    #expect(choices(WordSetSamples.set("ett = one", "två = two"), word: 0, seed: 1).options.count == 2)
    #expect(choices(WordSetSamples.set("ett = one"), word: 0, seed: 1).options == ["one"])
  }
}
