/// Japanese words with their reading in brackets: `食[た]べる`, `犬（いぬ）`.
enum Furigana {
  /// The writing and the reading of a text with furigana; the text alone where it has none.
  ///
  /// Square brackets hold the reading of the characters right before them. Round ones may also hold a part that is
  /// optional, as in `元気（な）`: a reading has a sign for each character at least, and ends as the word ends.
  static func readings(of text: String) -> [String] {
    guard text.unicodeScalars.contains(where: isHan) else { return [text] }
    var writing: [Character] = []
    var reading: [Character] = []
    var found = false
    let characters = Array(text)
    /// Where the characters after the last reading start.
    var start = 0
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if let close = closing(character),
        let end = characters[index...].prefix(limit).firstIndex(of: close),
        let length = length(
          before: characters[start..<index].suffix(limit), kana: characters[index + 1..<end],
          isSquare: close == "]" || close == "］")
      {
        found = true
        reading.removeLast(length)
        reading += characters[index + 1..<end]
        index = end + 1
        start = index
      } else {
        writing.append(character)
        reading.append(character)
        index += 1
      }
    }
    guard found else { return [text] }
    return [writing, reading].map { String($0.filter { !$0.isWhitespace }) }
  }

  /// The most characters that are looked through for a word or the end of its reading.
  private static let limit = 64

  private static func closing(_ character: Character) -> Character? {
    switch character {
    case "[": "]"
    case "［": "］"
    case "(": ")"
    case "（": "）"
    case "《": "》"
    default: nil
    }
  }

  /// How many of the characters before the kana these are the reading of, spaces between counted; nil where they are
  /// none.
  private static func length(
    before all: ArraySlice<Character>, kana: ArraySlice<Character>, isSquare: Bool
  ) -> Int? {
    let spaces = all.suffix(\.isWhitespace).count
    let before = all.dropLast(spaces)
    guard !kana.isEmpty, kana.allSatisfy(isKana), let last = before.last else { return nil }
    let word: ArraySlice<Character>
    if isHan(last) {
      word = before.suffix(isHan)
    } else {
      word = before.suffix { !$0.isWhitespace && !$0.isPunctuation }
      let okurigana = word.suffix { !isHan($0) }
      guard word.contains(where: isHan), kana.suffix(okurigana.count).elementsEqual(okurigana) else {
        return nil
      }
    }
    if isSquare { return word.count + spaces }
    guard kana.count >= word.count(where: isHan), !optionalEndings.contains(String(kana)) else { return nil }
    return word.count + spaces
  }

  /// What follows a word and is no reading of it.
  private static let optionalEndings: Set = ["な", "だ", "する", "します", "した", "です", "さん"]

  private static func isKana(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy {
      (0x3041...0x30FF).contains($0.value) || (0xFF66...0xFF9F).contains($0.value) || $0 == " "
    }
  }

  private static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.contains(where: isHan)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || scalar == "々" || scalar == "ヶ"
  }
}

extension ArraySlice {
  /// The longest end of which every element passes the test.
  fileprivate func suffix(_ passes: (Element) -> Bool) -> ArraySlice {
    self[(lastIndex { !passes($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
