/// What stands between the columns of a spreadsheet's text.
enum Separator {
  /// The separators looked for, the likeliest to be meant first.
  static let candidates = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")]

  /// More than this is not looked at to find the separator.
  private static let sampleSize = 256 << 10

  /// The separator of a text: the one that cuts most rows into the same number of columns. One with a space behind it
  /// is more likely punctuation. Nil where none cuts anything.
  static func found(in bytes: ArraySlice<UInt8>) -> UInt8? {
    var best: (separator: UInt8, score: Double)?
    for separator in candidates {
      let score = score(of: separator, in: bytes.prefix(sampleSize))
      if score > best?.score ?? 0 { best = (separator, score) }
    }
    return best?.separator
  }

  /// The number of columns that most rows have; the larger where two numbers are as frequent.
  static func usualWidth(of rows: [DelimitedText.Row]) -> (width: Int, count: Int) {
    let counts = rows.reduce(into: [Int: Int]()) { $0[$1.cells.count, default: 0] += 1 }
    let usual = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
    return (usual?.key ?? 0, usual?.value ?? 0)
  }

  /// What people call a separator.
  static func name(of separator: UInt8) -> String {
    switch separator {
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: ","): "comma"
    case UInt8(ascii: " "): "space"
    case UInt8(ascii: "|"): "vertical bar"
    case UInt8(ascii: ":"): "colon"
    default: "“\(Unicode.Scalar(separator))”"
    }
  }

  private static func score(of separator: UInt8, in bytes: ArraySlice<UInt8>) -> Double {
    let rows = DelimitedText.rows(of: bytes, separator: separator, quoting: .lenient)
    let cut = rows.filter { $0.cells.count > 1 }
    guard !cut.isEmpty else { return 0 }
    let cells = cut.flatMap { $0.cells.dropFirst() }
    let spaced = cells.count { $0.hasPrefix(" ") }
    let share = Double(usualWidth(of: cut).count) / Double(rows.count)
    return share - 0.25 * Double(spaced) / Double(cells.count) + 0.01
  }
}
