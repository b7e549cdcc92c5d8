import Vocabulary
import XP

/// What a round counts.
package struct Tally: Hashable, Sendable {
  /// Answers given, repeats included.
  package private(set) var answered = 0
  /// Right answers among them; those that are almost right not counted.
  package private(set) var right = 0
  /// Words that were asked and answered.
  package private(set) var words = 0
  /// Words that were right when first asked; those that were almost right not counted.
  package private(set) var rightAtFirstTry = 0
  /// Right answers in a row up to now; an answer that is almost right neither adds nor ends.
  package private(set) var combo = 0
  /// The most right answers in a row.
  package private(set) var bestCombo = 0
  /// Points won, those that could not be saved not counted.
  package private(set) var points = 0
  /// Points that could not be saved.
  package private(set) var unsavedPoints = 0
  /// Words missed at least once, by place in the set, in the order they were first missed.
  package private(set) var missed: [Int] = []

  /// Right answers per hundred answers, rounded down; 0 before the first.
  package var accuracyPercent: Int { answered == 0 ? 0 : right * 100 / answered }

  /// Points that were counted could not be saved.
  mutating func takeBack(_ points: Int) {
    self.points -= points
    unsavedPoints += points
  }

  mutating func count(_ outcome: Outcome) {
    answered += 1
    points += outcome.award.points
    if outcome.question.misses == 0 {
      words += 1
      if case .right = outcome.verdict { rightAtFirstTry += 1 }
    }
    switch outcome.verdict {
    case .right:
      right += 1
      combo += 1
      bestCombo = max(bestCombo, combo)
    case .almost: break
    case .wrong, .gaveUp:
      combo = 0
      if !missed.contains(outcome.question.word) { missed.append(outcome.question.word) }
    }
  }
}
