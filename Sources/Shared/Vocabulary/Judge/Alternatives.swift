/// Taking apart what a teacher writes into one cell: alternatives and optional parts.
enum Alternatives {
  /// The most readings that one alternative is expanded to; a longer list helps nobody.
  static let readingLimit = 32

  /// The parts between `/`, `;` and `|` outside parentheses, trimmed, empty ones left out; the whole text where nothing
  /// would be left. A slash between little words, as in `he/she/it is` and `le/la professeur`, binds only those.
  static func split(_ text: String) -> [String] {
    let parts = pieces(of: text) { byte, isOpen in
      byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "/") && isOpen
    }
    .flatMap { part in
      bindsSlashes(part) ? [part] : pieces(of: part) { byte, _ in byte == UInt8(ascii: "/") }
    }
    return parts.isEmpty ? [trimmed(text[...])] : parts
  }

  /// The parts between commas outside parentheses.
  static func splitAtCommas(_ text: String) -> [String] {
    pieces(of: text) { byte, _ in byte == UInt8(ascii: ",") }
  }

  /// Every reading of a text of which a slash binds its neighbours: `he is`, `she is` and `it is` of `he/she/it is`.
  static func slashReadings(of text: String) -> [String] {
    guard bindsSlashes(text) else { return [text] }
    var readings = [""]
    for token in text.split(separator: " ") {
      let forms = token.split(separator: "/")
      readings = readings.prefix(readingLimit).flatMap { start in
        forms.map { start.isEmpty ? String($0) : "\(start) \($0)" }
      }
    }
    return Array(readings.prefix(readingLimit))
  }

  /// True where each slash stands between little words, and other words beside them.
  private static func bindsSlashes(_ text: String) -> Bool {
    guard text.utf8.contains(UInt8(ascii: "/")) else { return false }
    let tokens = text.split(separator: " ")
    guard tokens.count > 1 else { return false }
    return tokens.allSatisfy { token in
      guard token.utf8.contains(UInt8(ascii: "/")) else { return true }
      let words = token.split(separator: "/")
      return words.count > 1
        && words.allSatisfy { Grammar.allFunctionWords.contains($0.lowercased()) }
    }
  }

  /// The parts between separators outside parentheses, trimmed, without empty ones.
  ///
  /// - Parameter isSeparator: Told of each byte, and whether white space or an end is beside it.
  private static func pieces(of text: String, isSeparator: (UInt8, Bool) -> Bool) -> [String] {
    var parts: [String] = []
    var depth = 0
    let utf8 = text.utf8
    var start = utf8.startIndex
    var last = UInt8(ascii: " ")
    var index = start
    while index < utf8.endIndex {
      let byte = utf8[index]
      let next = utf8.index(after: index)
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth = max(0, depth - 1)
      default:
        let isOpen =
          last == UInt8(ascii: " ") || next == utf8.endIndex || utf8[next] == UInt8(ascii: " ")
        if depth == 0, isSeparator(byte, isOpen) {
          parts.append(trimmed(text[start..<index]))
          start = next
        }
      }
      last = byte
      index = next
    }
    parts.append(trimmed(text[start...]))
    return parts.filter { !$0.isEmpty }
  }

  static func closingParenthesis(in text: String, after open: String.Index) -> String.Index? {
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
