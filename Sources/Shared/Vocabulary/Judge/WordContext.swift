/// What kind of word is asked for, as far as both of its sides and its set tell.
struct WordContext: Sendable {
  enum PartOfSpeech: Hashable, Sendable { case noun, verb, adjective, other }

  let partOfSpeech: PartOfSpeech
  /// True where the prompt has the definite article.
  let isPromptDefinite: Bool
  /// True where the prompt has the mark of the infinitive.
  let isPromptInfinitive: Bool
  /// True for a past form of a verb.
  let isPast: Bool
  /// True where words of the set have articles on the answer's side.
  let hasArticlesBeside: Bool
  /// True where words of the set have the mark of the infinitive there.
  let hasInfinitivesBeside: Bool

  /// The context of each word of a set.
  ///
  /// - Parameter hasHints: True where parentheses on the answer's side name the base form.
  static func contexts(
    of words: [Word], forms: [[AcceptedForm]], direction: Direction, grammar: Grammar, hasHints: Bool,
    promptLanguage: String
  ) -> [WordContext] {
    let promptGrammar = Grammar.of(promptLanguage)
    let prompts = words.map { word in
      word.answers(direction.reversed).prefix(1).compactMap {
        AnswerText(AnswerMarks.removed(from: $0), language: promptLanguage, grammar: promptGrammar)
      }.first
    }
    let isPromptHint = ListedForms(
      cells: words.map { $0.answers(direction.reversed) }, language: promptLanguage
    ).hasHints
    let leads = forms.map { $0.first?.text.lead?.kind }
    let hasArticles = leads.contains { $0?.isArticle == true }
    let hasInfinitives = leads.contains { $0 == .infinitiveMark }
    return words.indices.map { index in
      let prompt = prompts[index]
      let kinds = [leads[index], prompt?.lead?.kind]
      let isNoun =
        leads[index]?.isArticle == true
        || prompt?.lead?.kind.isArticle == true
          && (!grammar.capitalizesNouns || forms[index].first?.written.first?.isUppercase == true)
        || words[index].termGender != nil
        || words[index].translationGender != nil
      let isVerb = kinds.contains { $0 == .infinitiveMark }
      let isAdjective =
        grammar.isAdjective(forms[index].first?.text.key ?? "")
        || promptGrammar.isAdjective(prompt?.key ?? "")
      let isDefinite = if case .definiteArticle = prompt?.lead?.kind { true } else { false }
      let isPast =
        !isNoun && !isVerb
        && (hasHints || isPromptHint || grammar.isPast(forms[index].first?.text.key ?? ""))
      return WordContext(
        partOfSpeech: isVerb ? .verb : isNoun ? .noun : isAdjective ? .adjective : .other,
        isPromptDefinite: isDefinite, isPromptInfinitive: prompt?.lead?.kind == .infinitiveMark,
        isPast: isPast, hasArticlesBeside: hasArticles, hasInfinitivesBeside: hasInfinitives)
    }
  }
}

extension Grammar.Kind {
  var isArticle: Bool {
    switch self {
    case .definiteArticle, .indefiniteArticle: true
    case .infinitiveMark, .pronoun, .determiner: false
    }
  }
}
