import Game
import Languages
import Screen
import XP

extension SetList {
  /// How homework is told in the room there is: figures and notes, with the widths of their columns.
  struct HomeworkColumns {
    fileprivate let isShort: Bool
    fileprivate let bar: Int
    fileprivate let figures: Int
    fileprivate let note: Int
  }

  private static let short = 44
  private static let bar = 10

  func homeworkColumns(_ glyphSet: GlyphSet, in rect: Rect) -> HomeworkColumns {
    let isShort = rect.width < Self.short
    let figures = menu.homework.map { glyphSet.columns(of: self.figures($0, isShort: isShort)) }.max() ?? 0
    let note = menu.homework.map { glyphSet.columns(of: self.note($0, isShort: isShort).text) }.max() ?? 0
    let titles =
      menu.homework.map { glyphSet.columns(of: Mark.option($0.homework.title, isChosen: true)) }.max() ?? 0
    let room = rect.width - titles - figures - note - 6
    return HomeworkColumns(
      isShort: isShort, bar: room >= Self.bar ? Self.bar : 0, figures: figures, note: note)
  }

  private func figures(_ assignment: Assignment, isShort: Bool) -> String {
    let goal = assignment.homework.goalXP
    return isShort
      ? progress.language.progress(assignment.progressXP, of: goal)
      : progress.language.points(assignment.progressXP, of: goal)
  }

  private func note(_ assignment: Assignment, isShort: Bool) -> (text: String, style: Style) {
    if assignment.setIndex == nil, !assignment.isReached {
      return (isShort ? progress.language.noWordsYet.short : progress.language.noWordsYet.long, .dim)
    }
    let due = progress.due(of: assignment)
    return assignment.note(
      due: isShort ? progress.language.due(due).short : progress.language.due(due).long, in: progress.language
    )
  }

  func drawHomework(
    _ index: Int, _ columns: HomeworkColumns, on canvas: inout Canvas, in rect: Rect
  ) {
    let assignment = menu.homework[index]
    let isChosen = menu.row == .homework(index)
    let style = style(isChosen: isChosen)
    if isChosen { canvas.screen.fill(rect, style: style) }
    var end = rect.column + rect.width - 1
    let note = self.note(assignment, isShort: columns.isShort)
    end -= columns.note
    canvas.screen.put(note.text, column: end, row: rect.row, style: isChosen ? style : note.style)
    let figures = self.figures(assignment, isShort: columns.isShort)
    end -= 2
    canvas.screen.put(
      figures, column: end - canvas.glyphSet.columns(of: figures), row: rect.row,
      style: isChosen ? style : assignment.isReached ? .dim : .text)
    end -= columns.figures
    if columns.bar > 0 {
      end -= columns.bar + 2
      canvas.screen.thinBar(
        part: assignment.progressXP, whole: assignment.homework.goalXP, column: end, row: rect.row,
        width: columns.bar, style: isChosen ? style : nil)
    }
    canvas.screen.put(
      Mark.option(assignment.homework.title, isChosen: isChosen), column: rect.column, row: rect.row,
      style: style, maxWidth: max(4, end - rect.column - 1))
  }
}
