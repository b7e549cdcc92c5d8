/// A rectangle of cells; column and row count from 0 at the upper left.
package struct Rect: Hashable, Sendable {
  /// The column of its left edge.
  package var column: Int
  /// The row of its upper edge.
  package var row: Int
  /// How many columns it takes.
  package var width: Int
  /// How many rows it takes.
  package var height: Int

  /// A rectangle of the given place and size; sizes below 0 become 0.
  package init(column: Int, row: Int, width: Int, height: Int) {
    self.column = column
    self.row = row
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// How many cells it has.
  package var size: Size { Size(columns: width, rows: height) }

  /// True for a cell inside.
  package func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < self.column + width && row >= self.row && row < self.row + height
  }
}
