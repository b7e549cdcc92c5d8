import CNcurses
import Glibc
public import Screen

extension Terminal {
  /// Rings the terminal's bell; many terminals flash or mark their window instead.
  public func ring() { beep() }

  /// Shows a frame: only what differs from the last one is sent, in one go; nothing at all where nothing differs.
  ///
  /// - Parameters:
  ///   - screen: The frame; what is beyond the terminal's size is not shown.
  ///   - cursor: Where the cursor stands; nil hides it.
  public func show(_ screen: Screen, cursor: (column: Int, row: Int)?) {
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
      for column in 0..<columns {
        let cell = screen[column, row]
        if let before, before[column, row] == cell { continue }
        // The second half comes with the first; one that the edge cuts in two is left out.
        guard cell.columns > 0, column + Int(cell.columns) <= columns else { continue }
        put(cell, column: column, row: row)
      }
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

  private func put(_ cell: Cell, column: Int, row: Int) {
    let paint = paints[Int(cell.style.rawValue)]
    let isPlain = cell.character == " " && paint.isInvisibleOnSpace
    let pair = usesColour && !isPlain && (paint.foreground, paint.background) != (-1, -1)
    withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 6) { text in
      var count = 0
      for scalar in cell.character.unicodeScalars.prefix(5) {
        text[count] = wchar_t(scalar.value)
        count += 1
      }
      text[count] = 0
      glosa_put(
        Int32(row), Int32(column), text.baseAddress, isPlain ? 0 : attributes(paint.attributes),
        pair ? Int16(cell.style.rawValue) + 1 : 0)
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
