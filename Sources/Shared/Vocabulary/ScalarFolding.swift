/// The part of folding that looks at one scalar after the other.
struct ScalarFolding {
  /// More combining marks than that on one letter are noise, and would make comparing it slow.
  private static let markLimit = 8

  let language: FoldingLanguage
  private(set) var folded = String.UnicodeScalarView()
  private(set) var isASCII = true
  private var last: Unicode.Scalar = " "
  private var marks = 0
  private var isSpaceDue = false

  init(language: FoldingLanguage) { self.language = language }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      appendASCII(scalar)
    } else if ("ß"..."ÿ").contains(scalar) {
      put(scalar)
    } else if let plain = FoldingTable.expansion(scalar) {
      for scalar in plain { appendLowercase(scalar) }
    } else {
      appendLowercase(scalar)
    }
  }

  private mutating func appendASCII(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "(", ")", ",", "[", "]", "{", "}", "\"": break
    case "`": put("'")
    case "I" where language.hasDotlessI: put("ı")
    case "A"..."Z": put(Unicode.Scalar(UInt8(scalar.value | 0x20)))
    case " ", "\u{09}"..."\u{0D}": isSpaceDue = true
    case "\u{00}"..."\u{1F}", "\u{7F}": break
    default: put(scalar)
    }
  }

  private mutating func appendLowercase(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      appendASCII(scalar)
    } else if scalar == "İ" {
      put("i")
    } else if scalar.properties.changesWhenLowercased {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars { appendSmall(lower) }
    } else {
      appendSmall(scalar)
    }
  }

  private mutating func appendSmall(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x80..<0x300: appendLatin(scalar)
    case 0x300..<0x370: appendMark(scalar)
    case 0x3C2: put("σ")
    case 0x370..<0x559: put(scalar)
    case 0x591..<0x600: appendHebrew(scalar)
    case 0x600..<0x700: appendArabic(scalar)
    default: appendOther(scalar)
    }
  }

  private mutating func appendLatin(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "´", "ʼ", "ˈ", "ʻ", "ʹ", "ʾ", "ʿ": put("'")
    case "«", "»", "¿", "¡", "\u{AD}": break
    case "\u{A0}", "\u{85}": isSpaceDue = true
    case "\u{80}"..."\u{9F}": break
    default: put(scalar)
    }
  }

  /// Stress marks on the vowels of the Cyrillic script do not count, nor does the dot that a capital İ leaves.
  private mutating func appendMark(_ scalar: Unicode.Scalar) {
    switch (last, scalar.value) {
    case (_, 0x34F): break
    case ("i", 0x307): break
    case ("ı", 0x307):
      folded.removeLast()
      put("i")
    case ("а", 0x301), ("е", 0x301), ("и", 0x301), ("о", 0x301), ("у", 0x301), ("ы", 0x301), ("э", 0x301),
      ("ю", 0x301), ("я", 0x301), ("ё", 0x301), ("є", 0x301), ("і", 0x301), ("ї", 0x301):
      break
    default: put(scalar)
    }
  }

  private mutating func appendHebrew(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x5BE: put("-")
    case 0x5F3: put("'")
    case 0x5F4, 0x591...0x5BD, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7: break
    default: put(scalar)
    }
  }

  private mutating func appendArabic(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x60C, 0x61C, 0x640: break
    case 0x653...0x655: if last != "ا" { put(scalar) }
    case 0x610...0x61A, 0x64B...0x65F, 0x670, 0x6D6...0x6DD, 0x6DF...0x6E4, 0x6E7, 0x6E8, 0x6EA...0x6ED: break
    case 0x622, 0x623, 0x625, 0x671: put("ا")
    case 0x649 where language.writesYehWithoutDots: put("ي")
    case 0x6CC: put("ي")
    case 0x6A9: put("ك")
    case 0x6C1: put("ه")
    case 0x6F0...0x6F9: put(Unicode.Scalar(scalar.value - 0x90) ?? scalar)
    default: put(scalar)
    }
  }

  private mutating func appendOther(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "’", "‘", "‛", "′", "‵": put("'")
    case "“", "”", "„", "‟", "‹", "›", "「", "」", "『", "』", "《", "》", "〈", "〉", "〝", "〞", "〟",
      "【", "】", "〔", "〕", "〖", "〗", "、", "՞", "՜", "՛":
      break
    case "‐", "‒", "–", "—", "―", "−", "‑": put("-")
    default:
      let properties = scalar.properties
      if properties.isWhitespace {
        isSpaceDue = true
      } else if !properties.isDefaultIgnorableCodePoint {
        put(scalar)
      }
    }
  }

  /// Adds a scalar that counts, after the space that is due before it.
  private mutating func put(_ scalar: Unicode.Scalar) {
    if !scalar.isASCII {
      isASCII = false
      if scalar.value >= 0x300, scalar.properties.canonicalCombiningClass != .notReordered {
        marks += 1
        if marks <= Self.markLimit { folded.append(scalar) }
        return
      }
    }
    if isSpaceDue, !folded.isEmpty { folded.append(" ") }
    isSpaceDue = false
    marks = 0
    folded.append(scalar)
    last = scalar
  }
}
