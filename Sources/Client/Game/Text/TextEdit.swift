package import Languages
import Screen

/// What is done to a line of text.
package enum TextEdit: Hashable, Sendable {
  case insert(String)
  case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd
  case left, right, toStart, toEnd
}

extension TextField {
  package mutating func apply(_ edit: TextEdit) {
    switch edit {
    case .insert(let text): insert(text)
    case .deleteBackward: deleteBackward()
    case .deleteForward: deleteForward()
    case .deleteWord: deleteWordBackward()
    case .deleteToStart: deleteToStart()
    case .deleteToEnd: deleteToEnd()
    case .left: moveCursor(by: -1)
    case .right: moveCursor(by: 1)
    case .toStart: moveToStart()
    case .toEnd: moveToEnd()
    }
  }
}

extension KeyMeaning {
  /// Those of a text field.
  package static let editing: Set<KeyMeaning> = [
    .moveInField, .toStartOrEnd, .toStartOrEndByLetter, .deleteWord, .deleteToStartOrEnd,
  ]
}

extension KeyLine {
  /// The keys of a text field, as a shell has them; the last line takes every character.
  ///
  /// - Parameters:
  ///   - meanings: What the help says of them.
  ///   - obstacle: Why nothing is edited now; nil where it is.
  package static func editing(
    told meanings: Set<KeyMeaning> = KeyMeaning.editing, unless obstacle: KeyObstacle? = nil,
    _ command: @escaping @Sendable (TextEdit) -> Command
  ) -> [KeyLine] {
    func told(_ meaning: KeyMeaning) -> KeyMeaning? { meanings.contains(meaning) ? meaning : nil }
    let lines = [
      KeyLine(
        told(.moveInField), (.left, command(.left)), (.right, command(.right)),
        also: [(.control("b"), command(.left)), (.control("f"), command(.right))]),
      KeyLine(told(.toStartOrEnd), (.home, command(.toStart)), (.end, command(.toEnd))),
      KeyLine(
        told(.toStartOrEndByLetter), (.control("a"), command(.toStart)), (.control("e"), command(.toEnd))),
      KeyLine(told(.deleteWord), (.control("w"), command(.deleteWord))),
      KeyLine(
        told(.deleteToStartOrEnd), (.control("u"), command(.deleteToStart)),
        (.control("k"), command(.deleteToEnd))),
      KeyLine(
        nil, (.backspace, command(.deleteBackward)), (.control("h"), command(.deleteBackward)),
        (.delete, command(.deleteForward)), (.control("d"), command(.deleteForward))),
      KeyLine(text: { command(.insert(String($0))) }),
    ]
    return lines.map { $0.unless(obstacle) }
  }
}
