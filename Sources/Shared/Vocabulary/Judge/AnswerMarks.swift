/// Signs in a cell or an answer that are no part of it: brackets, stars, pictures, numbers of senses.
enum AnswerMarks {
  /// The text without what stands in square brackets or braces, without stars and underscores around words, and without
  /// pictures; the text without the brackets alone where nothing would be left.
  static func removed(from text: String) -> String {
    guard text.unicodeScalars.contains(where: isMark) else { return text }
    var kept = ""
    var all = ""
    var closing: [Character] = []
    for character in text {
      switch character {
      case "[": closing.append("]")
      case "{": closing.append("}")
      case "]", "}": if closing.last == character { closing.removeLast() }
      case "*", "_": break
      default:
        all.append(character)
        if closing.isEmpty, !character.unicodeScalars.contains(where: isPicture) { kept.append(character) }
      }
    }
    let isEmpty = !kept.contains { !$0.isWhitespace && !$0.isPunctuation }
    return Alternatives.trimmed((isEmpty ? all : kept)[...])
  }

  /// The text without the punctuation and signs around it; apostrophes may be part of a word.
  static func trimmed(_ text: String) -> String {
    let isOutside: (Character) -> Bool = {
      $0.isWhitespace || $0.isPunctuation && $0 != "'" && $0 != "’" || $0.isSymbol
    }
    var rest = text.drop(while: isOutside)
    while let last = rest.last, isOutside(last) { rest.removeLast() }
    return String(rest)
  }

  /// The senses of a text that numbers them: `dog` and `hound` of `1. dog 2. hound`.
  static func senses(of text: String) -> [String] {
    var senses: [[Substring]] = []
    // Where signs separate the senses, each comes alone.
    let first = text.first { $0 != "(" }?.wholeNumberValue ?? 1
    for token in text.split(separator: " ") {
      if let rest = behindNumber(token, senses.count + first) {
        senses.append(rest.isEmpty ? [] : [rest])
      } else if senses.isEmpty {
        return [text]
      } else {
        senses[senses.count - 1].append(token)
      }
    }
    let texts = senses.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
    return texts.isEmpty ? [text] : texts
  }

  /// True for the short name of a gender, number or part of speech.
  static func isGrammar(_ text: Substring) -> Bool {
    let name = text.lowercased()
    return names.contains(name) || name.hasSuffix(".") && names.contains(String(name.dropLast()))
  }

  /// What follows the number of that sense in a token; nil where it does not begin so.
  private static func behindNumber(_ token: Substring, _ number: Int) -> Substring? {
    var rest = token
    if rest.first == "(" { rest = rest.dropFirst() }
    let letter = number <= 26 ? Character(Unicode.Scalar(UInt8(96 + number))) : "0"
    if rest.hasPrefix(String(number)) {
      rest = rest.dropFirst(String(number).count)
    } else if rest.first == letter, rest.dropFirst().first == ")" {
      rest = rest.dropFirst()
    } else {
      return nil
    }
    guard let sign = rest.first, sign == "." || sign == ")" || sign == ":" && rest.count == 1 else {
      return nil
    }
    return rest.dropFirst()
  }

  private static let names: Set = [
    "m", "f", "n", "pl", "nm", "nf", "nt", "mf", "m/f", "sg", "adj", "adv", "subst", "vb", "mask", "fem",
    "neutr",
    "utr", "plur", "sing", "prep", "konj", "pron", "noun", "verb", "plural", "singular",
  ]

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "[", "]", "{", "}", "*", "_": true
    default: isPicture(scalar)
    }
  }

  private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2100 && (scalar.properties.isEmojiPresentation || scalar.properties.isEmoji)
  }
}
