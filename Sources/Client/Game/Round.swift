package import Primitives
package import Vocabulary
package import XP

/// One round of a game over words of a set: a pure state machine that asks, judges and counts.
///
/// It knows nothing of keys or screens, so that the linear mode plays the very same round: ask `question`, hand the
/// answer to `answered` or `chose`, show the outcome, call `continued` where the round waits for it, until `phase` is
/// `finished`. The same set and seed give the same round.
package struct Round: Sendable {
  /// What the round is waiting for.
  package enum Phase: Hashable, Sendable {
    /// An answer.
    case asking
    /// That the pupil has seen the right answer to what they missed.
    case showing(Outcome)
    /// Nothing: every word was answered.
    case finished
  }

  /// How many words a round asks, unless told otherwise.
  package static let usualSize = 12
  /// How often a missed word comes back before the round lets it go.
  package static let repeatLimit = 3

  /// Version 7; goes into the metadata of every award.
  package let id: UniqueID
  /// By the wall clock.
  package let startedAt: Timestamp
  /// The set that is practised.
  package let wordSet: WordSet
  /// `typing` or `choice`.
  package let kind: EventKind
  /// Which side is asked for.
  package let direction: Direction
  /// True for a pupil's own file: a word bundle.
  package let isOwn: Bool
  /// The homework that its points count for; nil until one is heard of that is about its set.
  package var homeworkID: UniqueID?

  /// What the round is waiting for.
  package private(set) var phase: Phase = .asking
  /// The question being asked or, while showing, the one just missed; nil when finished.
  package private(set) var question: Question?
  /// The answer before this question; nil at the first.
  package private(set) var last: Outcome?
  /// Which question this is, counted from 1, repeats included.
  package private(set) var number = 0
  /// How many questions there will be, as far as is known; grows with every miss.
  package private(set) var total: Int
  /// What was counted so far.
  package internal(set) var tally = Tally()
  /// The answer being typed.
  package var field = TextField()
  /// The option that the arrow keys have reached; nil before they moved.
  package private(set) var highlighted: Int?

  private let judge: AnswerJudge
  private var queue: [Upcoming]
  private var generator: SeededGenerator

  /// A word still to be asked.
  private struct Upcoming {
    let word: Int
    let misses: Int
  }

  /// A round over words drawn from a set.
  ///
  /// - Parameters:
  ///   - kind: `typing` or `choice`.
  ///   - size: How many words are drawn; the whole set where it has fewer.
  ///   - words: The words to ask, by place in the set, instead of drawing any.
  ///   - seen: Words that are drawn only once the others are used up.
  ///   - homeworkID: The homework that its points count for.
  package init(
    wordSet: WordSet, kind: EventKind, direction: Direction, isOwn: Bool, seed: UInt64, startedAt: Timestamp,
    size: Int = usualSize, words: [Int]? = nil, seen: Set<Int> = [], homeworkID: UniqueID? = nil
  ) {
    var generator = SeededGenerator(seed: seed)
    id = UniqueID.version7(milliseconds: startedAt.milliseconds, using: &generator)
    self.startedAt = startedAt
    self.wordSet = wordSet
    self.kind = kind
    self.direction = direction
    self.isOwn = isOwn
    self.homeworkID = homeworkID
    judge = AnswerJudge(wordSet: wordSet, direction: direction)
    let drawn = words ?? Self.draw(size, from: wordSet.words.indices, seen: seen, using: &generator)
    queue = drawn.shuffled(using: &generator).map { Upcoming(word: $0, misses: 0) }
    total = queue.count
    self.generator = generator
    askNext()
  }

  /// The title of the set.
  package var title: String { wordSet.title }

  /// Right answers in a row up to now.
  package var combo: Int { tally.combo }

  /// The words asked so far.
  package private(set) var asked: Set<Int> = []

  private static func draw(
    _ size: Int, from words: Range<Int>, seen: Set<Int>, using generator: inout SeededGenerator
  ) -> [Int] {
    let shuffled = words.shuffled(using: &generator)
    let fresh = shuffled.filter { !seen.contains($0) }
    return Array((fresh + shuffled.filter(seen.contains)).prefix(size))
  }
}

// MARK: - What can happen

extension Round {
  /// The pupil answered in words; nothing but white space gives up.
  ///
  /// - Returns: What became of it; nil where no answer was being waited for.
  package mutating func answered(_ text: String) -> Outcome? {
    guard phase == .asking, let question else { return nil }
    let verdict = judge.judge(text, word: question.word)
    let isGivenUp = if case .gaveUp = verdict { true } else { false }
    return settle(question, verdict, typed: isGivenUp ? "" : text, chosen: nil)
  }

  /// The pupil chose the option at that place, or gave up with nil.
  ///
  /// - Returns: What became of it; nil where no choice was being waited for, or there is no such option.
  package mutating func chose(_ index: Int?) -> Outcome? {
    guard phase == .asking, let question, let options = question.options else { return nil }
    let rightOption = options.options[options.right]
    guard let index else { return settle(question, .gaveUp(answer: rightOption), typed: "", chosen: nil) }
    guard options.options.indices.contains(index) else { return nil }
    let verdict: Verdict = index == options.right ? .right : .wrong(answer: rightOption)
    return settle(question, verdict, typed: options.options[index], chosen: index)
  }

  /// The pupil has seen the right answer: the next question, or the end. Nothing happens in any other phase.
  package mutating func continued() {
    guard case .showing(let outcome) = phase else { return }
    last = outcome
    askNext()
  }

  /// The arrow keys moved the highlight by that many options, around the ends.
  package mutating func highlightMoved(by distance: Int) {
    guard phase == .asking, let count = question?.choices?.count, count > 0 else { return }
    guard let current = highlighted else {
      highlighted = distance > 0 ? 0 : count - 1
      return
    }
    highlighted = ((current + distance) % count + count) % count
  }

  private mutating func settle(
    _ question: Question, _ verdict: Verdict, typed: String, chosen: Int?
  ) -> Outcome {
    let word = wordSet.words[question.word]
    let score = Scoring.score(verdict, kind: kind, misses: question.misses)
    let outcome = Outcome(
      question: question, typed: typed, verdict: verdict, answer: word.answer(direction),
      award: Award(score: score, kind: kind, context: AwardContext(isWordBundle: isOwn)), chosen: chosen,
      rightChoice: question.options?.right, example: word.example)
    tally.count(outcome)
    asked.insert(question.word)
    if verdict.isAccepted {
      last = outcome
      askNext()
    } else {
      comeBack(question)
      phase = .showing(outcome)
    }
    return outcome
  }

  /// Puts a missed word behind the next two.
  private mutating func comeBack(_ question: Question) {
    guard question.misses < Self.repeatLimit else { return }
    queue.insert(Upcoming(word: question.word, misses: question.misses + 1), at: min(2, queue.count))
    total += 1
  }

  private mutating func askNext() {
    field = TextField()
    highlighted = nil
    guard !queue.isEmpty else {
      question = nil
      phase = .finished
      return
    }
    let next = queue.removeFirst()
    number += 1
    phase = .asking
    question = Question(
      word: next.word, prompt: wordSet.words[next.word].prompt(direction),
      example: judge.hint(word: next.word),
      misses: next.misses,
      options: kind == .choice
        ? Choices(word: next.word, of: wordSet, direction: direction, judge: judge, using: &generator) : nil)
  }
}
