/// The size of a screen in cells.
package struct Size: Hashable, Sendable {
  /// Cells beside each other.
  package var columns: Int
  /// Cells above each other.
  package var rows: Int

  /// A size of that many cells; negative counts become 0.
  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a screen of this size.
  package var bounds: Rect { Rect(column: 0, row: 0, width: columns, height: rows) }
}
