import Game
import Languages
import Screen
import Vocabulary
import XP

/// The list of what can be played: homework first, then the sets.
struct SetList {
  let menu: Menu
  let progress: Progress

  private enum Line {
    case row(Menu.Row)
    /// What parts the sets from the homework.
    case heading
  }

  /// Homework and sets; between them a heading where there is room for it.
  private func lines(hasHeading: Bool) -> [Line] {
    let (homework, sets) = (
      menu.homework.indices.map(Menu.Row.homework), menu.entries.indices.map(Menu.Row.set)
    )
    return homework.map(Line.row) + (hasHeading && !homework.isEmpty ? [.heading] : []) + sets.map(Line.row)
  }

  /// The rows that it would like to have.
  var height: Int { menu.homework.count + menu.entries.count + (menu.homework.isEmpty ? 0 : 1) }

  /// In a box, whose title says what its first line is.
  func drawBoxed(on canvas: inout Canvas, in box: Rect) {
    let isFocused = menu.focus == .set
    canvas.box(box, style: isFocused ? .focusedBorder : .border)
    let inner = Rect(column: box.column + 1, row: box.row + 1, width: box.width - 2, height: box.height - 2)
    let first = draw(on: &canvas, in: drawProblem(on: &canvas, in: inner), border: box)
    canvas.title(
      first, of: box, style: isFocused ? .accent : .dim)
  }

  /// Without a box.
  func drawBare(on canvas: inout Canvas, in rect: Rect) {
    _ = draw(on: &canvas, in: drawProblem(on: &canvas, in: rect), border: nil)
  }

  /// The list, moved so that the chosen line is in sight. Returns the title of its first line's part.
  private func draw(on canvas: inout Canvas, in rect: Rect, border: Rect?) -> String {
    let lines = lines(hasHeading: rect.height >= 6)
    let chosen =
      lines.firstIndex { line in
        if case .row(let row) = line { row == menu.row } else { false }
      } ?? 0
    let first = max(0, min(chosen - rect.height / 2, lines.count - rect.height))
    let columns = homeworkColumns(canvas.glyphSet, in: rect)
    for (index, line) in lines[first..<min(lines.count, first + rect.height)].enumerated() {
      let area = Rect(column: rect.column, row: rect.row + index, width: rect.width, height: 1)
      switch line {
      case .heading: drawHeading(on: &canvas, in: area, border: border)
      case .row(.homework(let index)):
        drawHomework(index, columns, on: &canvas, in: area)
        canvas.targets.append((area, .homework(index)))
      case .row(.set(let index)):
        drawSet(index, on: &canvas, in: area)
        canvas.targets.append((area, .set(index)))
      }
    }
    let last = rect.column + rect.width - 1
    if first > 0 { canvas.screen.put("▴", column: last, row: rect.row, style: .dim) }
    if first + rect.height < lines.count {
      canvas.screen.put("▾", column: last, row: rect.row + rect.height - 1, style: .dim)
    }
    if case .row(.homework) = lines.dropFirst(first).first { return canvas.language.menuHomework }
    return canvas.language.menuSets
  }

  private func drawHeading(on canvas: inout Canvas, in rect: Rect, border: Rect?) {
    guard let border else {
      canvas.screen.put(
        canvas.language.menuSets, column: rect.column, row: rect.row, style: .dim, maxWidth: rect.width)
      return
    }
    let style: Style = menu.focus == .set ? .focusedBorder : .border
    let edge = Rect(column: border.column, row: rect.row, width: border.width, height: 1)
    canvas.screen.line(column: edge.column + 1, row: edge.row, width: edge.width - 2, style: style)
    canvas.screen.put("├", column: edge.column, row: edge.row, style: style)
    canvas.screen.put("┤", column: edge.column + edge.width - 1, row: edge.row, style: style)
    canvas.title(canvas.language.menuSets, of: edge, style: .dim)
  }

  private func drawSet(_ index: Int, on canvas: inout Canvas, in rect: Rect) {
    let entry = menu.entries[index]
    let isChosen = menu.row == .set(index)
    let style = style(isChosen: isChosen)
    if isChosen { canvas.screen.fill(rect, style: style) }
    let quiet: Style = isChosen ? style : .dim
    var end = rect.column + rect.width - 1
    func putRight(_ text: String, width: Int, style: Style) {
      let used = min(width, canvas.glyphSet.columns(of: text))
      canvas.screen.put(text, column: end - used, row: rect.row, style: style, maxWidth: width)
      end -= width
    }
    if let summary = entry.summary, entry.problem == nil {
      putRight(canvas.language.languages(summary.from, summary.to), width: 9, style: quiet)
      if rect.width >= 44 {
        putRight(canvas.language.words(summary.wordCount), width: 10, style: quiet)
        putRight(entry.isOwn ? canvas.language.ownSet : summary.level ?? "", width: 4, style: quiet)
      }
    } else {
      putRight(
        canvas.language.unreadableSet, width: canvas.glyphSet.columns(of: canvas.language.unreadableSet),
        style: isChosen ? style : .wrong)
    }
    canvas.screen.put(
      Mark.option(entry.title, isChosen: isChosen), column: rect.column, row: rect.row, style: style,
      maxWidth: max(4, end - rect.column - 1))
  }

  func style(isChosen: Bool) -> Style {
    isChosen ? (menu.focus == .set ? .selected : .chosen) : .text
  }

  /// Why the start was refused, or what is wrong with what is chosen, at the end of the list; the rest is returned.
  private func drawProblem(on canvas: inout Canvas, in rect: Rect) -> Rect {
    guard let problem = menu.notice ?? menu.problem else { return rect }
    let lines = canvas.glyphSet.wrapped(problem.text(in: canvas.language), to: rect.width - 2).prefix(
      max(1, rect.height - 1))
    var rest = rect
    rest.height -= lines.count
    // Words that are yet to come are no mistake.
    let style: Style = menu.assignment != nil && menu.entry == nil ? .almost : .wrong
    for (index, line) in lines.enumerated() {
      canvas.screen.put(line, column: rect.column + 1, row: rest.row + rest.height + index, style: style)
    }
    return rest
  }
}
