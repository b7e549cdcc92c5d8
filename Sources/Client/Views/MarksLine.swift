import Game
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
      let more = [span(mark)] + (spans.isEmpty ? [] : [Span("   ")]) + spans
      guard canvas.look.columns(of: more) <= rect.width || spans.isEmpty else { break }
      spans = more
    }
    let width = min(rect.width, canvas.look.columns(of: spans))
    canvas.screen.put(
      spans, column: rect.column + (rect.width - width) / 2, row: rect.row, maxWidth: rect.width)
  }

  private func span(_ mark: AwardMark) -> Span {
    switch mark.state {
    case .saving: Span(Phrases.markSaving(mark.points), .dim)
    case .pending where isLocal: Span(Phrases.markSaved(mark.points), .confirmed)
    case .pending: Span(Phrases.markPending(mark.points), .pending)
    case .confirmed: Span(Phrases.markConfirmed(mark.points), .confirmed)
    case .failed(let reason): Span(Phrases.markFailed(mark.points, reason: reason), .wrong)
    }
  }
}
