import Game
import Languages
import Screen
import XP

/// A box with a few lines in the middle of the screen, before everything else.
struct Overlay {
  /// The sentence that matters; all of it heads the box where something can be answered to it.
  let text: String
  /// What stands below it, a sentence each.
  var notes: [String] = []
  /// The keys that act now.
  var keys: [KeyHint] = []

  /// What is said while the last points are sent. That they are safe is said only where it is true.
  static func leaving(_ app: App, in language: any Language) -> Overlay {
    let status = app.status
    if case .notSaving(let reason) = status.state {
      return Overlay(text: language.leavingUnsaved(reason: reason))
    }
    if status.state == .local || status.pendingEvents == 0 {
      // Whoever joined a class does not leave.
      if case .joining(let form) = app.scene, case .joined = form.phase {
        return Overlay(text: language.changingPupil)
      }
      return Overlay(text: language.leaving)
    }
    return Overlay(text: language.leavingSending(events: status.pendingEvents))
  }

  /// What lies before the form to join a class; nil while it is filled in.
  static func joining(_ form: JoinForm, keys: [KeyHint], in language: any Language) -> Overlay? {
    switch form.phase {
    case .editing: nil
    case .sending(isGivenUp: false):
      Overlay(text: language.joining, keys: keys)
    case .sending(isGivenUp: true): Overlay(text: language.joiningAwaits)
    case .asking(let question):
      Overlay(text: question, keys: keys)
    case .joined(let result):
      Overlay(
        text: language.welcomed(to: result.className, result.name), notes: result.notes, keys: keys)
    }
  }

  func draw(on canvas: inout Canvas) {
    canvas.stepBack()
    let (size, glyphSet) = (canvas.screen.size, canvas.glyphSet)
    let isRoomy = size.rows >= 16
    let room = min(52, size.columns - 8)
    let title = glyphSet.wrapped(text, to: room)
    var lines = title.enumerated().map { ($1, $0 == 0 || !keys.isEmpty ? Style.title : .text) }
    for note in notes {
      if isRoomy { lines.append(("", Style.text)) }
      lines += glyphSet.wrapped(note, to: room).map { ($0, Style.text) }
    }
    let keyRows = keys.isEmpty ? 0 : isRoomy ? 2 : 1
    lines = Array(lines.prefix(max(1, size.rows - 2 - keyRows)))
    let keyWidth = glyphSet.columns(of: Hints.spans(keys, in: canvas.language))
    let width = max(keyWidth, lines.map { glyphSet.columns(of: $0.0) }.max() ?? 0) + 6
    let height = lines.count + keyRows + (isRoomy ? 4 : 2)
    let rect = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: rect)
    canvas.box(rect, style: .focusedBorder)
    var row = rect.row + (isRoomy ? 2 : 1)
    for (line, style) in lines {
      canvas.screen.putCentred(line, in: rect, row: row, style: style)
      row += 1
    }
    drawKeys(on: &canvas, column: rect.column + (width - keyWidth) / 2, row: row + keyRows - 1)
  }

  private func drawKeys(on canvas: inout Canvas, column: Int, row: Int) {
    var column = column
    for key in keys {
      let width = canvas.screen.put(Hints.spans([key], in: canvas.language), column: column, row: row)
      if let target = key.target {
        canvas.targets.append((Rect(column: column, row: row, width: width, height: 1), target))
      }
      column += width + 3
    }
  }
}
