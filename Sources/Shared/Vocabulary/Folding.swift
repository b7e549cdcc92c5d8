/// Bringing what was typed and what was written to one form, so that only differences that a teacher minds remain.
enum Folding {
  /// The characters that count, in lower case: outer white space, repeated white space, parentheses, commas,
  /// invisible characters and punctuation at the end are gone; apostrophes, quotes and hyphens are the plain ones;
  /// é is e. Nothing else is folded: å, ä and ö are letters. `Character` compares by canonical equivalence, so that
  /// NFC and NFD need no further care.
  static func fold(_ text: String) -> [Character] {
    var folded: [Character] = []
    var isSpaceDue = false
    for character in text.lowercased() {
      guard let plain = plain(character) else { continue }
      if plain == " " {
        isSpaceDue = !folded.isEmpty
      } else {
        if isSpaceDue { folded.append(" ") }
        isSpaceDue = false
        folded.append(plain)
      }
    }
    while let last = folded.last, last == "." || last == "!" || last == "?" || last == " " {
      folded.removeLast()
    }
    return folded
  }

  /// The plain form of a character in lower case; nil for one that does not count.
  private static func plain(_ character: Character) -> Character? {
    if let ascii = character.asciiValue {
      switch ascii {
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","): return nil
      case UInt8(ascii: "`"): return "'"
      case 0x09...0x0D, 0x20: return " "
      default: return ascii < 0x20 || ascii == 0x7F ? nil : character
      }
    }
    switch character {
    case "é": return "e"
    case "’", "‘", "‛", "´", "ʼ", "′", "ˈ": return "'"
    case "“", "”", "„", "‟", "″", "«", "»": return "\""
    case "‐", "‑", "‒", "–", "—", "―", "−": return "-"
    case "…": return "."
    default:
      if character.isWhitespace { return " " }
      let isInvisible = character.unicodeScalars.allSatisfy {
        $0.properties.isDefaultIgnorableCodePoint || $0.properties.generalCategory == .control
      }
      return isInvisible ? nil : character
    }
  }
}
