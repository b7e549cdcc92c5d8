/// One place of the grid: what stands there and what it is for.
package struct Cell: Hashable, Sendable {
  /// What stands in the cell; a space in the second half of a wide character.
  package let character: Character
  /// What it is for.
  package let style: Style
  /// 1, or 2 where the character reaches into the next cell, or 0 in the second half of such a one.
  package let columns: Int8

  /// A cell with a character of that width.
  package init(_ character: Character, style: Style, columns: Int8 = 1) {
    self.character = character
    self.style = style
    self.columns = columns
  }

  /// An empty cell.
  package static let blank = Cell(" ", style: .text)

  /// The second half of a wide character.
  static func secondHalf(style: Style) -> Cell { Cell(" ", style: style, columns: 0) }
}
