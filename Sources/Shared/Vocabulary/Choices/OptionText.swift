/// A word's answer as an option shows it.
enum OptionText {
  /// The first alternative without optional parts, marks and slashes: `woke` of `woke (up)`, `he is` of `he/she/it is`,
  /// `colour` of `colo(u)r`. The alternative itself where nothing would be left.
  static func text(of word: Word, _ direction: Direction) -> String {
    let alternative = word.answers(direction)[0]
    let plain = withoutSlashes(withoutBrackets(alternative))
    return plain.isEmpty ? alternative : plain
  }

  /// The text without what stands in brackets, except where it is part of a word.
  private static func withoutBrackets(_ text: String) -> String {
    var kept: [Character] = []
    var inside: [Character] = []
    var isInWord = false
    var depth = 0
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      switch character {
      case "(", "[", "{":
        if depth == 0 { (inside, isInWord) = ([], kept.last?.isLetter ?? false) }
        depth += 1
      case ")", "]", "}":
        guard depth > 0 else { continue }
        depth -= 1
        let next = index + 1 < characters.count ? characters[index + 1] : " "
        if depth == 0, character == ")", isInWord, next.isLetter { kept += inside }
      default:
        if depth == 0 { kept.append(character) } else { inside.append(character) }
      }
    }
    return String(kept)
  }

  /// Of each word its first form, with single spaces between.
  private static func withoutSlashes(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace)
      .compactMap { $0.split(separator: "/").first }
      .joined(separator: " ")
  }
}
