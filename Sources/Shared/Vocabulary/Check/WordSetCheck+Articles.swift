extension WordSetCheck {
  /// Words without an article, or mark of the infinitive, where most have one.
  ///
  /// A word that has one on one side only lacks it on the other, where two words in three have both. One that has none
  /// on either side may be an adjective: it is only named where it is an exception among words that all have both.
  static func missingArticles(in wordSet: WordSet) -> [WordSetFinding] {
    let sides = wordSet.words.map { Sides(of: $0, in: wordSet) }
    let complete = sides.count { $0 == .both }
    let bare = sides.count { $0 == .none }
    let isBareAnException = complete + bare == sides.count && bare * 5 <= sides.count
    return wordSet.words.indices.compactMap { index in
      let isMissed =
        switch sides[index] {
        case .both, .marked: false
        case .none: isBareAnException
        case .term, .translation: complete >= 2 * sides.count { $0 == sides[index] }
        }
      guard isMissed else { return nil }
      let bare = wordSet.words[index].answers(sides[index] == .term ? .fromTo : .toFrom)[0]
      return WordSetFinding(word: index, kind: .missingArticle(bare))
    }
  }

  /// The sides of a word on which an alternative, shown or not, has an article.
  private enum Sides {
    case both, term, translation, none
    /// Its gender is given, or it is definite, which may be an ending: it is without an article on purpose.
    case marked

    init(of word: Word, in wordSet: WordSet) {
      guard word.termGender == nil, word.translationGender == nil,
        !Direction.allCases.contains(where: { Self.isDefinite(word, $0, in: wordSet) })
      else {
        self = .marked
        return
      }
      switch (Self.hasArticle(word, .toFrom, in: wordSet), Self.hasArticle(word, .fromTo, in: wordSet)) {
      case (true, true): self = .both
      case (true, false): self = .term
      case (false, true): self = .translation
      case (false, false): self = .none
      }
    }

    private static func isDefinite(_ word: Word, _ direction: Direction, in wordSet: WordSet) -> Bool {
      let language = wordSet.answerLanguage(direction)
      let folded = Folding.fold(word.answers(direction)[0], language: language)
      if case .definiteArticle = Article.split(folded, language: language)?.kind { return true }
      return false
    }

    private static func hasArticle(_ word: Word, _ direction: Direction, in wordSet: WordSet) -> Bool {
      let language = wordSet.answerLanguage(direction)
      return (word.answers(direction) + word.alsoAnswers(direction)).contains { form in
        // In `to the left` the first word is none.
        Article.split(Folding.fold(form, language: language), language: language)
          .map { Article.split($0.rest, language: language) == nil } ?? false
      }
    }
  }
}
