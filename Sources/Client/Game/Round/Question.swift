import Vocabulary

/// A word as it is asked.
package struct Question: Hashable, Sendable {
  /// The word's place in the set.
  package let word: Int
  /// What is shown.
  package let prompt: String
  /// A sentence that helps without giving the answer away.
  package let example: String?
  /// The options of multiple choice, at most four; nil where the answer is typed.
  package var choices: [String]? { options?.options }
  /// How often the word was missed in this round before; above 0 it pays half.
  package let misses: Int

  let options: Choices?
}
