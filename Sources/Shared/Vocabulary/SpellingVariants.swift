/// British and American spelling, which are both right.
enum SpellingVariants {
  /// The British spelling of each American word.
  private static let british: [Substring: Substring] = {
    let words = SpellingPairs.text.split { $0 == " " || $0 == ":" }
    var british: [Substring: Substring] = [:]
    british.reserveCapacity(words.count / 2)
    for index in stride(from: 0, to: words.count - 1, by: 2) { british[words[index]] = words[index + 1] }
    return british
  }()

  /// The British spelling of a lower-case word, so that both spellings compare equal; the word itself where there is
  /// but one. A word is letters alone, or letters with 's; texts are taken apart at spaces and hyphens before.
  static func canonical(_ word: String) -> String {
    if let spelling = british[word[...]] { return String(spelling) }
    guard word.hasSuffix("'s"), let spelling = british[word.dropLast(2)] else { return word }
    return spelling + "'s"
  }
}
