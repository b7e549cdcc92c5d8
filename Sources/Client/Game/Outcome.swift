public import Vocabulary

/// What became of one answer.
public struct Outcome: Hashable, Sendable {
  /// The question that was answered.
  public let question: Question
  /// The answer as typed, or the option as chosen; empty where the pupil gave up.
  public let typed: String
  /// What the teacher says.
  public let verdict: Verdict
  /// All that would have been right, in one line.
  public let answer: String
  /// The score before modifiers, for the award; 0 for a wrong answer.
  public let score: Int
  /// The points that the score will come to after the modifiers.
  public let points: Int
  /// The place of the chosen option; nil where the answer was typed or given up.
  public let chosen: Int?
  /// The place of the right option; nil where the answer was typed.
  public let rightChoice: Int?
  /// The word's example sentence, free to be shown now.
  public let example: String?
}
