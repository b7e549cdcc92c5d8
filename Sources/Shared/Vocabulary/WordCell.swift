/// A cell of a word set taken apart: what is shown, what is accepted besides, and of which gender it is.
struct WordCell {
  /// What is shown, in one line.
  let text: String
  /// The alternatives that are shown, without their marks; at least one.
  let shown: [String]
  /// The alternatives that are not shown, marks included.
  let also: [String]
  /// What stands in braces behind the shown alternatives; of each in turn where it differs.
  let gender: String?

  /// A cell as it is written: `läder {ett} / skinn {ett} // skinn och läder`.
  init(_ cell: String) {
    let sides = Self.sides(of: cell)
    let marked = Alternatives.split(sides.shown)
    let parts = marked.map(Self.withoutMarks)
    also = sides.also.isEmpty ? [] : Alternatives.split(sides.also)
    shown = parts.map(\.text)
    let genders = parts.map { $0.gender ?? "" }
    let isPlain = genders.allSatisfy(\.isEmpty)
    text = isPlain ? Alternatives.trimmed(sides.shown[...]) : shown.joined(separator: " / ")
    gender =
      isPlain ? nil : Set(genders).count == 1 ? genders[0] : genders.joined(separator: Self.separator)
  }

  /// The cell of what stands apart on the wire.
  static func text(_ text: String, gender: String?, also: [String]) -> String {
    var cell = text
    if gender != nil {
      let shown = Alternatives.split(text)
      cell = zip(shown, genders(gender, count: shown.count))
        .map { text, gender in gender.map { "\(text) {\($0)}" } ?? text }
        .joined(separator: separator)
    }
    return also.isEmpty ? cell : cell + " // " + also.joined(separator: separator)
  }

  /// The gender of each of so many alternatives.
  static func genders(_ gender: String?, count: Int) -> [String?] {
    guard let gender else { return Array(repeating: nil, count: count) }
    let parts = gender.split(separator: "/", omittingEmptySubsequences: false).map(Alternatives.trimmed)
    guard parts.count > 1 else { return Array(repeating: gender, count: count) }
    return (0..<count).map { $0 < parts.count && !parts[$0].isEmpty ? parts[$0] : nil }
  }

  /// An alternative without what stands in braces, and the first thing that does; the alternative itself where there
  /// would be nothing left.
  static func withoutMarks(_ alternative: String) -> (text: String, gender: String?) {
    guard alternative.utf8.contains(UInt8(ascii: "{")) else { return (alternative, nil) }
    var text = ""
    var gender: String?
    var rest = alternative[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += Alternatives.trimmed(rest[..<open]) + " "
      let mark = Alternatives.trimmed(rest[rest.index(after: open)..<close])
      if gender == nil, !mark.isEmpty { gender = mark }
      rest = Substring(Alternatives.trimmed(rest[rest.index(after: close)...]))
    }
    text = Alternatives.trimmed((text + rest)[...])
    return text.isEmpty ? (alternative, nil) : (text, gender)
  }

  private static let separator = " / "

  /// The text before and behind the first `//` that stands between white space.
  private static func sides(of cell: String) -> (shown: String, also: String) {
    var before: Character = " "
    var rest = cell[...]
    while let slash = rest.firstIndex(of: "/") {
      if slash > rest.startIndex { before = rest[rest.index(before: slash)] }
      let next = rest[slash...].prefix { $0 == "/" }
      let behind = rest[next.endIndex...]
      if next.count == 2, before.isWhitespace, behind.first?.isWhitespace ?? true, slash > cell.startIndex {
        return (Alternatives.trimmed(cell[..<slash]), Alternatives.trimmed(behind))
      }
      (before, rest) = ("/", behind)
    }
    return (cell, "")
  }
}
