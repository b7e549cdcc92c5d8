/// The options of a multiple-choice question, in the order they are shown.
///
/// A wrong option is of the right one's part of speech, with the same type of article, near in meaning, and never right
/// itself: the requirements of Susanti, Tokunaga, Nishikawa and Obari, "Automatic distractor generation for
/// multiple-choice English vocabulary questions" (Research and Practice in Technology Enhanced Learning 13, 2018). They
/// take nearness in meaning from a thesaurus; here it is the distance between the rows, since words of a kind stand
/// together in a set. Further options look like the answer or like the prompt, as simple features of distractor and
/// answer, spelling among them, agree with what people choose: Gao, Gimpel and Jensson, "Distractor analysis and
/// selection for multiple-choice cloze questions for second-language learners" (BEA 2020). What this pupil has
/// confused goes before all.
package struct Choices: Hashable, Sendable {
  /// At most this many options are offered.
  package static let limit = 4

  /// Each a word's first answer without parentheses, marks and slashes; no two alike.
  package let options: [String]
  /// The place of the right one.
  package let right: Int

  /// The right answer of a word between wrong ones of the same set, none of them a synonym of the right one or of each
  /// other. Fewer than four where the set has no more.
  ///
  /// - Parameters:
  ///   - confusions: For a word, those that this pupil has taken for it, the most frequent first.
  ///   - generator: Decides between equally good options, and the order.
  package init(
    word: Int, of wordSet: WordSet, direction: Direction, judge: AnswerJudge, confusions: [Int: [Int]] = [:],
    using generator: inout some RandomNumberGenerator
  ) {
    let confused = confusions[word] ?? []
    var distractors = Distractors(
      word: word, of: wordSet, direction: direction, judge: judge, confused: confused, using: &generator)
    for other in confused { distractors.pick(other) }
    distractors.pick(by: \.distance)
    distractors.pick(by: \.answerDifference)
    distractors.pick(by: \.promptDifference)
    while distractors.pick(by: \.distance) {}
    var options = distractors.picked.map(\.option)
    right = Int.random(in: 0...options.count, using: &generator)
    options.insert(distractors.right.option, at: right)
    self.options = options
  }
}
