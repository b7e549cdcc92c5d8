/// What was typed against what was right, letter by letter: where they differ.
package struct LetterComparison: Hashable, Sendable {
  /// A piece of text that is, or is not, as in the other.
  package struct Piece: Hashable, Sendable {
    package var text: String
    package var differs: Bool

    package init(_ text: String, differs: Bool) { (self.text, self.differs) = (text, differs) }
  }

  /// The answer as typed.
  package let typed: [Piece]
  /// All that would have been right, in one line, as it was given.
  package let right: [Piece]

  /// Longer texts are not compared: nobody would look for the letters, and the time goes with the product of both.
  private static let limit = 60
  /// What stands between alternatives.
  private static let separator = " / "

  /// Compares with the alternative that is most like what was typed. Where less than half of it is alike nothing is marked:
  /// it is another word.
  ///
  /// - Parameter answer: Alternatives with ` / ` between them.
  package init(typed: String, answer: String) {
    let characters = Array(typed)
    var alternatives: [[Character]] = []
    var rest = answer[...]
    while let range = Self.firstSeparator(in: rest) {
      alternatives.append(Array(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    alternatives.append(Array(rest))
    var best: (place: Int, score: Double, typed: [Bool], right: [Bool])?
    for (place, alternative) in alternatives.enumerated()
    where max(alternative.count, characters.count) <= Self.limit && !characters.isEmpty {
      let same = Self.common(characters, alternative)
      let score = Double(2 * same.left.count { $0 }) / Double(characters.count + alternative.count)
      if score >= 0.5, score > best?.score ?? 0 { best = (place, score, same.left, same.right) }
    }
    guard let best else {
      self.typed = [Piece(typed, differs: false)]
      right = [Piece(answer, differs: false)]
      return
    }
    self.typed = Self.pieces(characters, isSame: best.typed)
    let before = alternatives[..<best.place].map { String($0) + Self.separator }.joined()
    let after = alternatives[(best.place + 1)...].map { Self.separator + String($0) }.joined()
    right = Self.joined(
      [Piece(before, differs: false)] + Self.pieces(alternatives[best.place], isSame: best.right)
        + [Piece(after, differs: false)])
  }

  private static func firstSeparator(in text: Substring) -> Range<String.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix(separator) { return index..<text.index(index, offsetBy: separator.count) }
      index = text.index(after: index)
    }
    return nil
  }

  /// Which characters of each belong to the longest sequence that both have.
  private static func common(_ left: [Character], _ right: [Character]) -> (left: [Bool], right: [Bool]) {
    let width = right.count + 1
    var lengths = [Int](repeating: 0, count: (left.count + 1) * width)
    for row in stride(from: left.count - 1, through: 0, by: -1) {
      for column in stride(from: right.count - 1, through: 0, by: -1) {
        lengths[row * width + column] =
          left[row] == right[column]
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var (isLeft, isRight) = (
      [Bool](repeating: false, count: left.count), [Bool](repeating: false, count: right.count)
    )
    var (row, column) = (0, 0)
    while row < left.count, column < right.count {
      if left[row] == right[column] {
        (isLeft[row], isRight[column]) = (true, true)
        (row, column) = (row + 1, column + 1)
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return (isLeft, isRight)
  }

  private static func pieces(_ characters: [Character], isSame: [Bool]) -> [Piece] {
    joined(zip(characters, isSame).map { Piece(String($0), differs: !$1) })
  }

  /// Neighbours of one kind are one piece; empty ones are left out.
  private static func joined(_ pieces: [Piece]) -> [Piece] {
    pieces.reduce(into: []) { joined, piece in
      guard !piece.text.isEmpty else { return }
      if joined.last?.differs == piece.differs {
        joined[joined.count - 1].text += piece.text
      } else {
        joined.append(piece)
      }
    }
  }
}
