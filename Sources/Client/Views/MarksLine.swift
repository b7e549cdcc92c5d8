import Game
import Languages
import Screen

/// The way of the last points, newest at the right: saving, pending, confirmed.
struct MarksLine {
  let marks: [AwardMark]
  /// True without a class: nothing waits for a server.
  let isLocal: Bool

  private static let most = 3

  func draw(on canvas: inout Canvas, in rect: Rect) {
    var spans: [Span] = []
    for mark in marks.suffix(Self.most).reversed() {
      let more = [span(mark, canvas.language)] + (spans.isEmpty ? [] : [Span("   ")]) + spans
      guard canvas.glyphSet.columns(of: more) <= rect.width || spans.isEmpty else { break }
      spans = more
    }
    let width = min(rect.width, canvas.glyphSet.columns(of: spans))
    canvas.screen.put(
      spans, column: rect.column + (rect.width - width) / 2, row: rect.row, maxWidth: rect.width)
  }

  private func span(_ mark: AwardMark, _ language: any Language) -> Span {
    switch mark.state {
    case .saving: Span(language.markSaving(mark.points), .dim)
    case .pending where isLocal: Span(language.markSaved(mark.points), .confirmed)
    case .pending: Span(language.markPending(mark.points), .pending)
    case .confirmed: Span(language.markConfirmed(mark.points), .confirmed)
    case .failed(let reason): Span(language.markFailed(mark.points, reason: reason), .wrong)
    }
  }
}
