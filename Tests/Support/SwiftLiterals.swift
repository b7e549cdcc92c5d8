/// The string literals of a file of Swift.
package struct SwiftLiterals {
  /// One literal.
  package struct Literal: Hashable, Sendable {
    /// The line that it begins on, counted from 1.
    package let line: Int
    /// Its text, with `\()` for each interpolation; what stands in an interpolation are literals of their own.
    package let text: String
    /// The code that stands before it, without space at its end.
    package let before: String

    /// True where it has a word at least.
    package var isWord: Bool { text.contains(/[A-Za-z]{2,}/) }

    /// True where it reads as words for a person.
    package var isSentence: Bool {
      text.contains(/[A-Za-z’']{2,}[,.;:!?)”]* [(“]?(?:[A-Za-z’']{2,}|\\\()|\\\(\) [A-Za-z]{2,}/)
    }
  }

  package private(set) var all: [Literal] = []
  private let text: [Character]
  private var place = 0
  private var line = 1
  /// The code so far, without comments and without what stands in literals.
  private var code = ""

  package init(of source: String) {
    text = Array(source)
    readCode(until: nil)
  }

  private func follows(_ word: String) -> Bool { text[place...].starts(with: word) }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count where place < text.count {
      if text[place] == "\n" { line += 1 }
      place += 1
    }
  }

  /// Reads code, to the parenthesis that closes an interpolation, or to the end.
  private mutating func readCode(until end: Character?) {
    var depth = 0
    while place < text.count {
      let character = text[place]
      if follows("//") {
        while place < text.count, text[place] != "\n" { step() }
      } else if follows("/*") {
        while place < text.count, !follows("*/") { step() }
        step(2)
      } else if follows("#\"") {
        step(2)
        while place < text.count, !follows("\"#") { step() }
        step(2)
      } else if character == "\"" {
        readLiteral()
      } else if character == end, depth == 0 {
        return step()
      } else {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        code.append(character)
        step()
      }
    }
  }

  private mutating func readLiteral() {
    let (begin, before) = (line, code.drop(while: \.isWhitespace))
    let quote = follows("\"\"\"") ? "\"\"\"" : "\""
    let context = String(before.suffix(80).reversed().drop(while: \.isWhitespace).reversed())
    step(quote.count)
    var content = ""
    while place < text.count, !follows(quote) {
      if follows("\\(") {
        step(2)
        content += "\\()"
        let outer = code
        readCode(until: ")")
        code = outer
      } else if text[place] == "\\" {
        content.append(contentsOf: text[place..<min(place + 2, text.count)])
        step(2)
      } else {
        content.append(text[place])
        step()
      }
    }
    step(quote.count)
    code.append("\"\"")
    all.append(Literal(line: begin, text: content, before: context))
  }
}
