package import Primitives
package import Vocabulary
package import XP

/// One round of a game over words of a set.
///
/// What is the game's own is done by its rules, what all games have in common stands on a sheet, and the round is both
/// with a name of its own. It knows nothing of keys or screens: `take` what the pupil does or, in lines, hand a whole answer
/// to `answered`, until `phase` is `finished`. The same set and seed give the same round.
package struct Round: Sendable {
  /// What a round is waiting for.
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

  /// Version 7; goes into the metadata of every award.
  package let id: UniqueID
  /// By the wall clock.
  package let startedAt: Timestamp
  /// The homework that its points count for; nil until one is heard of that is about its set.
  package var homeworkID: UniqueID?

  private var sheet: RoundSheet
  private var rules: any GameRules

  /// A round over words drawn from a set.
  ///
  /// - Parameters:
  ///   - isOwn: True for a pupil's own file: a word bundle.
  ///   - inLines: True where the game is played without a screen, in its linear form.
  ///   - size: How many words are drawn; the whole set where it has fewer.
  ///   - words: The words to ask, by place in the set, instead of drawing any.
  ///   - seen: Words that are drawn only once the others are used up.
  ///   - homeworkID: The homework that its points count for.
  package init(
    of game: GameEntry, wordSet: WordSet, direction: Direction, isOwn: Bool, inLines: Bool = false,
    seed: UInt64, startedAt: Timestamp, size: Int = usualSize, words: [Int]? = nil, seen: Set<Int> = [],
    homeworkID: UniqueID? = nil
  ) {
    var generator = SeededGenerator(seed: seed)
    id = UniqueID.version7(milliseconds: startedAt.milliseconds, using: &generator)
    self.startedAt = startedAt
    self.homeworkID = homeworkID
    let drawn = words ?? Self.draw(size, from: wordSet.words.indices, seen: seen, using: &generator)
    sheet = RoundSheet(
      wordSet: wordSet, direction: direction, isOwn: isOwn, game: game, words: drawn, generator: generator)
    rules = inLines ? game.linear.begin(on: &sheet) : game.begin(&sheet)
  }

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
  /// Obeys the pupil; a command that makes no sense now does nothing.
  ///
  /// - Returns: What became of an answer; nil where none was given.
  package mutating func take(_ command: RoundCommand, at now: Timestamp) -> Outcome? {
    rules.take(command, at: now, on: &sheet)
  }

  /// The pupil answered with a line of text, or gave up with nothing but white space.
  ///
  /// - Returns: What became of it; nil where it is no answer to what is asked, or nothing is.
  package mutating func answered(_ line: String) -> Outcome? { rules.answered(line, on: &sheet) }

  /// Points that were counted could not be saved.
  mutating func takeBack(_ points: Int) { sheet.takeBack(points) }
}

// MARK: - What there is to see

extension Round {
  package var game: GameEntry { sheet.game }
  /// The kind of its events.
  package var kind: EventKind { sheet.game.kind }
  /// The set that is practised.
  package var wordSet: WordSet { sheet.wordSet }
  /// The title of the set.
  package var title: String { sheet.wordSet.title }
  /// Which side is asked for.
  package var direction: Direction { sheet.direction }
  /// True for a pupil's own file: a word bundle.
  package var isOwn: Bool { sheet.isOwn }

  /// What the round is waiting for.
  package var phase: Phase { rules.phase }
  /// The question being asked or, while showing, the one just missed; nil when finished.
  package var question: Question? { rules.question }
  /// What the pupil answers with.
  package var face: GameFace { rules.face }
  /// What the keys do now.
  package var keys: KeyTable<RoundCommand> { game.keys(rules.keys) }
  /// The answer before this question; nil at the first.
  package var last: Outcome? { sheet.last }
  /// Which question this is, counted from 1, repeats included.
  package var number: Int { sheet.number }
  /// How many questions there will be, as far as is known; grows with every miss.
  package var total: Int { sheet.total }
  /// What was counted so far.
  package var tally: Tally { sheet.tally }
  /// The words asked so far, by place in the set.
  package var asked: Set<Int> { sheet.asked }
  /// Right answers in a row up to now.
  package var combo: Int { sheet.tally.combo }

  /// What goes with the award of the answer just given: ask for it right after the answer.
  ///
  /// - Parameter now: When the answer was given; it is the round's end where that answer was the last.
  package func context(at now: Timestamp) -> AwardContext {
    AwardContext(
      wordSetID: wordSet.id, homeworkID: homeworkID, isWordBundle: isOwn,
      round: RoundRecord(
        id: id, startedAt: startedAt, finishedAt: phase == .finished ? now : nil, answered: tally.answered,
        right: tally.right))
  }
}
