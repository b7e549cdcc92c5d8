import Game
import Screen
import XP

/// All keys, by where they act, before everything else. On a small screen only those of the place one is at.
struct HelpView {
  let scene: Scene
  /// Why a class would be joined; nil where none can be.
  let joins: JoinForm.Reason?

  /// Keys that belong together.
  struct Section {
    let title: String
    let keys: [(key: String, meaning: String)]
    var height: Int { keys.count + 2 }
  }

  func draw(on canvas: inout Canvas) {
    canvas.stepBack()
    let size = canvas.screen.size
    let all = [
      Phrases.helpEverywhere, menu, Phrases.helpTyping, Phrases.helpChoice, Phrases.helpResults,
      Phrases.helpGoals,
    ]
    let columns: [[Section]]
    if case .joining = scene {
      columns = [[here]]
    } else if size.columns >= 78, size.rows >= 22 {
      columns = [[all[0], all[2], all[5]], [all[1], all[3], all[4]]]
    } else {
      columns = [[here]]
    }
    let columnWidth = min(37, (size.columns - 6) / columns.count)
    let contentHeight = columns.map { $0.reduce(-1) { $0 + $1.height } }.max() ?? 0
    let padding = contentHeight + 4 <= size.rows - 2 ? 1 : 0
    let height = min(size.rows, contentHeight + 2 + 2 * padding)
    let width = columnWidth * columns.count + 4
    let box = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: box)
    canvas.box(
      box, title: Phrases.helpTitle, note: Phrases.helpClose, style: .focusedBorder, titleStyle: .accent)
    for (index, sections) in columns.enumerated() {
      let area = Rect(
        column: box.column + 3 + index * columnWidth, row: box.row + 1 + padding, width: columnWidth - 2,
        height: box.height - 2 - 2 * padding)
      draw(sections, on: &canvas, in: area)
    }
  }

  /// The keys that act now.
  private var here: Section {
    switch scene {
    case .menu: menu
    case .joining: Phrases.helpJoining
    case .round(let round): round.kind == .choice ? Phrases.helpChoice : Phrases.helpTyping
    case .results: Phrases.helpResults
    }
  }

  private var menu: Section {
    guard let joins else { return Phrases.helpMenu }
    return Section(
      title: Phrases.helpMenu.title,
      keys: Phrases.helpMenu.keys + [(Phrases.joinKey, Phrases.joinMeaning(joins))])
  }

  private func draw(_ sections: [Section], on canvas: inout Canvas, in rect: Rect) {
    var row = rect.row
    let end = rect.row + rect.height
    let keyWidth = (sections.flatMap(\.keys).map { canvas.look.columns(of: $0.key) }.max() ?? 0) + 2
    for section in sections where row < end {
      canvas.screen.put(section.title, column: rect.column, row: row, style: .title, maxWidth: rect.width)
      row += 1
      for (key, meaning) in section.keys where row < end {
        canvas.screen.put(key, column: rect.column, row: row, style: .key)
        canvas.screen.put(
          meaning, column: rect.column + keyWidth, row: row, style: .dim, maxWidth: rect.width - keyWidth)
        row += 1
      }
      row += 1
    }
  }
}
