import Screen

/// How a screen is divided: the head with name and points, the body, the foot with the status bar.
///
/// Everything stands in one column in the middle, no wider than is pleasant to read.
struct Page {
  static let maximumWidth = 96

  /// One row each.
  let head: Rect
  let foot: Rect
  let body: Rect
  /// The rows of the lines between them; none on a low screen.
  let rules: [Rect]

  init(size: Size) {
    let margin = size.columns >= 60 ? 2 : 1
    let width = min(size.columns - 2 * margin, Self.maximumWidth)
    let column = (size.columns - width) / 2
    func rows(_ row: Int, _ count: Int) -> Rect {
      Rect(column: column, row: row, width: width, height: count)
    }

    let top = size.rows >= 24 ? 1 : 0
    let isLow = size.rows < 16
    head = rows(top, 1)
    foot = rows(size.rows - 1, 1)
    if isLow {
      rules = []
      body = rows(1, size.rows - 2)
    } else {
      rules = [rows(top + 1, 1), rows(size.rows - 2, 1)]
      body = rows(top + 3, size.rows - top - 6)
    }
  }
}
