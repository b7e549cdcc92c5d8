import Game
import Languages
import Screen
import Vocabulary

/// The options of multiple choice, each with its number; after a wrong choice with the right one marked too.
struct ChoiceList {
  let choices: [String]
  let highlighted: Int?
  /// The wrong choice; nil while asking.
  let outcome: Outcome?
  /// The language of the options.
  let title: String

  private static let maximumWidth = 60
  private static let minimumWidth = 38

  func add(to stack: inout Stack, isBoxed: Bool, width: Int, glyphSet: GlyphSet) {
    let longest = choices.map { glyphSet.columns(of: $0) }.max() ?? 0
    let width = min(width, Self.maximumWidth, max(Self.minimumWidth, longest + 12))
    stack.add(choices.count + (isBoxed ? 2 : 0), .essential) { canvas, rect in
      let area = Rect(
        column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: rect.height)
      if isBoxed {
        canvas.box(
          area, title: title, note: outcome == nil ? "" : canvas.language.goOn,
          style: outcome == nil ? .focusedBorder : .wrong)
      }
      for index in choices.indices {
        let row = area.row + index + (isBoxed ? 1 : 0)
        let line = Rect(column: area.column + 1, row: row, width: area.width - 2, height: 1)
        draw(index, on: &canvas, in: line)
        canvas.targets.append((line, .choice(index)))
      }
    }
  }

  private func draw(_ index: Int, on canvas: inout Canvas, in rect: Rect) {
    let isRight = outcome?.rightChoice == index
    let isChosen = outcome?.chosen == index
    let style: Style
    if outcome == nil {
      style = highlighted == index ? .selected : .text
    } else {
      style = isRight ? .right : isChosen ? .wrong : .dim
    }
    if style == .selected { canvas.screen.fill(rect, style: style) }
    canvas.screen.put(
      "\(index + 1)", column: rect.column + 1, row: rect.row,
      style: style == .text ? .key : style)
    canvas.screen.put(
      choices[index], column: rect.column + 4, row: rect.row, style: style, maxWidth: rect.width - 8)
    if isRight || isChosen {
      canvas.screen.put(
        isRight ? canvas.language.rightSign : canvas.language.wrongSign, column: rect.column + rect.width - 3,
        row: rect.row,
        style: style)
    }
  }
}
