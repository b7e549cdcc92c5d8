import Game
import Languages
import Screen
import XP

/// All keys, by where they act, before everything else. On a small screen only those of the place one is at.
struct HelpView {
  /// The keys of the place one is at; nil where it has none of its own.
  let here: KeySection?
  /// Those of all places.
  let all: [KeySection]

  /// Lines that belong together.
  struct Section {
    let title: String
    let lines: [(key: String, meaning: String)]
    var height: Int { lines.count + 2 }

    init(title: String, lines: [(key: String, meaning: String)]) {
      (self.title, self.lines) = (title, lines)
    }

    init(_ section: KeySection, in language: any Language) {
      title = language.section(section.title)
      lines = section.lines.map { (language.keys($0.keys), language.meaning($0.meaning).long) }
    }
  }

  func draw(on canvas: inout Canvas) {
    canvas.stepBack()
    let size = canvas.screen.size
    let columns = columns(in: size, canvas.language)
    let columnWidth = min(37, (size.columns - 6) / columns.count)
    let contentHeight = columns.map { $0.reduce(-1) { $0 + $1.height } }.max() ?? 0
    let padding = contentHeight + 4 <= size.rows - 2 ? 1 : 0
    let height = min(size.rows, contentHeight + 2 + 2 * padding)
    let width = columnWidth * columns.count + 4
    let box = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: box)
    canvas.box(
      box, title: canvas.language.helpTitle, note: canvas.language.helpClose, style: .focusedBorder,
      titleStyle: .accent)
    for (index, sections) in columns.enumerated() {
      let area = Rect(
        column: box.column + 3 + index * columnWidth, row: box.row + 1 + padding, width: columnWidth - 2,
        height: box.height - 2 - 2 * padding)
      draw(sections, on: &canvas, in: area)
    }
  }

  /// All places where they fit side by side, else the one that one is at.
  private func columns(in size: Size, _ language: any Language) -> [[Section]] {
    guard size.columns >= 78, size.rows >= 22, here.map(all.contains) ?? true else {
      return [[Section(here ?? all[0], in: language)]]
    }
    var columns: [[Section]] = [[], []]
    func height(_ column: Int) -> Int { columns[column].reduce(0) { $0 + $1.height } }
    let goals = Section(
      title: language.helpGoals, lines: language.helpOfGoals.map { (key: $0.0, meaning: $0.1) })
    for section in all.map({ Section($0, in: language) }) + [goals] {
      columns[height(1) < height(0) ? 1 : 0].append(section)
    }
    return columns
  }

  private func draw(_ sections: [Section], on canvas: inout Canvas, in rect: Rect) {
    var row = rect.row
    let end = rect.row + rect.height
    let keyWidth = (sections.flatMap(\.lines).map { canvas.glyphSet.columns(of: $0.key) }.max() ?? 0) + 2
    for section in sections where row < end {
      canvas.screen.put(section.title, column: rect.column, row: row, style: .title, maxWidth: rect.width)
      row += 1
      for (key, meaning) in section.lines where row < end {
        canvas.screen.put(key, column: rect.column, row: row, style: .key)
        canvas.screen.put(
          meaning, column: rect.column + keyWidth, row: row, style: .dim, maxWidth: rect.width - keyWidth)
        row += 1
      }
      row += 1
    }
  }
}
