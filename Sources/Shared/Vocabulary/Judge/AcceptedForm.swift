/// One way to answer rightly.
struct AcceptedForm: Hashable, Sendable {
  let text: AnswerText
  /// The alternative as the teacher wrote it, without marks.
  let written: String
  /// The gender that the teacher gave.
  let gender: Gender?
  /// True for the plural that is given beside the answer: almost right.
  let isPlural: Bool

  /// The forms of one alternative, one for each reading of it.
  static func forms(
    of alternative: String, gender: String?, language: String, listed: ListedForms, grammar: Grammar
  ) -> [AcceptedForm] {
    let (written, mark) = WordCell.withoutMarks(alternative)
    let gender = (gender ?? mark).flatMap(grammar.gender(mark:))
    var seen: Set<AnswerText> = []
    return listed.readings(of: written).compactMap { reading in
      guard let text = AnswerText(reading.text, language: language, grammar: grammar),
        seen.insert(text).inserted
      else { return nil }
      return AcceptedForm(text: text, written: written, gender: gender, isPlural: reading.isPlural)
    }
  }
}
