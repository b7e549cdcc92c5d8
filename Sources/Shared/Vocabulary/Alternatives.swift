/// Taking apart what a teacher writes into one cell: alternatives and optional parts.
enum Alternatives {
  /// The parts between `/`, `;` and `|` outside parentheses, trimmed, empty ones left out; the whole text where nothing
  /// would be left.
  static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var depth = 0
    let utf8 = text.utf8
    var start = utf8.startIndex
    for index in utf8.indices {
      switch utf8[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      case UInt8(ascii: "/"), UInt8(ascii: ";"), UInt8(ascii: "|"):
        guard depth == 0 else { continue }
        parts.append(trimmed(text[start..<index]))
        start = utf8.index(after: index)
      default: break
      }
    }
    parts.append(trimmed(text[start...]))
    let filled = parts.filter { !$0.isEmpty }
    return filled.isEmpty ? [trimmed(text[...])] : filled
  }

  /// The most readings that one alternative is expanded to; a longer list helps nobody.
  static let readingLimit = 32

  /// Every reading of an alternative with its parenthesised parts left out or put in: `to look (at)` reads
  /// `to look ` and `to look at`, `colo(u)r` both spellings. Alternatives inside a parenthesis are each tried.
  static func readings(of text: String) -> [String] {
    guard let open = text.utf8.firstIndex(of: UInt8(ascii: "(")),
      let close = closingParenthesis(in: text, after: open)
    else { return [text] }
    let inside = String(text[text.utf8.index(after: open)..<close])
    let rests = readings(of: String(text[text.utf8.index(after: close)...]))
    let middles = [""] + split(inside).flatMap { readings(of: $0) }
    var all: [String] = []
    for middle in middles {
      for rest in rests where all.count < readingLimit { all.append(text[..<open] + middle + rest) }
    }
    return all
  }

  private static func closingParenthesis(in text: String, after open: String.Index) -> String.Index? {
    var depth = 0
    for index in text.utf8.indices[open...] {
      switch text.utf8[index] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  /// The text without the white space around it.
  static func trimmed(_ text: Substring) -> String {
    var text = text
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
