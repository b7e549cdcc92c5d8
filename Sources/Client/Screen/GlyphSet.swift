/// Which characters the terminal can show. Everything is drawn in the full set; where the locale is not UTF-8 each
/// character is shown by the nearest ASCII.
package enum GlyphSet: Hashable, Sendable {
  case unicode, ascii

  /// The set for a locale's character set, as `nl_langinfo(CODESET)` names it.
  package init(characterSet: String) {
    let name = characterSet.lowercased()
    self = name == "utf-8" || name == "utf8" ? .unicode : .ascii
  }

  /// The cells' worth of characters that show a text, in order. Control characters become spaces; joiners,
  /// directions and variation selectors, which terminals treat each in its own way, are left out.
  package func glyphs(of text: some StringProtocol) -> [Glyph] {
    var glyphs: [Glyph] = []
    glyphs.reserveCapacity(text.utf8.count)
    for character in text {
      if let ascii = character.asciiValue {
        glyphs.append(Glyph(character: ascii >= 0x20 && ascii < 0x7F ? character : " ", columns: 1))
      } else if self == .ascii {
        glyphs += (Self.substitutes[character] ?? "?").map { Glyph(character: $0, columns: 1) }
      } else if let glyph = Glyph(showing: character) {
        glyphs.append(glyph)
      }
    }
    return glyphs
  }

  /// How many columns a text takes.
  package func columns(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return glyphs(of: text).reduce(0) { $0 + $1.columns }
  }

  /// What stands for a character that ASCII does not have: only for the eye, never for judging an answer.
  private static let substitutes: [Character: String] = [
    "å": "a", "ä": "a", "ö": "o", "é": "e", "Å": "A", "Ä": "A", "Ö": "O", "É": "E",
    "●": "*", "◐": "o", "○": "o", "▲": "!", "✕": "x", "✓": "ok", "✗": "x", "×": "x", "·": "-", "•": "*",
    "★": "*", "▸": ">", "▾": "v", "▴": "^", "←": "<", "→": ">", "↑": "^", "↓": "v", "…": "...", "–": "-",
    "—": "-",
    "’": "'", "‘": "'", "“": "\"", "”": "\"", "≈": "~", "\u{A0}": " ", "\u{202F}": " ",
    "╭": "+", "╮": "+", "╰": "+", "╯": "+", "├": "+", "┤": "+", "─": "-", "│": "|", "━": "=", "┃": "|",
    "█": "#", "▉": "#", "▊": "#", "▋": "#", "▌": "#", "▍": "-", "▎": "-", "▏": "-", "░": "-", "⏎": "Enter",
  ]
}

/// What one place of the grid shows, with the columns it takes.
package struct Glyph: Hashable, Sendable {
  /// A character with its marks.
  package let character: Character
  /// 1 or 2.
  package let columns: Int
}

extension Glyph {
  /// The longest tail of combining marks that a cell of a terminal keeps.
  private static let maximumMarks = 4

  /// How a terminal shows a character that is not ASCII: its base and the marks on it; nil where nothing is to see.
  init?(showing character: Character) {
    let scalars = character.unicodeScalars
    guard let base = scalars.first else { return nil }
    if base.properties.generalCategory == .control {
      self.init(character: " ", columns: 1)
      return
    }
    guard base.columns > 0 else { return nil }
    if scalars.count == 1 {
      self.init(character: character, columns: base.columns)
      return
    }
    var shown = String.UnicodeScalarView([base])
    for mark in scalars.dropFirst() where mark.isMark && shown.count <= Self.maximumMarks {
      shown.append(mark)
    }
    self.init(character: Character(String(shown)), columns: base.columns)
  }
}

extension Unicode.Scalar {
  /// True for a mark that is drawn over or under the character before it.
  fileprivate var isMark: Bool {
    if (0xFE00...0xFE0F).contains(value) { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return true
    default: return (0x1160...0x11FF).contains(value)
    }
  }
}
