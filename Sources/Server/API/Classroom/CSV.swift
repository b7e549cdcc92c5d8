/// A table for spreadsheets: RFC 4180, in UTF-8 with the mark by which they recognise it.
struct CSV {
  /// The text, its lines ended by CR LF.
  private(set) var text = "\u{FEFF}"

  mutating func add(_ cells: [String]) {
    text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
  }

  /// A cell as it is written. What a spreadsheet would take for a formula gets an apostrophe before it: a pupil's name
  /// is a pupil's name.
  static func cell(_ value: String) -> String {
    let text = (startsFormula(value) ? "'" : "") + value
    let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
    return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private static func startsFormula(_ value: String) -> Bool {
    // Some spreadsheets pass over spaces first, and take the wide forms of East Asian scripts for the same signs.
    for scalar in value.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
      default: guard scalar.properties.isWhitespace else { return false }
      }
    }
    return false
  }
}
