/// Bringing what was typed and what was written to one form, so that only differences that a teacher minds remain.
///
/// Three comparisons build on it. Texts with equal `fold` are the same answer. A text that `lacksAccents` of another is
/// that answer without its diacritics. `bare` is what is left of a folded text without them.
enum Folding {
  /// The characters that count, in lower case.
  ///
  /// Gone are outer white space, repeated white space, brackets, commas, double quotes, invisible characters, a leading
  /// dash, bullet or equals sign, and punctuation at the end in any script. Apostrophes and hyphens are the plain ones;
  /// characters of other widths, ligatures and presentation forms are the ordinary ones. Left out is what only helps a
  /// learner to read: vowel signs of Arabic and Hebrew, tatweel, stress marks of Cyrillic. By language: the Turkish i,
  /// German ae, oe, ue and ss, Russian ё, é in Swedish and English, Latin macrons, the place of a Vietnamese tone.
  /// Other letters with marks are letters: å, ä and ö, ñ.
  ///
  /// One letter may fold to two (œ, German ä), so letters are counted in the text before. Canonically equal
  /// `Character`s are equal, so that NFC and NFD need no further care.
  static func fold(_ text: String, language: String) -> [Character] {
    let language = FoldingLanguage.of(language)
    var scalars = ScalarFolding(language: language)
    for scalar in text.unicodeScalars { scalars.append(scalar) }
    var folded = Array(String(scalars.folded))
    if !scalars.isASCII, !language.letters.isEmpty {
      folded = folded.flatMap { $0.isASCII ? [$0] : language.letters[$0] ?? [$0] }
    }
    if language.marksTones { VietnameseTones.move(in: &folded) }
    strip(&folded)
    return folded
  }

  /// The text with the brackets, separators and letters of ASCII in place of their full-width forms, and `[`, `]`, `,`
  /// and `;` for those of other scripts: what takes a text apart need know no others.
  static func plainMarks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "，", "、", "،", "﹐", "﹑", "︐", "︑": plain.append(",")
      case "；", "؛", "﹔", "︔": plain.append(";")
      case "【", "〔", "〖": plain.append("[")
      case "】", "〕", "〗": plain.append("]")
      case "\u{FF01}"..."\u{FF5E}":
        plain.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case "\u{3000}": plain.append(" ")
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// True for a text that rightly shows no accents: Greek in capitals. It is the same answer as another one where both
  /// are `bare` the same.
  static func omitsAccents(_ text: String) -> Bool {
    var hasCapital = false
    for scalar in text.unicodeScalars where (0x370...0x3FF).contains(scalar.value) {
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { hasCapital = true }
    }
    return hasCapital
  }

  /// Takes off what stands around an answer and is no part of it.
  private static func strip(_ folded: inout [Character]) {
    var end = folded.count
    while end > 0, isClosing(folded[end - 1]) { end -= 1 }
    var start = 0
    while start < end, isLeading(folded[start]) { start += 1 }
    if end - start > 2, folded[start] == "'", folded[end - 1] == "'" { (start, end) = (start + 1, end - 1) }
    if start > 0 || end < folded.count { folded = Array(folded[start..<end]) }
  }

  private static func isLeading(_ character: Character) -> Bool {
    switch character {
    case " ", "-", "=", "*", "•", "·", "‣", "◦", "▪", "→", ":": true
    default: false
    }
  }

  private static func isClosing(_ character: Character) -> Bool {
    switch character {
    case " ", ".", "!", "?", ":", ";", "=", "·", "。", "؟", "۔", "।", "॥", "։", "።", "፧", "។", "៕", "၊", "။",
      "།", "༎",
      "⸮", "‽":
      true
    default: false
    }
  }
}
