/// What folding does otherwise in one language than in others.
struct FoldingLanguage: Sendable {
  /// Letters that may be written otherwise, with the form that stands for all ways.
  let letters: [Character: [Character]]
  /// True where I is the capital of ı, and İ that of i.
  let hasDotlessI: Bool
  /// True where ى is a way to write ي.
  let writesYehWithoutDots: Bool
  /// True where the place of a tone mark in its syllable makes no difference.
  let marksTones: Bool
  /// The letters that, typed after another one, stand for a mark on it: as a and e after a, for å and ä.
  let pairs: [Character: String]
  /// True where u may be typed as v, and tones as digits.
  let isPinyin: Bool
  /// True where ñ is n with a mark and not a letter of its own.
  let hasOptionalTilde: Bool

  /// The rules of the language of a tag such as `sv` or `zh-Hant`; those of no language in particular for others.
  static func of(_ tag: String) -> FoldingLanguage {
    let code = tag.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    return known[String(Substring(code)).lowercased()] ?? other
  }

  private static let other = FoldingLanguage(["æ": "ae"])

  private static let known: [String: FoldingLanguage] = {
    let nordic = FoldingLanguage([:], pairs: ["a": "ae", "o": "e"])
    let turkic = FoldingLanguage(["æ": "ae"], hasDotlessI: true)
    let arabic = FoldingLanguage([:], writesYehWithoutDots: true)
    var known: [String: FoldingLanguage] = [:]
    for code in ["da", "nb", "nn", "no", "fo", "is"] { known[code] = nordic }
    for code in ["tr", "az", "crh", "gag"] { known[code] = turkic }
    for code in ["fa", "prs", "ur", "ps", "ckb", "sd", "pnb"] { known[code] = arabic }
    known["sv"] = FoldingLanguage(["é": "e", "è": "e", "ê": "e"], pairs: nordic.pairs)
    known["en"] = FoldingLanguage(
      folding(
        ["e": "éèêë", "a": "áàâ", "i": "íìîï", "o": "óòô", "u": "úùû", "c": "ç", "n": "ñ"], ["æ": "ae"]),
      hasOptionalTilde: true)
    known["de"] = FoldingLanguage(
      ["ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"], pairs: ["a": "e", "o": "e", "u": "e"])
    known["ru"] = FoldingLanguage(["ё": "е"])
    known["la"] = FoldingLanguage(
      folding(["a": "āă", "e": "ēĕ", "i": "īĭ", "o": "ōŏ", "u": "ūŭ", "y": "ȳ"], ["æ": "ae"]))
    known["ro"] = FoldingLanguage(["ş": "ș", "ţ": "ț"])
    known["vi"] = FoldingLanguage([:], marksTones: true)
    known["zh"] = FoldingLanguage([:], isPinyin: true)
    known["cmn"] = known["zh"]
    known["yue"] = known["zh"]
    return known
  }()

  private init(
    _ letters: [Character: String], hasDotlessI: Bool = false, writesYehWithoutDots: Bool = false,
    marksTones: Bool = false, pairs: [Character: String] = [:], isPinyin: Bool = false,
    hasOptionalTilde: Bool = false
  ) {
    self.letters = letters.mapValues(Array.init).merging(["œ": ["o", "e"]]) { own, _ in own }
    self.hasDotlessI = hasDotlessI
    self.writesYehWithoutDots = writesYehWithoutDots
    self.marksTones = marksTones
    self.pairs = pairs
    self.isPinyin = isPinyin
    self.hasOptionalTilde = hasOptionalTilde
  }

  /// The letters of each string with the plain one that they fold to, beside the others.
  private static func folding(
    _ plain: [Character: String], _ others: [Character: String]
  ) -> [Character: String] {
    plain.reduce(into: others) { letters, entry in
      for letter in entry.value { letters[letter] = String(entry.key) }
    }
  }
}
