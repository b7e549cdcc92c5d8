/// How a teacher takes the little word before an answer.
struct LeadRules {
  let context: WordContext
  let grammar: Grammar
  /// The gender of the listed form, where it says so.
  let gender: Gender?

  /// Nil where the one is as good as the other; what is wrong with the typed one otherwise. The words behind both are
  /// the same.
  func fault(typed: AnswerText.Lead?, listed: AnswerText.Lead?) -> Slip? {
    guard let typed else { return listed.flatMap(missing) }
    guard let listed else { return added(typed) }
    if typed.text == listed.text { return nil }
    switch (typed.kind, listed.kind) {
    case (.definiteArticle(let one), .definiteArticle(let other)),
      (.indefiniteArticle(let one), .indefiniteArticle(let other)):
      // Norwegian "en" for "ei": the article of more genders will do, but not one that is cut short.
      if one.isStrictSuperset(of: other), !typed.text.hasSuffix("'") { return nil }
      return .article(typed: typed.text, right: listed.text, isGender: one.isDisjoint(with: other))
    case (.definiteArticle(let one), .indefiniteArticle(let other)),
      (.indefiniteArticle(let one), .definiteArticle(let other)):
      return one.isDisjoint(with: other)
        ? .article(typed: typed.text, right: listed.text, isGender: true) : nil
    case (.infinitiveMark, .infinitiveMark):
      return nil
    default:
      return .functionWord(typed: typed.text, right: listed.text)
    }
  }

  private func missing(_ listed: AnswerText.Lead) -> Slip? {
    switch listed.kind {
    case .definiteArticle, .indefiniteArticle, .infinitiveMark: nil
    case .pronoun: grammar.dropsPronouns ? nil : .functionWord(typed: nil, right: listed.text)
    case .determiner: .functionWord(typed: nil, right: listed.text)
    }
  }

  /// What is wrong with a word before one that is listed without any.
  private func added(_ typed: AnswerText.Lead) -> Slip? {
    switch typed.kind {
    case .definiteArticle(let article):
      return articleFault(typed, article, isDefinite: true)
    case .indefiniteArticle(let article):
      return articleFault(typed, article, isDefinite: false)
    case .infinitiveMark:
      if context.isPast { return .infinitiveMark(typed.text) }
      return context.isPromptInfinitive || context.partOfSpeech == .other && !context.hasInfinitivesBeside
        ? nil : .functionWord(typed: typed.text, right: nil)
    case .pronoun:
      return context.isPast || context.partOfSpeech == .other
        ? nil : .functionWord(typed: typed.text, right: nil)
    case .determiner:
      return .functionWord(typed: typed.text, right: nil)
    }
  }

  private func articleFault(_ typed: AnswerText.Lead, _ article: Gender, isDefinite: Bool) -> Slip? {
    if let gender {
      if gender == .plural || !article.isDisjoint(with: gender) {
        return article.isDisjoint(with: gender) ? .needlessArticle(typed.text) : nil
      }
      return .article(
        typed: typed.text, right: grammar.indefiniteArticle(of: gender) ?? "", isGender: true)
    }
    switch context.partOfSpeech {
    case .adjective, .verb: return .needlessArticle(typed.text)
    case .noun: return isDefinite || !context.hasArticlesBeside ? nil : .needlessArticle(typed.text)
    case .other:
      return context.hasArticlesBeside || context.isPast ? .needlessArticle(typed.text) : nil
    }
  }
}
