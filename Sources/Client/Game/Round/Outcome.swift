package import Vocabulary
package import XP

/// What became of one answer.
package struct Outcome: Hashable, Sendable {
  /// The question that was answered.
  package let question: Question
  /// The answer as typed, or the option as chosen; empty where the pupil gave up.
  package let typed: String
  /// What the teacher says.
  package let verdict: Verdict
  /// All that would have been right, in one line.
  package let answer: String
  /// What the answer is worth; nothing for a wrong one.
  package let award: Award
  /// The place of the chosen option; nil where the answer was typed or given up.
  package let chosen: Int?
  /// The place of the right option; nil where the answer was typed.
  package let rightChoice: Int?
  /// The word's example sentence, free to be shown now.
  package let example: String?
}
