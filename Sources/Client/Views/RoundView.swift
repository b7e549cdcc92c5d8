import Game
import Languages
import Screen
import Vocabulary
import XP

/// A round: what is asked, the field or the options, what became of the last answer, and the way of the points.
struct RoundView {
  let round: Round
  let marks: MarksLine
  let progress: Progress

  func draw(on canvas: inout Canvas, in rect: Rect) {
    guard let question = round.question else { return }
    let body = drawHeader(on: &canvas, in: rect)
    var stack = Stack()
    stack.space(2)
    stack.centred(canvas.glyphSet.wrapped(question.prompt, to: body.width - 2), .accent, .essential)
    stack.centred([question.example ?? ""], .dim, .nicety)
    stack.space()
    switch round.face {
    case .options(let options, let highlighted):
      ChoiceList(choices: options, highlighted: highlighted, outcome: shown, title: language)
        .add(
          to: &stack, isBoxed: body.height >= options.count + 7, width: body.width, glyphSet: canvas.glyphSet)
    case .field(let field): AnswerField(field: field, outcome: shown, title: language).add(to: &stack)
    }
    stack.space()
    VerdictLines(
      outcome: shown ?? round.last, isShown: shown != nil,
      celebration: shown == nil ? progress.celebration : nil
    ).add(to: &stack)
    stack.space()
    stack.add(1, .useful) { canvas, rect in marks.draw(on: &canvas, in: rect) }
    stack.draw(on: &canvas, in: body)
  }

  /// The answer just missed; nil while asking.
  private var shown: Outcome? {
    if case .showing(let outcome) = round.phase { return outcome }
    return nil
  }

  private var language: String {
    progress.language.language(round.wordSet.answerLanguage(round.direction))
  }

  /// What is played and how far it has come; the rest of the rectangle is returned.
  private func drawHeader(on canvas: inout Canvas, in rect: Rect) -> Rect {
    var right = [Span(progress.language.questionNumber(round.number, of: round.total), .dim)]
    if round.combo >= 2 {
      right = [Span(progress.language.combo(round.combo), .accent), Span("   ")] + right
    }
    let width = canvas.glyphSet.columns(of: right)
    canvas.screen.put(right, column: rect.column + rect.width - width, row: rect.row)
    var left = [Span(round.title, .title), Span(progress.language.ofGame(round.kind), .dim)]
    if let assignment = progress.assignment(round.homeworkID) {
      let more = left + [Span(" · " + progress.language.homeworkInBrief(assignment), .dim)]
      if canvas.glyphSet.columns(of: more) <= rect.width - width - 2 { left = more }
    }
    canvas.screen.put(left, column: rect.column, row: rect.row, maxWidth: rect.width - width - 2)
    let isLow = rect.height < 12
    if !isLow {
      let row = rect.row + 1
      canvas.screen.line(column: rect.column, row: row, width: rect.width)
      let done = round.total > 0 ? rect.width * (round.number - 1) / round.total : 0
      let line = Rect(column: rect.column, row: row, width: done, height: 1)
      canvas.screen.fill(line, with: "━", style: .accent)
    }
    let used = isLow ? 1 : 2
    return Rect(
      column: rect.column, row: rect.row + used, width: rect.width, height: rect.height - used)
  }
}
