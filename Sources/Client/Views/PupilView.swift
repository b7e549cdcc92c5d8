import Classboard
import Languages
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
    let playing = row.isAway ? "" : canvas.language.game(row.game)
    let state = BoardTable.state(of: row, at: clock, on: &canvas).first ?? ""
    put(
      [
        Span(row.displayName, .title), Span("   "),
        Span(state, app.isStale ? .dim : BoardTable.style(of: row)),
        Span(playing.isEmpty ? "" : "   \(playing)", .text),
      ], &canvas)
    let past = canvas.language.past(row, at: clock)
    let isHeard = past == nil && row.lastSeenAt != nil && !app.isStale
    put(
      [
        Span(canvas.language.pagePoints(today: row.todayXP, total: row.totalXP), .confirmed),
        Span(isHeard ? " · \(canvas.language.pageSeenNow)" : "", .dim),
      ], &canvas)
    if let past { put([Span(past, .dim)], &canvas) }
    if row.unusualXP > 0 {
      put([Span(canvas.language.unusual(points: row.unusualXP), .statusAttention)], &canvas)
    }
    if row.pendingCount > 0 {
      var spans = [
        Span(canvas.language.boardPending(points: row.pendingXP, events: row.pendingCount), .pending)
      ]
      if let since = app.pendingSince(of: row.studentID) {
        let moment = since.adding(milliseconds: app.skew)
        let waiting = BoardTable.ago(moment, at: clock.now, on: &canvas)
        let isNow = waiting == canvas.language.ago(seconds: 0)
        spans.append(Span(" · \(canvas.language.pageWaiting(for: isNow ? nil : waiting))", .dim))
      }
      put(spans, &canvas)
    }
    switch contents {
    case .loading: put([Span(canvas.language.pageLoading, .dim)], &canvas)
    case .failed(let reason):
      for text in canvas.glyphSet.wrapped(reason, to: area.width) {
        put([Span(text, .statusAttention)], &canvas)
      }
    case .loaded(let details):
      line += 1
      put([Span(canvas.language.pageQuests, .title)], &canvas)
      for quest in details.quests where line < end {
        let bar = Rect(column: area.column, row: line, width: 16, height: 1)
        canvas.screen.thinBar(
          part: quest.progress, whole: quest.goal, column: bar.column, row: bar.row, width: bar.width)
        canvas.screen.put(
          [
            Span("\(min(quest.progress, quest.goal))/\(quest.goal)  "),
            Span(canvas.language.quest(quest), .dim),
          ],
          column: bar.column + bar.width + 2, row: line, maxWidth: area.width - bar.width - 2)
        line += 1
      }
      line += 1
      put([Span(canvas.language.pageLatest, .title)], &canvas)
      if details.events.isEmpty { put([Span(canvas.language.pageNoEvents, .dim)], &canvas) }
      for event in details.events where line < end {
        let ago = BoardTable.ago(event.receivedAt, at: clock.now, on: &canvas)
        let points = "+\(event.event.delta)"
        let gap = String(repeating: " ", count: max(0, 5 - points.count))
        put(
          [
            Span(gap + points, .confirmed), Span("  "), Span(canvas.language.game(event.event.kind)),
            Span("  "),
            Span(ago, .dim),
          ], &canvas)
      }
    }
  }
}
