import Game
import Languages
import Screen
import TestScopes
import Testing

@Suite(.ownThread()) struct TextFieldTests {
  /// Keys on a field given with `|` for its cursor, and what they leave.
  @Test(
    "keystrokes",
    arguments: [
      ("|", [Key.character("h"), .character("å")], "hå|"),
      ("ab|c", [.backspace], "a|c"), ("|abc", [.backspace], "|abc"),
      ("a|bc", [.delete], "a|c"), ("abc|", [.delete], "abc|"),
      ("ab|c", [.left, .left, .left], "|abc"), ("ab|c", [.right, .right], "abc|"),
      ("ab|c", [.home, .character("x")], "x|abc"), ("a|bc", [.end, .character("x")], "abcx|"),
      ("ab|c", [.control("a")], "|abc"), ("a|bc", [.control("e")], "abc|"),
      ("to look  at |it", [.control("w")], "to look  |it"), ("one|", [.control("w"), .control("w")], "|"),
      ("one two|three", [.control("u")], "|three"), ("one| two", [.control("k")], "one|"),
      ("e|x", [.character("\u{301}")], "é|x"), ("👩|", [.backspace], "|"), ("a|", [.enter, .tab, .up], "a|"),
    ])
  func keystrokes(before: String, keys: [Key], after: String) {
    let parts = before.split(separator: "|", omittingEmptySubsequences: false)
    var field = TextField(String(parts[0] + parts[1]))
    field.moveToStart()
    field.moveCursor(by: parts[0].count)
    for key in keys { _ = field.take(key) }
    let characters = field.characters
    #expect(String(characters[..<field.cursor]) + "|" + String(characters[field.cursor...]) == after)
  }

  @Test("keys that mean nothing to a field are left to others")
  func others() {
    var field = TextField("a")
    #expect(
      !field.take(.enter) && !field.take(.escape) && !field.take(.function(1)) && !field.take(.control("c")))
    #expect(field.take(.left) && field.take(.character("x")))
  }

  @Test("pasted line ends and control characters are left out")
  func pasted() {
    var field = TextField("<>")
    field.moveCursor(by: -1)
    field.insert("a\r\nb\u{1B}[31m\0\u{7F}\u{9B}\u{2028}c\td")
    #expect(field.text == "<ab[31mcd>" && field.cursor == 9)
  }

  @Test("what is beyond the limit is not taken, wherever the cursor is")
  func limit() {
    var field = TextField(String(repeating: "x", count: 500))
    #expect(field.characters.count == TextField.limit)
    field.moveToStart()
    field.insert("y")
    #expect(field.text.hasPrefix("x") && field.characters.count == TextField.limit)
    field.deleteForward()
    field.insert("yz")
    #expect(field.text.hasPrefix("yx") && field.characters.count == TextField.limit && field.cursor == 1)
  }
}

extension TextField {
  /// Edits as the key says; false for a key that means nothing to a text field.
  fileprivate mutating func take(_ key: Key) -> Bool {
    guard case .does(let edit) = KeyTable(lines: KeyLine.editing { $0 }).action(for: key) else {
      return false
    }
    apply(edit)
    return true
  }
}
