extension Unicode.Scalar {
  /// How many cells a terminal gives this scalar: 2 for East Asian wide and fullwidth characters and for emoji with
  /// a picture of their own (Unicode Standard Annex 11), 0 for what joins the character before it, else 1.
  ///
  /// It answers like `wcwidth` of the C library, which is what the terminal's own bookkeeping is built on.
  package var columns: Int {
    if value < 0x300 { return value == 0xAD ? 0 : 1 }
    if value < 0x1100 { return isZeroWidth ? 0 : 1 }
    if isWide { return 2 }
    return isZeroWidth ? 0 : 1
  }

  private var isZeroWidth: Bool {
    // The vowels and finals of Hangul join the consonant before them.
    if (0x1160...0x11FF).contains(value) { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }

  private var isWide: Bool {
    switch value {
    case 0x302A...0x302F, 0x3099...0x309A, 0x303F: false
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    case 0x1F1E6...0x1F1FF: false
    case 0x1F200...0x1F265: true
    case 0x231A..., 0x1F000...: properties.isEmojiPresentation
    default: false
    }
  }
}

extension Character {
  /// How many cells this character takes: as many as its base; marks that follow take none.
  package var columns: Int {
    unicodeScalars.first?.columns ?? 0
  }
}
