/// One line of text being edited, with a cursor between its characters.
package struct TextField: Hashable, Sendable {
  /// The most characters it takes; what is typed beyond is not taken.
  package static let limit = 200

  /// The characters, as a person counts them.
  package private(set) var characters: [Character]
  /// How many characters stand before the cursor.
  package private(set) var cursor: Int

  /// A field with that text and the cursor behind it.
  package init(_ text: String = "") {
    characters = []
    cursor = 0
    insert(text)
  }

  /// The text as typed.
  package var text: String { String(characters) }

  /// True where nothing was typed.
  package var isEmpty: Bool { characters.isEmpty }

  /// Puts text in at the cursor, control characters and line ends left out, up to the limit.
  package mutating func insert(_ text: String) {
    let behind = String(characters[cursor...])
    let room = Self.limit - characters.count
    let fitting = String(text.filter { !$0.isControl }.prefix(max(0, room)))
    // Joined as strings and taken apart again: a combining mark belongs to the character before it.
    let before = String(characters[..<cursor]) + fitting
    characters = Array(before + behind)
    cursor = min(before.count, characters.count)
  }

  /// Takes out the character before the cursor.
  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  /// Takes out the character behind the cursor.
  package mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  /// Takes out the word before the cursor and the spaces between, as Ctrl-W does in a shell.
  package mutating func deleteWordBackward() {
    var start = cursor
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  /// Takes out everything before the cursor, as Ctrl-U does in a shell.
  package mutating func deleteToStart() {
    characters.removeSubrange(..<cursor)
    cursor = 0
  }

  /// Takes out everything behind the cursor, as Ctrl-K does in a shell.
  package mutating func deleteToEnd() {
    characters.removeSubrange(cursor...)
  }

  /// Moves the cursor by that many characters, no further than the ends.
  package mutating func moveCursor(by distance: Int) {
    cursor = min(max(0, cursor + distance), characters.count)
  }

  /// Moves the cursor before the first character.
  package mutating func moveToStart() { cursor = 0 }

  /// Moves the cursor behind the last character.
  package mutating func moveToEnd() { cursor = characters.count }
}

extension Character {
  /// True for what a terminal would obey rather than show.
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0.properties.isNewline }
  }
}

extension Unicode.Scalar.Properties {
  /// True for U+2028 and U+2029, the line ends that are no control characters.
  fileprivate var isNewline: Bool {
    generalCategory == .lineSeparator || generalCategory == .paragraphSeparator
  }
}
