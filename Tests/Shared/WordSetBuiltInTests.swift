import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct WordSetBuiltInTests {
  @Test("at least eight sets of forty words, each with an id and a title of its own")
  func sets() throws {
    let sets = try WordSetSamples.builtInSets()
    #expect(sets.count >= 8)
    #expect(sets.allSatisfy { $0.words.count >= 40 && $0.id != WordSetSamples.id })
    #expect(Set(sets.map(\.id)).count == sets.count)
    #expect(Set(sets.map(\.title)).count == sets.count)
  }

  @Test("the summary of a file says what the whole set says")
  func summaries() throws {
    for file in try WordSetSamples.builtInFiles() {
      #expect(try file.summary() == file.wordSet().summary)
    }
  }

  @Test(
    "every listed form of every word, shown or not, and all shown ones at once, is right",
    arguments: Direction.allCases)
  func acceptedIsRight(direction: Direction) throws {
    var judged = 0
    for set in try WordSetSamples.builtInSets() {
      let judge = AnswerJudge(wordSet: set, direction: direction)
      for (index, word) in set.words.enumerated() {
        for answer in word.answers(direction) + word.alsoAnswers(direction) + [word.answer(direction)] {
          #expect(judge.judge(answer, word: index) == .right, "\(set.title): \(answer)")
          #expect(judge.judge("  \(answer.uppercased()). ", word: index) == .right, "\(set.title): \(answer)")
          judged += 1
        }
      }
    }
    #expect(judged > 900)
  }

  @Test("what a good teacher accepts is right in both directions", arguments: try AlternativesCase.all())
  func alternatives(_ row: AlternativesCase) throws {
    let file = try #require(try WordSetSamples.builtInFiles().first { $0.name == row.set + ".tsv" })
    let set = try file.wordSet()
    let word = try #require(
      set.words.firstIndex { $0.answers(.toFrom).contains(row.term) }, "no row for \(row.term)")
    for (direction, forms) in [(Direction.fromTo, row.translations), (.toFrom, row.terms)] {
      let judge = AnswerJudge(wordSet: set, direction: direction)
      for form in forms {
        #expect(
          judge.judge(form, word: word) == .right,
          "\(row.set): \(form) for \(set.words[word].prompt(direction))")
      }
    }
  }

  @Test(
    "no two prompts of a set are alike, and none shows more than three forms", arguments: Direction.allCases)
  func prompts(direction: Direction) throws {
    for set in try WordSetSamples.builtInSets() {
      let prompts = set.words.map { $0.prompt(direction).lowercased() }
      #expect(Set(prompts).count == prompts.count, "\(set.title)")
      for word in set.words {
        #expect((1...3).contains(word.answers(direction).count), "\(set.title): \(word.term)")
        #expect(!word.prompt(direction).contains { "{}".contains($0) }, "\(set.title): \(word.term)")
      }
    }
  }

  @Test("a form is shown for one word of a set alone", arguments: Direction.allCases)
  func shownOnce(direction: Direction) throws {
    for set in try WordSetSamples.builtInSets() {
      let forms = set.words.flatMap { $0.answers(direction) }
      #expect(Set(forms).count == forms.count, "\(set.title)")
    }
  }

  @Test("every word has an example with its first translation in it")
  func examples() throws {
    for set in try WordSetSamples.builtInSets() {
      for word in set.words {
        let core = word.answers(.fromTo)[0].replacing(/^(an?|the|to) | \(.*\)$/, with: "").lowercased()
        #expect(word.example?.lowercased().contains(core) == true, "\(set.title): \(word.term)")
      }
    }
  }

  @Test("no answer is right for another word unless the two are synonyms", arguments: Direction.allCases)
  func othersAreWrong(direction: Direction) throws {
    for set in try WordSetSamples.builtInSets() {
      let judge = AnswerJudge(wordSet: set, direction: direction)
      for (index, word) in set.words.enumerated() {
        for other in set.words.indices where other != index && !judge.areSynonyms(index, other) {
          for answer in word.answers(direction) {
            let verdict = judge.judge(answer, word: other)
            #expect(!verdict.isAccepted, "\(set.title): \(answer) for \(set.words[other].term): \(verdict)")
          }
        }
      }
    }
  }

  @Test("a hint never has the answer in it")
  func hints() throws {
    var hints = 0
    for set in try WordSetSamples.builtInSets() {
      for direction in Direction.allCases {
        let judge = AnswerJudge(wordSet: set, direction: direction)
        for (index, word) in set.words.enumerated() {
          guard let hint = judge.hint(word: index) else { continue }
          hints += 1
          let words = hint.lowercased().split { !$0.isLetter }
          #expect(
            !word.answers(direction).contains { words.contains(Substring($0)) }, "\(word.term): \(hint)")
        }
      }
    }
    #expect(hints > 100)
  }
}
