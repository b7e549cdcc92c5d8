import Classboard
import Primitives
import Screen
import Wire
import XP

/// A pupil looked at closely: how it stands, the quests of the day, the latest points.
struct PupilView {
  let app: BoardApp
  let row: BoardRow
  let contents: PupilPage.Contents
  let clock: BoardClock

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let area = Rect(column: rect.column, row: rect.row, width: min(rect.width, 76), height: rect.height)
    var line = area.row + (area.height >= 14 ? 1 : 0)
    let end = area.row + area.height
    func put(_ spans: [Span], _ canvas: inout Canvas) {
      guard line < end else { return }
      canvas.screen.put(spans, column: area.column, row: line, maxWidth: area.width)
      line += 1
    }
    let state = BoardTable.state(of: row, at: clock, on: &canvas).first ?? ""
    put(
      [
        Span(row.displayName, .title), Span("   "),
        Span(state, app.isStale ? .dim : BoardTable.style(of: row)),
        Span(playing.isEmpty ? "" : "   \(playing)", .text),
      ], &canvas)
    let past = BoardPhrases.past(row, at: clock)
    let isHeard = past == nil && row.lastSeenAt != nil && !app.isStale
    put(
      [
        Span(BoardPhrases.points(row), .confirmed), Span(isHeard ? " · \(BoardPhrases.seenNow)" : "", .dim),
      ], &canvas)
    if let past { put([Span(past, .dim)], &canvas) }
    if row.unusualXP > 0 { put([Span(BoardPhrases.unusual(row.unusualXP), .statusAttention)], &canvas) }
    if row.pendingCount > 0 {
      var spans = [Span(BoardPhrases.pending(row), .pending)]
      if let since = app.pendingSince(of: row.studentID) {
        let moment = since.adding(milliseconds: app.skew)
        let waiting = BoardTable.ago(moment, at: clock.now, on: &canvas)
        spans.append(Span(" · \(BoardPhrases.waitingSince(waiting))", .dim))
      }
      put(spans, &canvas)
    }
    switch contents {
    case .loading: put([Span(BoardPhrases.loading, .dim)], &canvas)
    case .failed(let reason):
      for text in canvas.look.wrapped(reason, to: area.width) { put([Span(text, .statusAttention)], &canvas) }
    case .loaded(let details):
      line += 1
      put([Span(BoardPhrases.quests, .title)], &canvas)
      for quest in details.quests where line < end {
        let bar = Rect(column: area.column, row: line, width: 16, height: 1)
        canvas.screen.thinBar(
          part: quest.progress, whole: quest.goal, column: bar.column, row: bar.row, width: bar.width)
        canvas.screen.put(
          [
            Span("\(min(quest.progress, quest.goal))/\(quest.goal)  "), Span(BoardPhrases.quest(quest), .dim),
          ],
          column: bar.column + bar.width + 2, row: line, maxWidth: area.width - bar.width - 2)
        line += 1
      }
      line += 1
      put([Span(BoardPhrases.latest, .title)], &canvas)
      if details.events.isEmpty { put([Span(BoardPhrases.noEvents, .dim)], &canvas) }
      for event in details.events where line < end {
        let ago = BoardTable.ago(event.receivedAt, at: clock.now, on: &canvas)
        let points = "+\(event.event.delta)"
        let gap = String(repeating: " ", count: max(0, 5 - points.count))
        put(
          [
            Span(gap + points, .confirmed), Span("  "), Span(BoardPhrases.game(event.event.kind)), Span("  "),
            Span(ago, .dim),
          ], &canvas)
      }
    }
  }

  private var playing: String {
    row.isAway ? "" : BoardPhrases.game(row.game)
  }
}
