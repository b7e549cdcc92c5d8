import Game
import Languages
import Screen
import Vocabulary

/// The box that the answer is typed into and, once it is judged wrong, stands in.
struct AnswerField {
  let field: TextField
  /// The wrong answer; nil while typing.
  let outcome: Outcome?
  /// The language to answer in.
  let title: String

  private static let maximumWidth = 46

  func add(to stack: inout Stack) {
    stack.add(3, .essential) { canvas, rect in draw(on: &canvas, in: rect) }
  }

  private func draw(on canvas: inout Canvas, in rect: Rect) {
    let width = min(rect.width, Self.maximumWidth)
    let box = Rect(column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: 3)
    let inner = Rect(column: box.column + 2, row: box.row + 1, width: width - 4, height: 1)
    guard let outcome else {
      canvas.box(box, title: title, style: .focusedBorder)
      FieldLine(field: field).draw(on: &canvas, in: inner)
      return
    }
    canvas.box(box, title: title, note: canvas.language.goOn, style: .wrong)
    let comparison = LetterComparison(typed: outcome.typed, answer: outcome.answer)
    let spans =
      outcome.typed.isEmpty
      ? [Span(canvas.language.noAnswer, .dim)]
      : [Span(canvas.language.wrongSign + " ", .wrong)]
        + comparison.typed.spans(.wrong, differing: .wrongLetter)
    canvas.screen.put(spans, column: inner.column, row: inner.row, maxWidth: inner.width)
  }
}
