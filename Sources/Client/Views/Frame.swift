package import Game
package import Screen

/// One picture of the program: what to show, where the cursor stands, what the mouse can press, and until when it
/// is true.
package struct Frame: Sendable {
  /// What to show.
  package let screen: Screen
  /// Where the cursor stands; nil where nothing is typed.
  package let cursor: (column: Int, row: Int)?
  /// What a press in an area means; none of them overlap.
  package let targets: [(area: Rect, target: Target)]
  /// The moment, in milliseconds of the monotonic clock, at which the picture changes though nothing happened (a
  /// countdown); nil while it stands still.
  package let nextChangeAt: Int64?

  /// What a press on a cell means; nil for a cell that means nothing.
  package func target(column: Int, row: Int) -> Target? {
    targets.first { $0.area.contains(column: column, row: row) }?.target
  }
}
