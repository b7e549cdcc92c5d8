extension AnswerJudge {
  /// The word's example sentence where it helps without giving the answer away: where it has the prompt in it and
  /// no answer.
  package func hint(word: Int) -> String? {
    guard let example = words[word].example else { return nil }
    let sentence = example.filter { $0.isLetter || $0.isWhitespace || $0 == "'" || $0 == "-" }
    let isPromptShown = Self.isShown(
      words[word].answers(direction.reversed), in: sentence, language: promptLanguage)
    let isAnswerShown = Self.isShown(
      words[word].answers(direction) + forms[word].map(\.written), in: sentence, language: language)
    return isPromptShown && !isAnswerShown ? example : nil
  }

  /// True where one of the alternatives stands in a sentence, its article left out.
  private static func isShown(_ alternatives: [String], in sentence: String, language: String) -> Bool {
    let folded = " " + String(Folding.fold(sentence, language: language)) + " "
    let listed = ListedForms(cells: [], language: language)
    return alternatives.flatMap(listed.readings).contains { reading in
      let text = Folding.fold(reading.text, language: language)
      let core = Article.split(text, language: language)?.rest ?? text
      return !core.isEmpty && folded.contains(" " + String(core) + " ")
    }
  }
}
