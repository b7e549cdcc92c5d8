/// What kind of word an option is, as far as the articles and marks of its word tell.
struct WordKind: Hashable, Sendable {
  /// What stands before a word.
  private enum Leading { case nothing, indefiniteArticle, definiteArticle, infinitiveMark }
  private enum PartOfSpeech { case noun, verb, other }

  private let partOfSpeech: PartOfSpeech
  private let leading: Leading

  init(of word: Word, in wordSet: WordSet, direction: Direction) {
    let leading = Self.leading(
      OptionText.text(of: word, direction), language: wordSet.answerLanguage(direction))
    let other = Self.leading(
      OptionText.text(of: word, direction.reversed), language: wordSet.answerLanguage(direction.reversed))
    self.leading = leading
    partOfSpeech =
      switch (leading, other) {
      case (.infinitiveMark, _), (_, .infinitiveMark): .verb
      case (.nothing, .nothing): word.termGender == nil && word.translationGender == nil ? .other : .noun
      default: .noun
      }
  }

  /// 0 for words of one kind; another part of speech counts more than another type of article.
  func difference(from other: WordKind) -> Int {
    (partOfSpeech == other.partOfSpeech ? 0 : 2) + (leading == other.leading ? 0 : 1)
  }

  private static func leading(_ text: String, language: String) -> Leading {
    switch Article.split(Folding.fold(text, language: language), language: language)?.kind {
    case .infinitiveMark: return .infinitiveMark
    case .definiteArticle: return .definiteArticle
    case .indefiniteArticle: return .indefiniteArticle
    default: return .nothing
    }
  }
}
