/// Finds the wrong options of a multiple-choice question.
struct Distractors {
  /// A word that may become an option, and how it differs from the one asked; less is better.
  struct Candidate {
    let word: Int
    let option: String
    let kind: WordKind
    let answerPairs: LetterPairs
    let promptPairs: LetterPairs
    /// Rows between the two, in steps of three.
    var distance = 0
    /// In how little the option looks like the right one.
    var answerDifference = 0
    /// In how little the option, or the prompt that asks for it, looks like the prompt.
    var promptDifference = 0
    /// How little it is of the same kind; decides before everything else.
    var kindDifference = 0
  }

  let right: Candidate
  private(set) var picked: [Candidate] = []
  private var candidates: [Candidate]
  private let judge: AnswerJudge

  /// The words around the one asked and those it was confused with, in an order that the generator decides.
  init(
    word: Int, of wordSet: WordSet, direction: Direction, judge: AnswerJudge, confused: [Int],
    using generator: inout some RandomNumberGenerator
  ) {
    func candidate(_ index: Int) -> Candidate {
      let word = wordSet.words[index]
      let option = OptionText.text(of: word, direction)
      let prompt = OptionText.text(of: word, direction.reversed)
      return Candidate(
        word: index, option: option, kind: WordKind(of: word, in: wordSet, direction: direction),
        answerPairs: LetterPairs(of: option, language: wordSet.answerLanguage(direction)),
        promptPairs: LetterPairs(of: prompt, language: wordSet.answerLanguage(direction.reversed)))
    }
    self.judge = judge
    let right = candidate(word)
    self.right = right
    let around = wordSet.words.indices.filter { abs($0 - word) <= Self.rowsLookedAt }
    let far = Set(confused).filter {
      wordSet.words.indices.contains($0) && abs($0 - word) > Self.rowsLookedAt
    }
    candidates = (around + far.sorted()).filter { $0 != word }.map { index in
      var other = candidate(index)
      other.distance = (abs(index - word) - 1) / Self.rowsOfAStep
      other.answerDifference = other.answerPairs.difference(from: right.answerPairs)
      other.promptDifference = min(
        other.promptPairs.difference(from: right.promptPairs),
        other.answerPairs.difference(from: right.promptPairs))
      other.kindDifference = other.kind.difference(from: right.kind)
      return other
    }
    candidates.shuffle(using: &generator)
  }

  /// Adds the best candidate by one measure that may stand beside those there are; false where there is none.
  @discardableResult
  mutating func pick(by measure: KeyPath<Candidate, Int>) -> Bool {
    while picked.count < Choices.limit - 1,
      let best = candidates.indices.min(by: {
        let (left, right) = (candidates[$0], candidates[$1])
        return (left.kindDifference, left[keyPath: measure], $0)
          < (right.kindDifference, right[keyPath: measure], $1)
      })
    {
      let candidate = candidates.remove(at: best)
      if isAllowed(candidate) {
        picked.append(candidate)
        return true
      }
    }
    return false
  }

  /// Adds that word where it may stand beside those there are.
  mutating func pick(_ word: Int) {
    guard picked.count < Choices.limit - 1,
      let index = candidates.firstIndex(where: { $0.word == word })
    else { return }
    let candidate = candidates.remove(at: index)
    if isAllowed(candidate) { picked.append(candidate) }
  }

  /// True where the option is wrong beyond dispute, and says neither the same as another option nor looks the same.
  private func isAllowed(_ candidate: Candidate) -> Bool {
    guard case .wrong = judge.judge(candidate.option, word: right.word) else { return false }
    return ([right] + picked).allSatisfy {
      $0.option.lowercased() != candidate.option.lowercased() && !judge.areSynonyms($0.word, candidate.word)
    }
  }

  /// Words of a kind stand together, but not in pairs.
  private static let rowsOfAStep = 3
  /// On either side: enough to find words that look alike, and few enough that a question of ten thousand words is made
  /// at once.
  private static let rowsLookedAt = 500
}
