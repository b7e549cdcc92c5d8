/// The size of a screen in cells.
public struct Size: Hashable, Sendable {
  /// Cells beside each other.
  public var columns: Int
  /// Cells above each other.
  public var rows: Int

  /// A size of that many cells; negative counts become 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a screen of this size.
  public var bounds: Rect { Rect(column: 0, row: 0, width: columns, height: rows) }
}
