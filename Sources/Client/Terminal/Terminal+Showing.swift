import CNcurses
import Glibc
package import Screen

extension Terminal {
  /// Rings the terminal's bell; many terminals flash or mark their window instead.
  package func ring() { beep() }

  /// Shows a frame: only what differs from the last one is sent, in one go; nothing at all where nothing differs.
  ///
  /// - Parameters:
  ///   - screen: The frame; what is beyond the terminal's size is not shown.
  ///   - cursor: Where the cursor stands; nil hides it.
  package func show(_ screen: Screen, cursor: (column: Int, row: Int)?) {
    if let shown, shown.cursor?.column == cursor?.column, shown.cursor?.row == cursor?.row,
      shown.screen == screen
    {
      return
    }
    let before = shown?.screen.size == screen.size ? shown?.screen : nil
    if let before { forbidScrolling(from: before, to: screen) }
    let columns = min(screen.size.columns, size.columns)
    for row in 0..<min(screen.size.rows, size.rows) {
      if let before, before.row(row) == screen.row(row) { continue }
      put(screen.row(row).prefix(columns), row: row)
    }
    if (cursor != nil) != isCursorVisible {
      isCursorVisible = cursor != nil
      curs_set(isCursorVisible ? 1 : 0)
    }
    if let cursor { glosa_move(Int32(cursor.row), Int32(cursor.column)) }
    glosa_flush()
    shown = (screen, cursor)
  }

  /// Keeps ncurses from scrolling part of the screen where a row turns up again further up or down: the picture would
  /// jump, and not every terminal that claims to scroll does. It looks for rows that are alone of their kind on both
  /// pictures; where the old one counts as unknown it finds none.
  private func forbidScrolling(from before: Screen, to screen: Screen) {
    let rows = 0..<screen.size.rows
    guard rows.count(where: { before.row($0) != screen.row($0) }) >= 3 else { return }
    let old = Dictionary(rows.map { (before.row($0), $0) }, uniquingKeysWith: { _, _ in -1 })
    let new = Dictionary(rows.map { (screen.row($0), $0) }, uniquingKeysWith: { _, _ in -1 })
    for (content, row) in old where row >= 0 {
      if let place = new[content], place >= 0, place != row { glosa_distrust_row(Int32(row)) }
    }
  }

  /// Puts a row; ncurses finds what differs. Between words of one style the space takes that style too: it looks the
  /// same, and the terminal need not be told of another style and back.
  private func put(_ cells: ArraySlice<Cell>, row: Int) {
    var (word, spaces) = (Style.text, 0)
    for (column, cell) in cells.enumerated() {
      // The second half comes with the first; what the edge would cut in two is left out.
      if cell.columns == 0 { continue }
      let isEmpty = cell.character == " " && paints[Int(cell.style.rawValue)].isInvisibleOnSpace
      if isEmpty || column + Int(cell.columns) > cells.count {
        spaces += 1
        continue
      }
      let isBetween = spaces <= Self.widestGap && cell.style == word
      putSpaces(spaces, before: column, row: row, style: isBetween ? word : nil)
      put(cell, column: column, row: row, style: cell.style)
      (word, spaces) = (cell.style, 0)
    }
    putSpaces(spaces, before: cells.count, row: row, style: nil)
  }

  /// Spaces that cost less than to say what style follows.
  private static let widestGap = 3

  private func putSpaces(_ count: Int, before end: Int, row: Int, style: Style?) {
    for column in end - count..<end { put(.blank, column: column, row: row, style: style) }
  }

  /// Puts a cell; in no style at all where there is none.
  private func put(_ cell: Cell, column: Int, row: Int, style: Style?) {
    let paint = style.map { paints[Int($0.rawValue)] }
    let pair = usesColour && paint.map { ($0.foreground, $0.background) != (-1, -1) } ?? false
    withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 6) { text in
      var count = 0
      for scalar in cell.character.unicodeScalars.prefix(5) {
        text[count] = wchar_t(scalar.value)
        count += 1
      }
      text[count] = 0
      glosa_put(
        Int32(row), Int32(column), text.baseAddress, attributes(paint?.attributes ?? []),
        pair ? Int16(style?.rawValue ?? 0) + 1 : 0)
    }
  }

  private func attributes(_ attributes: Paint.Attributes) -> attr_t {
    var value: attr_t = 0
    if attributes.contains(.bold) { value |= glosa_bold() }
    if attributes.contains(.dim) { value |= glosa_dim() }
    if attributes.contains(.underline) { value |= glosa_underline() }
    if attributes.contains(.reverse) { value |= glosa_reverse() }
    return value
  }
}
