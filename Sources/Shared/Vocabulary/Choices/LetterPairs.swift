/// The pairs of neighbouring letters of a text, its start and end counted as letters: what it looks like at a glance.
struct LetterPairs: Sendable {
  /// Sorted.
  private let pairs: [UInt64]

  /// The pairs of a text without its article.
  init(of text: String, language: String) {
    let folded = Folding.fold(text, language: language)
    let core = Article.split(folded, language: language)?.rest ?? folded
    let letters: [UInt64] = core.map { letter in
      letter.unicodeScalars.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1.value) } & 0xFFFF_FFFF
    }
    pairs = zip([0] + letters, letters + [0]).map { $0 << 32 | $1 }.sorted()
  }

  /// 0 for the same text to 10 for one without a pair in common: Dice's coefficient, in tenths, so that texts nearly
  /// as alike count as equally alike.
  func difference(from other: LetterPairs) -> Int {
    var (left, right, common) = (0, 0, 0)
    while left < pairs.count, right < other.pairs.count {
      if pairs[left] == other.pairs[right] {
        (left, right, common) = (left + 1, right + 1, common + 1)
      } else if pairs[left] < other.pairs[right] {
        left += 1
      } else {
        right += 1
      }
    }
    return 10 - 20 * common / (pairs.count + other.pairs.count)
  }
}
