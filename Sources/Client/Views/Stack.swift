import Screen

/// Blocks one under the other, of which the least important give way where the room is too low for all.
struct Stack {
  enum Importance: Int, Comparable {
    case space, nicety, detail, useful, essential

    static func < (left: Importance, right: Importance) -> Bool { left.rawValue < right.rawValue }
  }

  struct Block {
    let height: Int
    let importance: Importance
    let draw: (inout Canvas, Rect) -> Void
  }

  private var blocks: [Block] = []

  /// Adds what `draw` puts into a rectangle of that height.
  mutating func add(_ height: Int, _ importance: Importance, draw: @escaping (inout Canvas, Rect) -> Void) {
    blocks.append(Block(height: height, importance: importance, draw: draw))
  }

  /// Adds empty rows.
  mutating func space(_ height: Int = 1) {
    for _ in 0..<height { blocks.append(Block(height: 1, importance: .space) { _, _ in }) }
  }

  /// Adds lines of text, each in the middle.
  mutating func centred(_ lines: [String], _ style: Style, _ importance: Importance) {
    guard !lines.isEmpty else { return }
    add(lines.count, importance) { canvas, rect in
      for (index, line) in lines.enumerated() {
        canvas.screen.putCentred(line, in: rect, row: rect.row + index, style: style)
      }
    }
  }

  /// Draws as many of the blocks as there is room for, a little above the middle.
  func draw(on canvas: inout Canvas, in rect: Rect) {
    var kept = Array(blocks.enumerated())
    var height: Int { kept.reduce(0) { $0 + $1.element.height } }
    while height > rect.height,
      let least = kept.lastIndex(where: { block in
        block.element.importance == kept.map(\.element.importance).min()
          && block.element.importance != .essential
      })
    {
      kept.remove(at: least)
    }
    var row = rect.row + max(0, (rect.height - height) * 2 / 5)
    for (_, block) in kept where row + block.height <= rect.row + rect.height {
      block.draw(&canvas, Rect(column: rect.column, row: row, width: rect.width, height: block.height))
      row += block.height
    }
  }
}
