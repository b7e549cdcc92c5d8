import Primitives
import Vocabulary
import XP

/// What all games keep alike of a round: the words still to be asked, what was answered, and the round's source of chance.
package struct RoundSheet: Sendable {
  /// A word still to be asked.
  package struct Upcoming: Hashable, Sendable {
    let word: Int
    /// How often it was missed in this round before.
    let misses: Int
  }

  /// How often a missed word comes back before the round lets it go.
  package static let repeatLimit = 3

  let wordSet: WordSet
  let direction: Direction
  let isOwn: Bool
  let game: GameEntry
  let judge: AnswerJudge
  var generator: SeededGenerator

  private(set) var tally = Tally()
  /// The words asked so far, by place in the set.
  private(set) var asked: Set<Int> = []
  /// The answer before the present question; nil at the first.
  var last: Outcome?
  /// Which question this is, counted from 1, repeats included.
  private(set) var number = 0
  /// How many questions there will be, as far as is known; grows with every miss.
  private(set) var total: Int
  private var queue: [Upcoming]

  /// - Parameters:
  ///   - words: The words to ask, by place in the set; their order is shuffled.
  init(
    wordSet: WordSet, direction: Direction, isOwn: Bool, game: GameEntry, words: [Int],
    generator: SeededGenerator
  ) {
    (self.wordSet, self.direction, self.isOwn, self.game) = (wordSet, direction, isOwn, game)
    judge = AnswerJudge(wordSet: wordSet, direction: direction)
    self.generator = generator
    queue = words.shuffled(using: &self.generator).map { Upcoming(word: $0, misses: 0) }
    total = queue.count
  }

  /// The next word; nil when all were asked.
  mutating func next() -> Upcoming? {
    guard !queue.isEmpty else { return nil }
    number += 1
    return queue.removeFirst()
  }

  /// A word as it is asked.
  func question(_ upcoming: Upcoming, options: Choices? = nil) -> Question {
    Question(
      word: upcoming.word, prompt: wordSet.words[upcoming.word].prompt(direction),
      example: judge.hint(word: upcoming.word), misses: upcoming.misses, options: options)
  }

  /// The right answer of a word between wrong ones.
  mutating func options(for word: Int) -> Choices {
    Choices(word: word, of: wordSet, direction: direction, judge: judge, using: &generator)
  }

  /// Counts an answer and says what it is worth; a missed word comes back.
  mutating func settle(_ question: Question, _ verdict: Verdict, typed: String, chosen: Int?) -> Outcome {
    let word = wordSet.words[question.word]
    let score = game.scores.score(verdict, misses: question.misses)
    let outcome = Outcome(
      question: question, typed: typed, verdict: verdict, answer: word.answer(direction),
      award: Award(score: score, kind: game.kind, context: AwardContext(isWordBundle: isOwn)), chosen: chosen,
      rightChoice: question.options?.right, example: word.example)
    tally.count(outcome)
    asked.insert(question.word)
    if !verdict.isAccepted { comeBack(question) }
    return outcome
  }

  /// Points that were counted could not be saved.
  mutating func takeBack(_ points: Int) { tally.takeBack(points) }

  /// Puts a missed word behind the next two.
  private mutating func comeBack(_ question: Question) {
    guard question.misses < Self.repeatLimit else { return }
    queue.insert(Upcoming(word: question.word, misses: question.misses + 1), at: min(2, queue.count))
    total += 1
  }
}

extension GameEntry.Scores {
  /// What an answer is worth. A word that was missed before pays half, rounded up.
  func score(_ verdict: Verdict, misses: Int) -> Int {
    let full =
      switch verdict {
      case .right: right
      case .almost: almost
      case .wrong, .gaveUp: 0
      }
    return misses == 0 ? full : (full + 1) / 2
  }
}
