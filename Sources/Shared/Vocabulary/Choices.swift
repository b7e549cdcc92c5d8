/// The options of a multiple-choice question, in the order they are shown.
package struct Choices: Hashable, Sendable {
  /// At most this many options are offered.
  package static let limit = 4

  /// Each the first alternative of a word's answer; no two alike.
  package let options: [String]
  /// The place of the right one.
  package let right: Int

  /// The right answer of a word between wrong ones of the same set: of like kind and length, none of them a synonym
  /// of the right one or of each other. Fewer than four where the set has no more.
  package init(
    word: Int, of wordSet: WordSet, direction: Direction, judge: AnswerJudge,
    using generator: inout some RandomNumberGenerator
  ) {
    let shape = judge.shape(word: word)
    let byLikeness = wordSet.words.indices.lazy.filter { $0 != word }
      .map { (word: $0, distance: judge.shape(word: $0).distance(to: shape)) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
    var pool: [Int] = []
    for candidate in byLikeness where pool.count < Self.poolSize {
      let isSynonym = ([word] + pool).contains { judge.areSynonyms($0, candidate.word) }
      if !isSynonym { pool.append(candidate.word) }
    }
    pool.shuffle(using: &generator)
    var places = Array(pool.prefix(Self.limit - 1))
    right = Int.random(in: 0...places.count, using: &generator)
    places.insert(word, at: right)
    options = places.map { wordSet.words[$0].answers(direction)[0] }
  }

  /// From how many of the likeliest the wrong ones are drawn: enough that they differ from time to time.
  private static let poolSize = 8
}

/// What an answer looks like at a glance.
struct Shape: Hashable, Sendable {
  /// Nil for an answer without article or mark of the infinitive.
  let isVerb: Bool?
  /// Spaces between its words.
  let words: Int
  /// Characters without the article.
  let length: Int

  /// 0 for two that look the same; another kind of word counts most.
  func distance(to other: Shape) -> Int {
    (isVerb == other.isVerb ? 0 : 100) + abs(words - other.words) * 8 + abs(length - other.length)
  }
}
