import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct ChoicesTests {
  private func choices(
    _ set: WordSet, word: Int, direction: Direction = .fromTo, confusions: [Int: [Int]] = [:], seed: UInt64
  ) -> Choices {
    var generator = SeededGenerator(seed: seed)
    let judge = AnswerJudge(wordSet: set, direction: direction)
    return Choices(
      word: word, of: set, direction: direction, judge: judge, confusions: confusions, using: &generator)
  }

  /// Twenty nouns that neither look alike nor stand near the first.
  private static let nouns = [
    "en häst = a horse", "en gurka = a cucumber", "ett tak = a roof", "en skjorta = a shirt",
    "en bil = a car",
    "en kopp = a cup", "ett moln = a cloud", "en vinter = a winter", "en lärare = a teacher",
    "ett golv = a floor",
    "ett kök = a kitchen", "en syster = a sister", "en fisk = a fish", "ett fönster = a window",
    "en dag = a day",
    "en boll = a ball", "en flygplats = an airport", "ett papper = a paper", "en kyckling = a chicken",
    "ett hus = a house",
  ]

  private func set(_ lines: [String]) -> WordSet {
    WordSet(
      id: WordSetSamples.id, title: "Sample", from: "sv", to: "en",
      words: lines.map { line in
        let sides = line.split(separator: " = ").map(String.init)
        return Word(term: sides[0], translation: sides[1])
      })
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

  @Test("one wrong option stands near the right one in the set", arguments: 0..<20)
  func nearInMeaning(seed: UInt64) {
    let options = choices(set(Self.nouns), word: 0, seed: seed).options
    #expect(!Set(options).isDisjoint(with: ["a cucumber", "a roof", "a shirt"]), "\(options)")
  }

  @Test("one wrong option looks like the right one", arguments: 0..<20)
  func likeAnswer(seed: UInt64) {
    #expect(choices(set(Self.nouns), word: 0, seed: seed).options.contains("a house"))
  }

  @Test("one wrong option is that of a prompt which looks like the one asked", arguments: 0..<20)
  func likePrompt(seed: UInt64) {
    #expect(
      choices(set(Self.nouns), word: 10, direction: .toFrom, seed: seed).options.contains("en kyckling"))
  }

  @Test("one wrong option looks like the prompt itself", arguments: 0..<20)
  func falseFriend(seed: UInt64) {
    let lines = ["ett barn = a child"] + Self.nouns + ["en lada = a barn"]
    #expect(choices(set(lines), word: 0, seed: seed).options.contains("a barn"))
  }

  @Test("what the pupil has confused goes before all, unless it is right", arguments: 0..<20)
  func confused(seed: UInt64) {
    let set = set(Self.nouns + ["en pålle = a horse"])
    let options = choices(set, word: 0, confusions: [0: [20, 8, 14], 1: [4, 5, 6]], seed: seed).options
    #expect(options.contains("a teacher") && options.contains("a day"))
    #expect(options.count == 4 && options.count(where: { $0 == "a horse" }) == 1)
    let many = choices(set, word: 0, confusions: [0: [8, 14, 5, 6]], seed: seed).options
    #expect(Set(many) == ["a horse", "a teacher", "a day", "a cup"])
  }

  @Test("a confusion is offered however far away it stands in a large set")
  func farConfusion() {
    let numbers = (0..<1_200).map { "en sak\($0) = a thing\($0)" }
    let options = choices(set(numbers), word: 5, confusions: [5: [1_199]], seed: 1).options
    #expect(options.contains("a thing1199") && options.count == 4)
  }

  @Test("a confusion with the word itself, or with one that is not in the set, is passed over")
  func strangeConfusions() {
    let options = choices(set(Self.nouns), word: 0, confusions: [0: [0, -1, 99]], seed: 1).options
    #expect(Set(options).count == 4)
  }

  @Test(
    "an option is one plain form: no parentheses, marks or slashes",
    arguments: [
      ("to wake (up)", "to wake"), ("(to) wake", "wake"), ("colo(u)r", "colour"), ("he/she/it is", "he is"),
      ("guy [informal]", "guy"), ("dog / hound", "dog"), ("sit (down (there))", "sit"),
    ])
  func plain(written: String, shown: String) {
    let set = WordSetSamples.set("ord = \(written)", "två = two", "tre = three")
    let choices = choices(set, word: 0, seed: 3)
    #expect(choices.options[choices.right] == shown)
  }

  @Test(
    "in the built-in sets: four options, one of them right, of one part of speech and type of article",
    arguments: Direction.allCases)
  func builtIn(direction: Direction) throws {
    for set in try WordSetSamples.builtInSets() {
      let judge = AnswerJudge(wordSet: set, direction: direction)
      let kinds = set.words.map { Self.kind($0.answers(direction)[0]) }
      for word in set.words.indices {
        var generator = SeededGenerator(seed: UInt64(word))
        let choices = Choices(word: word, of: set, direction: direction, judge: judge, using: &generator)
        #expect(choices.options.count == 4 && Set(choices.options.map { $0.lowercased() }).count == 4)
        for (place, option) in choices.options.enumerated() {
          let verdict = judge.judge(option, word: word)
          if place == choices.right {
            #expect(verdict == .right, "\(set.title): \(option)")
          } else if case .wrong = verdict {
          } else {
            Issue.record("\(set.title), \(set.words[word].prompt(direction)): \(option) is \(verdict)")
          }
          #expect(!option.contains { "()[]{}/".contains($0) }, "\(set.title): \(option)")
        }
        // Words that mean the same may not stand beside each other, so that a kind needs a few more than four.
        if kinds.count(where: { $0 == kinds[word] }) > 8 {
          #expect(
            choices.options.allSatisfy { Self.kind($0) == kinds[word] },
            "\(set.title): \(choices.options)")
        }
      }
    }
  }

  @Test("the same questions do not always bring the same options")
  func variety() throws {
    let animals = try #require(try WordSetSamples.builtInSets().first { $0.title == "Djur" })
    let seen = Set((0..<20).map { Set(choices(animals, word: 3, seed: $0).options) })
    #expect(seen.count > 3)
  }

  private static func kind(_ text: String) -> String {
    switch text.prefix(while: { $0 != " " }) {
    case "a", "an", "en", "ett": "indefinite"
    case "the": "definite"
    case "to", "att": "verb"
    default: "bare"
    }
  }
}
