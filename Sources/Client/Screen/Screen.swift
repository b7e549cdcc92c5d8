/// A picture of a terminal's screen: a grid of cells that views draw into and the terminal shows.
///
/// Drawing outside of the grid is cut off, in columns; a wide character is drawn whole or not at all.
package struct Screen: Hashable, Sendable {
  /// How many cells there are.
  package let size: Size
  /// Which characters it is drawn with.
  package let glyphSet: GlyphSet
  private var cells: [Cell]

  /// An empty screen.
  package init(size: Size, glyphSet: GlyphSet = .unicode) {
    self.size = size
    self.glyphSet = glyphSet
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The whole screen.
  package var bounds: Rect { size.bounds }

  /// The cell at a place inside the bounds.
  package subscript(column: Int, row: Int) -> Cell {
    precondition(bounds.contains(column: column, row: row), "no such cell")
    return cells[row * size.columns + column]
  }

  /// The cells of a row inside the bounds, from left to right.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Writes text on one row, cut off at `maxWidth` columns with `…` and at the edges of the screen without.
  ///
  /// - Returns: How many columns the text took, those beyond the edges included.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .text, maxWidth: Int = .max
  ) -> Int {
    let glyphs = glyphSet.clipped(glyphSet.glyphs(of: text), to: maxWidth)
    var position = column
    for glyph in glyphs {
      set(glyph, column: position, row: row, style: style)
      position += glyph.columns
    }
    return position - column
  }

  /// Fills a rectangle with a character one column wide.
  package mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .text) {
    let glyphs = glyphSet.glyphs(of: String(character))
    guard let glyph = glyphs.first, glyph.columns == 1 else { return }
    for row in rect.row..<rect.row + rect.height {
      for column in rect.column..<rect.column + rect.width {
        set(glyph, column: column, row: row, style: style)
      }
    }
  }

  /// Draws another screen, its upper left corner at a place; what reaches beyond the edges is cut off.
  package mutating func draw(_ other: Screen, column: Int, row: Int) {
    for (index, cell) in other.cells.enumerated() where cell.columns > 0 {
      let glyph = Glyph(character: cell.character, columns: Int(cell.columns))
      set(
        glyph, column: column + index % other.size.columns, row: row + index / other.size.columns,
        style: cell.style)
    }
  }

  /// Gives the cells of a rectangle another role and leaves what stands there.
  package mutating func restyle(_ rect: Rect, _ style: Style) {
    for row in rect.row..<rect.row + rect.height {
      for column in rect.column..<rect.column + rect.width where bounds.contains(column: column, row: row) {
        let index = row * size.columns + column
        cells[index] = Cell(cells[index].character, style: style, columns: cells[index].columns)
      }
    }
  }

  /// The screen as text, a string a row without the spaces at its end: what a test compares.
  package var lines: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for cell in self.row(row) where cell.columns > 0 { line.append(cell.character) }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private mutating func set(_ glyph: Glyph, column: Int, row: Int, style: Style) {
    guard row >= 0, row < size.rows, column >= 0, column + glyph.columns <= size.columns else { return }
    let index = row * size.columns + column
    // Half of a wide character is never left standing.
    if cells[index].columns == 0 { cells[index - 1] = Cell(" ", style: cells[index - 1].style) }
    let last = index + glyph.columns - 1
    if cells[last].columns == 2 { cells[last + 1] = Cell(" ", style: cells[last + 1].style) }
    cells[index] = Cell(glyph.character, style: style, columns: Int8(glyph.columns))
    if glyph.columns == 2 { cells[last] = .secondHalf(style: style) }
  }
}

extension GlyphSet {
  /// As many of the glyphs as fit, the last ones replaced by `…` where some do not.
  func clipped(_ glyphs: [Glyph], to width: Int) -> [Glyph] {
    guard width != .max else { return glyphs }
    guard glyphs.reduce(0, { $0 + $1.columns }) > width else { return glyphs }
    let ellipsis = self.glyphs(of: "…")
    let mark = ellipsis.count <= width ? ellipsis : []
    var room = width - mark.count
    let kept = glyphs.prefix { glyph in
      room -= glyph.columns
      return room >= 0
    }
    return kept + mark
  }
}
