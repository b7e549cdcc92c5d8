import Game
import Languages
import Screen
import XP

/// What is to be reached, a row each: a label, a bar, figures, and what it brings or when it ends.
struct ProgressRows {
  struct Row {
    var isReached = false
    /// True where it was reached just now.
    var isNews = false
    let label: String
    let part: Int
    let whole: Int
    let figures: String
    let note: (text: String, style: Style)
  }

  let rows: [Row]

  private static let markWidth = 3
  private static let bar = 6...40

  /// The rows one under the other; where there is too little room first the bars go, then the notes.
  func draw(on canvas: inout Canvas, in rect: Rect) {
    let glyphSet = canvas.glyphSet
    func widest(_ text: (Row) -> String) -> Int { rows.map { glyphSet.columns(of: text($0)) }.max() ?? 0 }
    let (figures, note) = (widest(\.figures), widest(\.note.text))
    let text = Self.markWidth + widest(\.label) + 2 + figures + (note > 0 ? 2 + note : 0)
    let bar = min(Self.bar.upperBound, rect.width - text - 2)
    let hasNote = text <= rect.width
    let right =
      (bar >= Self.bar.lowerBound ? bar + 2 : 0) + 2 + figures + (hasNote && note > 0 ? 2 + note : 0)
    let label = min(widest(\.label), rect.width - Self.markWidth - right)
    for (index, row) in rows.enumerated() {
      let line = rect.row + index
      var column = rect.column
      if row.isReached {
        canvas.screen.put(
          row.isNews ? canvas.language.newsSign : canvas.language.doneSign, column: column, row: line,
          style: row.isNews ? .accent : .right)
      }
      column += Self.markWidth
      canvas.screen.put(
        row.label, column: column, row: line,
        style: row.isNews ? .accent : row.isReached ? .dim : .text, maxWidth: label)
      column += label + 2
      if bar >= Self.bar.lowerBound {
        canvas.screen.thinBar(part: row.part, whole: row.whole, column: column, row: line, width: bar)
        column += bar + 2
      }
      canvas.screen.put(
        row.figures, column: column + figures - glyphSet.columns(of: row.figures), row: line,
        style: row.isReached ? .dim : .text)
      if hasNote {
        canvas.screen.put(row.note.text, column: column + figures + 2, row: line, style: row.note.style)
      }
    }
  }
}

extension ProgressRows.Row {
  /// A quest of today.
  init(_ quest: DailyQuest, in language: any Language, isNews: Bool = false) {
    let bonus = quest.quest.bonusXP
    self.init(
      isReached: quest.isReached, isNews: isNews, label: language.task(quest.quest), part: quest.progress,
      whole: quest.quest.goal, figures: language.progress(quest.progress, of: quest.quest.goal),
      note: quest.isBonusAwarded
        ? (language.bonusWon(bonus), .confirmed)
        : quest.isReached ? (language.bonusComing(bonus), .pending) : (language.bonus(bonus), .dim))
  }

  /// Homework.
  init(_ assignment: Assignment, due: Due, in language: any Language, isNews: Bool = false) {
    let homework = assignment.homework
    self.init(
      isReached: assignment.isReached, isNews: isNews, label: language.homework(homework.title),
      part: assignment.progressXP, whole: homework.goalXP,
      figures: language.points(assignment.progressXP, of: homework.goalXP),
      note: assignment.note(due: language.due(due).long, in: language))
  }
}

extension Assignment {
  /// How it stands: done, done but for the server's word, or when it is due.
  func note(due: String, in language: any Language) -> (text: String, style: Style) {
    if homework.isFulfilled { return (language.homeworkDone, .confirmed) }
    return isReached ? (language.homeworkOnItsWay, .pending) : (due, .dim)
  }
}
