import Game
import Languages
import Screen
import Wire

/// The form to join a class: what the board says with what is understood of it, the name, and the PIN twice.
struct JoinView {
  let form: JoinForm
  let language: any Language

  private static let maximumWidth = 72
  /// From here on the fields stand in boxes.
  private static let boxed = Size(columns: 60, rows: 14)

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let width = min(rect.width, Self.maximumWidth)
    let area = Rect(
      column: rect.column + (rect.width - width) / 2, row: rect.row, width: width, height: rect.height)
    var stack = Stack()
    stack.centred([language.joinTitle(form.reason)], .title, .detail)
    stack.space()
    if rect.width >= Self.boxed.columns, rect.height >= Self.boxed.rows {
      addBoxes(to: &stack, in: area, glyphSet: canvas.glyphSet)
    } else {
      addLines(to: &stack, in: area, glyphSet: canvas.glyphSet)
    }
    stack.draw(on: &canvas, in: area)
  }

  // MARK: With room for boxes

  private func addBoxes(to stack: inout Stack, in area: Rect, glyphSet: GlyphSet) {
    for field in [JoinForm.Field.line, .name] {
      stack.add(3, .essential) { canvas, rect in box(field, on: &canvas, in: rect) }
      add(note(field, in: area.width - 4, glyphSet), indent: 2, to: &stack)
      stack.space()
    }
    let half = (area.width - 2) / 2
    stack.add(3, .essential) { canvas, rect in
      box(.pin, on: &canvas, in: Rect(column: rect.column, row: rect.row, width: half, height: 3))
      let second = rect.column + rect.width - half
      box(.pinAgain, on: &canvas, in: Rect(column: second, row: rect.row, width: half, height: 3))
    }
    add(note(.pin, in: area.width - 4, glyphSet), indent: 2, to: &stack)
  }

  private func box(_ field: JoinForm.Field, on canvas: inout Canvas, in rect: Rect) {
    let hasFocus = form.focus == field
    let isWrong = form.problem?.field == field
    canvas.box(
      rect, title: language.joinField(field).long,
      style: isWrong ? .wrong : hasFocus ? .focusedBorder : .border,
      titleStyle: hasFocus ? .accent : .dim)
    text(
      field, on: &canvas,
      in: Rect(column: rect.column + 2, row: rect.row + 1, width: rect.width - 4, height: 1))
    canvas.targets.append((rect, .joinField(field)))
  }

  // MARK: On a small screen

  private func addLines(to stack: inout Stack, in area: Rect, glyphSet: GlyphSet) {
    let fields = JoinForm.Field.allCases
    let indent =
      2 + (fields.dropFirst().map { glyphSet.columns(of: language.joinField($0).short) }.max() ?? 0) + 2
    for field in fields {
      if field == .line {
        stack.add(1, .useful) { canvas, rect in
          label(field, language.joinField(field).long, on: &canvas, in: rect)
        }
        stack.add(1, .essential) { canvas, rect in line(field, indent: 2, on: &canvas, in: rect) }
      } else {
        stack.add(1, .essential) { canvas, rect in
          label(field, language.joinField(field).short, on: &canvas, in: rect)
          line(field, indent: indent, on: &canvas, in: rect)
        }
      }
      // Only what must be known stands between the fields here.
      let note = note(field, in: area.width - 2, glyphSet)
      if field == .line || note.style == .wrong { add(note, indent: 2, to: &stack) }
    }
  }

  private func label(
    _ field: JoinForm.Field, _ name: String, on canvas: inout Canvas, in rect: Rect
  ) {
    let hasFocus = form.focus == field
    let style: Style = form.problem?.field == field ? .wrong : hasFocus ? .accent : .dim
    canvas.screen.put(
      Mark.field(name, hasFocus: hasFocus), column: rect.column, row: rect.row, style: style)
  }

  private func line(_ field: JoinForm.Field, indent: Int, on canvas: inout Canvas, in rect: Rect) {
    text(
      field, on: &canvas,
      in: Rect(column: rect.column + indent, row: rect.row, width: rect.width - indent, height: 1))
    canvas.targets.append((rect, .joinField(field)))
  }

  // MARK: Both

  private func text(_ field: JoinForm.Field, on canvas: inout Canvas, in rect: Rect) {
    FieldLine(
      field: form[field], hasFocus: form.focus == field, isSecret: field == .pin || field == .pinAgain
    ).draw(on: &canvas, in: rect)
  }

  /// What is said below a field: what is wrong with it or, where nothing is, what it is for.
  private struct Note {
    let lines: [String]
    let style: Style
  }

  private func add(_ note: Note, indent: Int, to stack: inout Stack) {
    let importance: Stack.Importance = note.style == .wrong ? .essential : .useful
    stack.add(max(1, note.lines.count), importance) { canvas, rect in
      for (index, line) in note.lines.enumerated() {
        canvas.screen.put(
          line, column: rect.column + indent, row: rect.row + index, style: note.style,
          maxWidth: rect.width - indent)
      }
    }
  }

  /// What was read of a line, the longest first.
  private static func understood(_ line: JoinLine) -> [String] {
    ["✓ \(line.address)   \(line.code)", "✓ \(line.address) \(line.code)", "✓ \(line.code)"]
  }

  private func note(_ field: JoinForm.Field, in width: Int, _ glyphSet: GlyphSet) -> Note {
    if let problem = form.problem, problem.field == field {
      return Note(
        lines: glyphSet.wrapped(language.wrongAnswer(problem.reason.text(in: language)), to: width),
        style: .wrong
      )
    }
    func fitting(_ variants: [String]) -> [String] {
      [variants.first { glyphSet.columns(of: $0) <= width } ?? variants.last ?? ""]
    }
    switch field {
    case .line:
      if form[.line].isEmpty { return Note(lines: fitting(language.joinExample), style: .dim) }
      switch form.line {
      case .success(let line): return Note(lines: fitting(Self.understood(line)), style: .right)
      case .failure(let problem):
        return Note(lines: glyphSet.wrapped(language.text(of: problem), to: width), style: .dim)
      }
    case .name:
      return Note(
        lines: fitting(form.isNameOfBefore ? language.joinNameOfBeforeHint : language.joinNameHint),
        style: .dim
      )
    case .pin, .pinAgain:
      // In boxes both have one row below them.
      let pins: [JoinForm.Field] = field == .pin ? [.pin, .pinAgain] : [.pinAgain]
      if pins.contains(where: form.hasNoDigits) {
        return Note(lines: fitting([language.wrongAnswer(language.digitsOnly)]), style: .wrong)
      }
      return Note(lines: fitting(language.joinPINHint(mayBeNew: form.reason == .noClass)), style: .dim)
    }
  }
}
