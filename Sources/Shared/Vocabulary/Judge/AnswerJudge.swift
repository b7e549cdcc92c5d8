/// Judges answers to the words of one set as a good teacher would.
///
/// Case, spacing, hyphens, quotes, punctuation around, British or American spelling, short forms and a missing article
/// make no difference. One fault is almost right, with its reason: a slip in words of four letters or more, missing
/// accents, another form of the word, another article or little word before it. Two faults are wrong, and so is what
/// answers another word of the set.
package struct AnswerJudge: Sendable {
  let language: String
  let promptLanguage: String
  let direction: Direction
  let words: [Word]
  private let grammar: Grammar
  /// The accepted forms of each word.
  let forms: [[AcceptedForm]]
  private let contexts: [WordContext]
  /// For each word the words with the same prompt, itself included: who sees only the prompt may mean any of them.
  private let twins: [[Int]]
  /// The words of which a form has these letters, with or without the word before them.
  private let places: [String: [Int]]

  package init(wordSet: WordSet, direction: Direction) {
    let language = wordSet.answerLanguage(direction)
    let promptLanguage = wordSet.answerLanguage(direction.reversed)
    let grammar = Grammar.of(language)
    self.language = language
    self.promptLanguage = promptLanguage
    self.direction = direction
    self.grammar = grammar
    words = wordSet.words
    let listed = ListedForms(cells: words.map { $0.answers(direction) }, language: language)
    let forms = words.map { word in
      let shown = zip(word.answers(direction), word.genders(direction)).flatMap { answer, gender in
        AcceptedForm.forms(
          of: answer, gender: gender, language: language, listed: listed, grammar: grammar)
      }
      return shown
        + word.alsoAnswers(direction).flatMap {
          AcceptedForm.forms(of: $0, gender: nil, language: language, listed: listed, grammar: grammar)
        }
    }
    self.forms = forms
    contexts = WordContext.contexts(
      of: words, forms: forms, direction: direction, grammar: grammar, hasHints: listed.hasHints,
      promptLanguage: promptLanguage)
    let prompts = words.map { String(Folding.fold($0.prompt(direction), language: promptLanguage)) }
    let byPrompt = Dictionary(grouping: words.indices, by: { prompts[$0] })
    twins = prompts.map { byPrompt[$0] ?? [] }
    var places: [String: [Int]] = [:]
    for (word, forms) in forms.enumerated() {
      for form in forms {
        for key in form.text.lead == nil ? [form.text.key] : [form.text.key, String(form.text.full)]
        where places[key]?.last != word {
          places[key, default: []].append(word)
        }
      }
    }
    self.places = places
  }

  /// The most bytes of an answer that are looked at: more than any word has.
  private static let typedLimit = 2000

  /// The verdict on what was typed when the word at that place in the set was asked.
  package func judge(_ typed: String, word: Int) -> Verdict {
    let answer = words[word].answer(direction)
    guard typed.utf8.count <= Self.typedLimit else {
      return Folding.fold(typed, language: language).isEmpty
        ? .gaveUp(answer: answer) : .wrong(answer: answer)
    }
    let plain = AnswerMarks.removed(from: Folding.plainMarks(typed))
    guard let whole = result(plain, word: word) ?? result(typed, word: word) else {
      return .gaveUp(answer: answer)
    }
    let trimmed = AnswerMarks.trimmed(plain)
    if whole == .right || trimmed != plain && result(trimmed, word: word) == .right { return .right }
    let parts = partsResult(plain, word: word)
    switch (whole, parts) {
    case (_, .right): return .right
    case (.almost(let answer, let slip), _), (_, .almost(let answer, let slip)):
      return .almost(answer: answer, slip: slip)
    default: return .wrong(answer: answer)
    }
  }

  private enum Result: Hashable {
    case right
    case almost(answer: String, Slip)
    case wrong
  }

  /// The result for several answers at once: every one has to be right, but for one fault among them.
  private func partsResult(_ typed: String, word: Int) -> Result {
    let parts = AnswerMarks.senses(of: typed).flatMap(AnswerParts.split)
    return allOf(parts) { part in
      let result = result(part, word: word)
      guard result != .right else { return result }
      let further = AnswerParts.splitFurther(part, language: language)
      return further.count > 1 ? allOf(further) { self.result($0, word: word) } : result
    }
  }

  /// The result for answers of which each has to be right.
  private func allOf(_ parts: [String], result: (String) -> Result?) -> Result {
    var almost: Result?
    for part in parts {
      switch result(part) {
      case .right: continue
      case .almost(let answer, let slip) where almost == nil: almost = .almost(answer: answer, slip)
      case nil, .wrong, .almost: return .wrong
      }
    }
    return almost ?? (parts.isEmpty ? .wrong : .right)
  }

  /// The result for one answer; nil where nothing was typed.
  private func result(_ typed: String, word: Int) -> Result? {
    guard let text = AnswerText(typed, language: language, grammar: grammar) else { return nil }
    let omitsAccents = Folding.omitsAccents(typed)
    var almost: Result?
    for twin in twins[word] {
      let comparison = AnswerComparison(language: language, grammar: grammar, context: contexts[twin])
      for form in forms[twin] {
        switch comparison.result(text, form, omitsAccents: omitsAccents) {
        case .right: return .right
        case .almost(let slip): almost = almost ?? .almost(answer: form.written, slip)
        case .wrong: continue
        }
      }
    }
    guard let almost, !isAnotherWord(text, than: word) else { return .wrong }
    return almost
  }

  private func isAnotherWord(_ typed: AnswerText, than word: Int) -> Bool {
    let keys = typed.lead == nil ? [typed.key] : [typed.key, String(typed.full)]
    return keys.contains { key in
      (places[key] ?? []).contains { other in
        guard !twins[word].contains(other) else { return false }
        let comparison = AnswerComparison(language: language, grammar: grammar, context: contexts[other])
        return forms[other].contains { comparison.result(typed, $0, omitsAccents: false) == .right }
      }
    }
  }

  /// True where an answer to one of the two words is an answer to the other, or both have the same prompt: one may
  /// not stand beside the other as a wrong choice.
  package func areSynonyms(_ left: Int, _ right: Int) -> Bool {
    if twins[left].contains(right) { return true }
    return forms[left].contains { one in
      let keys = [one.text.key] + (one.text.lead == nil ? [] : [String(one.text.full)])
      return keys.contains { places[$0]?.contains(right) == true }
    }
  }
}
