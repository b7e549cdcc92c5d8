extension WordSetCheck {
  /// Words without an article, or mark of the infinitive, where most have one.
  ///
  /// A word that has one on one side only lacks it on the other, where two words in three have both. One that has none
  /// on either side may be an adjective: it is only named where it is an exception among words that all have both.
  static func missingArticles(in wordSet: WordSet) -> [WordSetFinding] {
    let genders = wordSet.words.map { saysGender($0, in: wordSet) }
    let sides = wordSet.words.map { word in
      (term: hasArticle(word, .toFrom, in: wordSet), translation: hasArticle(word, .fromTo, in: wordSet))
    }
    let complete = sides.count { $0.term && $0.translation }
    let bare = sides.count { !$0.term && !$0.translation }
    let isBareAnException =
      !genders.contains(true) && complete + bare == sides.count && bare * 5 <= sides.count
    return wordSet.words.indices.compactMap { index in
      guard !genders[index] else { return nil }
      let text: String
      switch sides[index] {
      case (true, true): return nil
      case (false, false):
        guard isBareAnException else { return nil }
        text = wordSet.words[index].answers(.toFrom)[0]
      case (false, true):
        guard complete >= 2 * sides.count(where: { !$0.term && $0.translation }) else { return nil }
        text = wordSet.words[index].answers(.toFrom)[0]
      case (true, false):
        guard complete >= 2 * sides.count(where: { $0.term && !$0.translation }) else { return nil }
        text = wordSet.words[index].answers(.fromTo)[0]
      }
      return WordSetFinding(word: index, kind: .missingArticle(text))
    }
  }

  /// True for a noun of which the gender is given, or the definite form, which may have its article as an ending.
  private static func saysGender(_ word: Word, in wordSet: WordSet) -> Bool {
    if word.termGender != nil || word.translationGender != nil { return true }
    return Direction.allCases.contains { direction in
      let language = wordSet.answerLanguage(direction)
      let folded = Folding.fold(word.answers(direction)[0], language: language)
      if case .definiteArticle = Article.split(folded, language: language)?.kind { return true }
      return false
    }
  }

  private static func hasArticle(_ word: Word, _ direction: Direction, in wordSet: WordSet) -> Bool {
    let language = wordSet.answerLanguage(direction)
    return word.answers(direction).contains {
      Article.split(Folding.fold($0, language: language), language: language) != nil
    }
  }
}
