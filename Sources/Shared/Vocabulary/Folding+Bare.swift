/// Folded texts without their diacritics.
extension Folding {
  /// A folded text with the letters that its own are without diacritics: å, ä and ö are a, a and o, ł is l, æ is ae.
  ///
  /// In the languages of the North and in German, aa, ae, oe and ue are the letters that they are written for. In
  /// Chinese, tones go, be they marks or digits. Of the Arabic script, spaces go as well, since one may stand for a
  /// zero-width non-joiner; that spacing makes no difference is therefore not a rule for it. Letters of their own stay:
  /// ñ, й and ї, and the marks of every other script.
  static func bare(_ folded: [Character], language: String) -> [Character] {
    let language = FoldingLanguage.of(language)
    var bare: [Character] = []
    bare.reserveCapacity(folded.count)
    for (index, character) in folded.enumerated() {
      if let ascii = character.asciiValue {
        if isMark(ascii, at: index, of: folded, language: language) { continue }
        bare.append(ascii == UInt8(ascii: "v") && language.isPinyin ? "u" : character)
      } else if let letter = letter(character, language: language) {
        // The second letter of æ is a mark where ae is one.
        bare.append(letter)
        if let second = secondLetter(character), language.pairs[letter]?.contains(second) != true {
          bare.append(second)
        }
      } else {
        bare.append(character)
      }
    }
    return bare
  }

  /// True where a typed text is the right one with diacritics missing, and none added or exchanged. Both are folded.
  static func lacksAccents(_ typed: [Character], of right: [Character], language: String) -> Bool {
    guard bare(typed, language: language) == bare(right, language: language) else { return false }
    let rules = FoldingLanguage.of(language)
    var accents = right[...]
    for character in typed where !character.isASCII && letter(character, language: rules) != nil {
      guard let place = accents.firstIndex(where: { $0 == character || toneless($0) == character }) else {
        return false
      }
      accents = accents[(place + 1)...]
    }
    return true
  }

  /// A letter with a tone and another mark, without the tone; nil for any other.
  private static func toneless(_ character: Character) -> Character? {
    switch character {
    case "ǖ", "ǘ", "ǚ", "ǜ": "ü"
    case "ΐ": "ϊ"
    case "ΰ": "ϋ"
    default: VietnameseTones.toneless(character)
    }
  }

  /// True for an ASCII character that stands for a mark on the one before it, or for a space that may be none.
  private static func isMark(
    _ ascii: UInt8, at index: Int, of folded: [Character], language: FoldingLanguage
  ) -> Bool {
    guard index > 0 else { return false }
    let before = folded[index - 1]
    switch ascii {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"):
      return language.isPinyin && (before.isLetter && isLatin(before) || before == ":")
    case UInt8(ascii: " "):
      return isArabic(before) && index + 1 < folded.count && isArabic(folded[index + 1])
    default:
      guard language.pairs[before]?.contains(folded[index]) == true else { return false }
      // German ue after another vowel, or q, is no ü.
      return before != "u" || index < 2 || !"aeq".contains(folded[index - 2])
    }
  }

  /// The letter that a character is without its marks; nil for one that has none, or is a letter of its own.
  private static func letter(_ character: Character, language: FoldingLanguage) -> Character? {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return nil }
    switch first {
    case "æ": return "a"
    case "œ": return "o"
    case "ß": return "s"
    case "þ": return "t"
    case "ة": return "ه"
    case "ى", "ئ": return "ي"
    case "ؤ": return "و"
    case "ñ" where !language.hasOptionalTilde: return nil
    default: break
    }
    if scalars.count == 1 { return FoldingTable.bases[first.value].map(Character.init) }
    guard scalars.dropFirst().allSatisfy({ (0x300..<0x370).contains($0.value) }) else { return nil }
    if character == "ñ", !language.hasOptionalTilde { return nil }
    if character == "й" || character == "ї" || character == "ў" { return nil }
    if first.isASCII { return Character(first) }
    return FoldingTable.bases[first.value].map(Character.init) ?? Character(first)
  }

  /// The second letter of a ligature that is written with two.
  private static func secondLetter(_ character: Character) -> Character? {
    switch character {
    case "æ", "œ", "ǽ", "ǣ": "e"
    case "ß": "s"
    case "þ": "h"
    default: nil
    }
  }

  private static func isLatin(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { $0.value < 0x370 || (0x1E00..<0x1F00).contains($0.value) }
  }

  private static func isArabic(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { (0x600..<0x780).contains($0.value) }
  }
}
