import Screen
import XP

/// A box with a few lines in the middle of the screen, before everything else.
struct Overlay {
  let text: String

  /// What is said while the last points are sent. That they are safe is said only where it is true.
  static func leaving(status: SyncStatus) -> Overlay {
    if case .notSaving(let reason) = status.state {
      return Overlay(text: Phrases.leavingUnsaved(reason: reason))
    }
    if status.state == .local || status.pendingEvents == 0 { return Overlay(text: Phrases.leaving) }
    return Overlay(text: Phrases.leavingSending(events: status.pendingEvents))
  }

  func draw(on canvas: inout Canvas) {
    canvas.stepBack()
    let size = canvas.screen.size
    let lines = canvas.look.wrapped(text, to: min(52, size.columns - 8))
    let width = (lines.map { canvas.look.columns(of: $0) }.max() ?? 0) + 6
    let height = lines.count + (size.rows >= 16 ? 4 : 2)
    let rect = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: rect)
    canvas.box(rect, style: .focusedBorder)
    for (index, line) in lines.enumerated() {
      let row = rect.row + (rect.height - lines.count) / 2 + index
      canvas.screen.putCentred(line, in: rect, row: row, style: index == 0 ? .title : .text)
    }
  }
}
