/// Judges answers to the words of one set as a good teacher would.
///
/// Case, white space around and repeated, the look of apostrophes and hyphens, punctuation at the end, and é for e
/// make no difference; å, ä and ö are letters. Any alternative will do, with or without its optional parts and its
/// leading article; a wrong article is almost right. So is one slip in an answer of five letters or more, unless it
/// makes an answer to another word of the set.
package struct AnswerJudge: Sendable {
  private let language: String
  private let promptLanguage: String
  private let direction: Direction
  private let words: [Word]
  /// The accepted forms of each word.
  private let forms: [[AcceptedForm]]
  /// For each word the words with the same prompt, itself included: who sees only the prompt may mean any of them.
  private let twins: [[Int]]

  package init(wordSet: WordSet, direction: Direction) {
    let language = wordSet.answerLanguage(direction)
    self.language = language
    let promptLanguage = wordSet.answerLanguage(direction.reversed)
    self.promptLanguage = promptLanguage
    self.direction = direction
    words = wordSet.words
    forms = words.map { word in
      (word.answers(direction) + word.alsoAnswers(direction)).flatMap {
        AcceptedForm.forms(of: WordCell.withoutMarks($0).text, language: language)
      }
    }
    let prompts = words.map { String(Folding.fold($0.prompt(direction), language: promptLanguage)) }
    let byPrompt = Dictionary(grouping: words.indices, by: { prompts[$0] })
    twins = prompts.map { byPrompt[$0] ?? [] }
  }

  /// The verdict on what was typed when the word at that place in the set was asked.
  package func judge(_ typed: String, word: Int) -> Verdict {
    let answer = words[word].answer(direction)
    guard let form = form(typed) else { return .gaveUp(answer: answer) }
    if isRight(form, word: word) || isEveryPartRight(typed, word: word) { return .right }
    let almost = twins[word].lazy.flatMap { forms[$0] }.compactMap { accepted in
      accepted.slip(in: form).map { (accepted.written, $0) }
    }.first
    guard let (written, slip) = almost, !isAnotherWord(form) else { return .wrong(answer: answer) }
    return .almost(answer: written, slip: slip)
  }

  /// True where an answer to one of the two words is an answer to the other, or both have the same prompt: one may
  /// not stand beside the other as a wrong choice.
  package func areSynonyms(_ left: Int, _ right: Int) -> Bool {
    if twins[left].contains(right) { return true }
    return forms[left].contains { one in
      forms[right].contains { $0.core == one.core || $0.full == one.core || $0.core == one.full }
    }
  }

  /// The word's example sentence where it helps without giving the answer away: where it has the prompt in it and
  /// no answer.
  package func hint(word: Int) -> String? {
    guard let example = words[word].example else { return nil }
    let sentence = example.filter { $0.isLetter || $0.isWhitespace || $0 == "'" || $0 == "-" }
    let asked = Self.padded(sentence, language: promptLanguage)
    let answered = Self.padded(sentence, language: language)
    let prompts = words[word].answers(direction.reversed).flatMap {
      AcceptedForm.forms(of: $0, language: promptLanguage)
    }
    let isPromptShown = prompts.contains {
      asked.contains(Self.padded(String($0.core), language: promptLanguage))
    }
    let isAnswerShown = forms[word].contains {
      answered.contains(Self.padded(String($0.core), language: language))
    }
    return isPromptShown && !isAnswerShown ? example : nil
  }

  /// What the right answer looks like, for finding others that look like it.
  func shape(word: Int) -> Shape {
    let form = forms[word].first
    return Shape(
      isVerb: form?.article.map(Article.marksVerb), words: form?.core.count { $0 == " " } ?? 0,
      length: form?.core.count ?? 0)
  }

  /// A folded text between spaces, so that only whole words are found in it.
  private static func padded(_ text: String, language: String) -> String {
    " " + String(Folding.fold(text, language: language)) + " "
  }

  private func form(_ text: String) -> AcceptedForm? {
    AcceptedForm(folded: Folding.fold(text, language: language), written: text, language: language)
  }

  private func isRight(_ form: AcceptedForm, word: Int) -> Bool {
    twins[word].contains { twin in forms[twin].contains { $0.accepts(form) } }
  }

  /// True for several alternatives typed as they are shown, each of them right.
  private func isEveryPartRight(_ typed: String, word: Int) -> Bool {
    let parts = Alternatives.split(typed)
    guard parts.count > 1 else { return false }
    return parts.allSatisfy { part in form(part).map { isRight($0, word: word) } ?? false }
  }

  private func isAnotherWord(_ form: AcceptedForm) -> Bool {
    forms.contains { $0.contains { $0.accepts(form) } }
  }
}
