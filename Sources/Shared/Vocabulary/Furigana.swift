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
    /// Where the last reading's word ended, in each of the two.
    var (writingStart, readingStart) = (0, 0)
    let characters = Array(text)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let word = writing[writingStart...]
      let spaces = word.suffix(\.isWhitespace).count
      if let close = closing(character),
        let end = characters[index...].prefix(longestReading).firstIndex(of: close),
        let length = wordLength(
          word.dropLast(spaces), kana: characters[index + 1..<end], isSquare: close == "]" || close == "］")
      {
        found = true
        reading.removeLast(min(length + spaces, reading.count - readingStart))
        reading += characters[index + 1..<end]
        (writingStart, readingStart) = (writing.count, reading.count)
        index = end + 1
      } else {
        writing.append(character)
        reading.append(character)
        index += 1
      }
    }
    guard found else { return [text] }
    return [writing, reading].map { String($0.filter { !$0.isWhitespace }) }
  }

  /// The most characters that are looked through for the end of a reading.
  private static let longestReading = 64

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

  /// How many of the last characters the kana are the reading of; nil where they are none.
  private static func wordLength(
    _ before: ArraySlice<Character>, kana: ArraySlice<Character>, isSquare: Bool
  ) -> Int? {
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
    if isSquare { return word.count }
    guard kana.count >= word.count(where: isHan), !optionalEndings.contains(String(kana)) else { return nil }
    return word.count
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
