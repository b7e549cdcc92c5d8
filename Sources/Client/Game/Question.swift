import Vocabulary

/// A word as it is asked.
public struct Question: Hashable, Sendable {
  /// The word's place in the set.
  public let word: Int
  /// What is shown.
  public let prompt: String
  /// A sentence that helps without giving the answer away.
  public let example: String?
  /// The options of multiple choice, at most four; nil where the answer is typed.
  public var choices: [String]? { options?.options }
  /// How often the word was missed in this round before; above 0 it pays half.
  public let misses: Int

  let options: Choices?
}
