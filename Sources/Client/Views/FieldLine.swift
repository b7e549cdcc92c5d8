import Game
import Screen

/// One line of text being typed: the part around the cursor that fits, and the cursor.
struct FieldLine {
  let field: TextField
  /// False shows the beginning, without a cursor.
  var hasFocus = true
  /// True shows that something was typed, and nothing of it.
  var isSecret = false

  private static let secretCharacter: Character = "•"

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let glyphSet = canvas.glyphSet
    let characters = isSecret ? field.characters.map { _ in Self.secretCharacter } : field.characters
    guard hasFocus else {
      canvas.screen.put(
        String(characters), column: rect.column, row: rect.row, style: .text, maxWidth: rect.width)
      return
    }
    func width(_ range: Range<Int>) -> Int { glyphSet.columns(of: String(characters[range])) }
    var first = 0
    while width(first..<field.cursor) > rect.width - 1 { first += 1 }
    var last = characters.count
    while width(first..<last) > rect.width { last -= 1 }
    canvas.screen.put(String(characters[first..<last]), column: rect.column, row: rect.row, style: .field)
    canvas.cursor = (rect.column + width(first..<field.cursor), rect.row)
  }
}
