import Game
import Languages
import Screen
import Vocabulary

/// How a round went: the figures, the missed words with their answers, and what to do next.
struct ResultsView {
  let results: Results
  let marks: MarksLine
  let progress: Progress

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let tally = results.tally
    let isWide = rect.width >= 64
    var stack = Stack()
    stack.centred(
      [
        results.isLeftEarly
          ? progress.language.roundLeft(results.title) : progress.language.roundDone(results.title)
      ], .title,
      .useful)
    if results.last != nil, !results.isLeftEarly {
      VerdictLines(outcome: results.last, isShown: false).addSentence(to: &stack)
    }
    stack.space()
    let figures = [
      (progress.language.points(tally.points), progress.language.figurePoints),
      (progress.language.count(tally.rightAtFirstTry, of: tally.words), progress.language.figureFirstTry),
      (progress.language.percent(tally.accuracyPercent), progress.language.figureAccuracy),
      (progress.language.times(tally.bestCombo), progress.language.figureCombo),
    ]
    if isWide { addTiles(figures, to: &stack) } else { addList(figures, to: &stack) }
    if tally.unsavedPoints > 0 {
      stack.centred([progress.language.unsaved(points: tally.unsavedPoints)], .wrong, .essential)
    }
    stack.add(1, .useful) { canvas, rect in marks.draw(on: &canvas, in: rect) }
    let goals = addGoals(to: &stack, in: rect)
    stack.space()
    let actions = isWide ? 1 : results.actions.count
    // The empty rows may go for missed words, but for one.
    let used = goals > 0 ? 5 + goals + (isWide ? 2 : 4) + actions : 6 + (isWide ? 2 : 4) + actions
    addMissed(to: &stack, room: rect.height - used)
    stack.space()
    stack.add(actions, .essential) { canvas, rect in
      isWide ? drawButtons(on: &canvas, in: rect) : drawActions(on: &canvas, in: rect)
    }
    stack.draw(on: &canvas, in: rect)
  }

  /// How far homework and quests have come; on a small screen what matters most of it. Returns how many rows it takes.
  private func addGoals(to stack: inout Stack, in rect: Rect) -> Int {
    let goals = progress.rows(of: results)
    guard !goals.rows.isEmpty else { return 0 }
    guard rect.height >= 14 else {
      guard let line = progress.brief(of: results) else { return 0 }
      stack.add(1, .useful) { canvas, rect in
        canvas.screen.putCentred(
          canvas.fitting(line.text, in: rect.width), in: rect, row: rect.row, style: line.style)
      }
      return 1
    }
    stack.space()
    stack.add(goals.rows.count, .useful) { canvas, rect in
      let width = min(rect.width, 76)
      goals.draw(
        on: &canvas,
        in: Rect(
          column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: rect.height))
    }
    return goals.rows.count
  }

  private func addTiles(_ figures: [(value: String, name: String)], to stack: inout Stack) {
    stack.add(2, .essential) { canvas, rect in
      let width = min(rect.width, 80) / figures.count
      let first = rect.column + (rect.width - width * figures.count) / 2
      for (index, figure) in figures.enumerated() {
        let tile = Rect(column: first + index * width, row: rect.row, width: width, height: 2)
        canvas.screen.putCentred(figure.value, in: tile, row: tile.row, style: .accent)
        canvas.screen.putCentred(figure.name, in: tile, row: tile.row + 1, style: .dim)
      }
    }
  }

  private func addList(_ figures: [(value: String, name: String)], to stack: inout Stack) {
    for (index, figure) in figures.enumerated() {
      stack.add(1, index < 2 ? .essential : .detail) { canvas, rect in
        let middle = rect.column + rect.width / 2
        let width = canvas.glyphSet.columns(of: figure.value)
        canvas.screen.put(figure.value, column: middle - width - 3, row: rect.row, style: .accent)
        canvas.screen.put(figure.name, column: middle - 1, row: rect.row, style: .dim)
      }
    }
  }

  /// As many of the missed words as there is room for, and how many more there are.
  private func addMissed(to stack: inout Stack, room: Int) {
    let missed = results.missed
    guard !missed.isEmpty else {
      stack.centred([progress.language.nothingMissed], .right, .detail)
      return
    }
    let rows = max(1, min(missed.count, room - 2))
    let isBoxed = room >= 4
    stack.add(rows + (isBoxed ? 2 : 0), isBoxed ? .useful : .nicety) { canvas, rect in
      let width = min(rect.width, 64)
      let box = Rect(
        column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: rect.height)
      let left = missed.count - rows
      if isBoxed {
        canvas.box(
          box, title: progress.language.missedWords(missed.count),
          note: left > 0 ? progress.language.andMore(left) : "",
          style: .border)
      }
      let half = (width - 4) / 2
      for (index, word) in missed.prefix(rows).enumerated() {
        let row = box.row + index + (isBoxed ? 1 : 0)
        canvas.screen.put(word.prompt, column: box.column + 2, row: row, maxWidth: half - 1)
        canvas.screen.put(word.answer, column: box.column + 2 + half, row: row, style: .right, maxWidth: half)
      }
    }
  }

  private func drawButtons(on canvas: inout Canvas, in rect: Rect) {
    let labels = results.actions.map { Mark.button(label($0)) }
    let gap = 3
    let width = labels.reduce(0) { $0 + canvas.glyphSet.columns(of: $1) } + gap * (labels.count - 1)
    var column = rect.column + (rect.width - width) / 2
    for (action, text) in zip(results.actions, labels) {
      let used = canvas.screen.put(text, column: column, row: rect.row, style: style(action))
      canvas.targets.append((Rect(column: column, row: rect.row, width: used, height: 1), target(action)))
      column += used + gap
    }
  }

  private func drawActions(on canvas: inout Canvas, in rect: Rect) {
    for (index, action) in results.actions.enumerated() {
      let area = canvas.screen.putCentred(
        Mark.button(label(action)), in: rect, row: rect.row + index, style: style(action))
      canvas.targets.append((area, target(action)))
    }
  }

  private func style(_ action: Results.Action) -> Style { results.focus == action ? .selected : .text }

  private func label(_ action: Results.Action) -> String {
    switch action {
    case .playMissed: progress.language.playMissed(results.missed.count)
    case .playAgain: progress.language.playAgain
    case .toMenu: progress.language.toMenu
    }
  }

  private func target(_ action: Results.Action) -> Target {
    switch action {
    case .playMissed: .playMissed
    case .playAgain: .playAgain
    case .toMenu: .toMenu
    }
  }
}
