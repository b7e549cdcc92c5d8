import Screen

/// Rows of cells as aligned lines, in the terminal's columns.
package struct TextTable {
  /// How a column is set.
  package enum Column {
    /// From the left.
    case text
    /// From the left; gives up what the line is too long.
    case name
    /// To the right.
    case number
  }

  let columns: [Column]
  var titles: [String]?
  let rows: [[String]]

  package init(columns: [Column], titles: [String]? = nil, rows: [[String]]) {
    (self.columns, self.titles, self.rows) = (columns, titles, rows)
  }

  private static let gap = 2
  /// A name is not cut shorter than this.
  private static let shortest = 8

  /// The lines, no wider than `width` as far as the names can be cut; nil cuts nothing.
  package func lines(width: Int?) -> [String] {
    let all = ((titles.map { [$0] } ?? []) + rows).map { row in row.map(Self.oneLine) }
    var widths = columns.indices.map { column in all.map { $0[column].columns }.max() ?? 0 }
    if let width {
      var surplus = widths.reduce(0, +) + Self.gap * (columns.count - 1) - width
      // The widest name gives first, a column at a time.
      while surplus > 0,
        let name = columns.indices.filter({ columns[$0] == .name }).max(by: { widths[$0] < widths[$1] }),
        widths[name] > Self.shortest
      {
        widths[name] -= 1
        surplus -= 1
      }
    }
    return all.map { line($0, widths) }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      let shown = cell.shortened(toColumns: widths[index])
      let space = String(repeating: " ", count: widths[index] - shown.columns)
      line += columns[index] == .number ? space + shown : shown + space
      if index < cells.count - 1 { line += String(repeating: " ", count: Self.gap) }
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func oneLine(_ cell: String) -> String {
    String(cell.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}

extension String {
  /// How many cells a terminal gives this text.
  fileprivate var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text, cut with an ellipsis where it is wider.
  fileprivate func shortened(toColumns width: Int) -> String {
    guard columns > width else { return self }
    var kept = ""
    var used = 0
    for character in self {
      guard used + character.columns <= width - 1 else { break }
      kept.append(character)
      used += character.columns
    }
    return kept + "…"
  }
}
