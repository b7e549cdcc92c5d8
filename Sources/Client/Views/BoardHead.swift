import Classboard
import Languages
import Screen
import Wire

/// The class, whether its news come, and how it stands as a whole.
struct BoardHead {
  let app: BoardApp
  let clock: BoardClock

  func draw(on canvas: inout Canvas, in page: BoardPage) {
    let head = page.head
    let texts = connectionTexts(on: &canvas)
    var used = canvas.screen.put(
      [Span(canvas.language.brand, .accent), Span("   "), Span(app.schoolClass.name, .title)],
      column: head.column,
      row: head.row,
      maxWidth: head.width)
    let room = head.width - used - 6 - canvas.glyphSet.columns(of: texts.last ?? "")
    if let join = joinTexts(in: canvas.language).first(where: { canvas.glyphSet.columns(of: $0) <= room }) {
      used += canvas.screen.put([Span("   "), Span(join, .dim)], column: head.column + used, row: head.row)
    }
    let connection = canvas.fitting(texts, in: head.width - used - 2)
    let width = canvas.glyphSet.columns(of: connection)
    if width <= head.width - used - 2 {
      canvas.screen.put(
        connection, column: head.column + head.width - width, row: head.row, style: connectionStyle)
    }
    drawSummary(on: &canvas, in: page.summary)
  }

  private func drawSummary(on canvas: inout Canvas, in rect: Rect) {
    // Without rows the reason stands in their place.
    if case .refused(let reason) = app.connection, app.count > 0 {
      let texts = [reason + " " + canvas.language.boardTryAgain, reason]
      canvas.screen.put(
        canvas.fitting(texts, in: rect.width), column: rect.column, row: rect.row, style: .statusBad,
        maxWidth: rect.width)
      return
    }
    let summary = app.summary
    let absent =
      summary.absent > 0 && summary.present > 0 ? " · " + canvas.language.boardAbsent(summary.absent) : ""
    let texts: [BoardSentence] =
      app.count == 0 && app.connection != .live
      ? []
      : app.isStale
        ? canvas.language.staleSummary(summary, lostAt: app.lostAt.map(clock.local))
        : canvas.language.summary(summary, at: clock)
    let style: Style = app.isStale ? .statusOffline : summary.isDone ? .statusGood : .text
    let brief = app.isStale ? [] : canvas.language.briefSummary(summary)
    let variants = (texts.dropLast() + brief + texts.suffix(1)).flatMap { [$0.adding(absent), $0] }
    // Who is waited for, and of how many nothing is known, comes before the sum of what waits.
    let least = texts.last { !$0.unknown.isEmpty } ?? texts.dropLast().last ?? texts.last
    let leastWidth = least.map { canvas.glyphSet.columns(of: $0.text) } ?? 0
    let right = Self.sums(summary, in: canvas.language).first {
      canvas.glyphSet.columns(of: $0.text) + 3 + leastWidth <= rect.width
    }
    let rightWidth = right.map { canvas.glyphSet.columns(of: $0.text) } ?? 0
    let room = rect.width - (right == nil ? 0 : rightWidth + 3)
    if let sentence = variants.first(where: { canvas.glyphSet.columns(of: $0.text) <= room }) ?? variants.last
    {
      canvas.screen.put(
        [Span(sentence.known, style), Span(sentence.unknown, .dim)], column: rect.column, row: rect.row,
        maxWidth: rect.width)
    }
    if let right { canvas.screen.put([right], column: rect.column + rect.width - rightWidth, row: rect.row) }
  }

  /// What stands at the right, the longest first.
  private static func sums(_ summary: BoardSummary, in language: any Language) -> [Span] {
    if summary.pendingCount > 0 {
      return [
        language.boardPending(points: summary.pendingXP, events: summary.pendingCount),
        language.boardPendingBriefly(points: summary.pendingXP),
      ].map { Span($0, .pending) }
    }
    return summary.present > 0 ? [Span(language.boardToday(points: summary.todayXP), .confirmed)] : []
  }

  /// How pupils join, the longest text first; nothing shorter than all that they need.
  private func joinTexts(in language: any Language) -> [String] {
    guard app.schoolClass.isJoinable, case .loaded(let invitation) = app.invitation,
      let line = invitation.lines.first
    else { return [language.join(app.schoolClass)] }
    if invitation.hasNoNetwork { return language.boardNoNetwork }
    return [line.description, language.boardJoin(with: line.code.description)]
  }

  func connectionTexts(on canvas: inout Canvas) -> [String] {
    guard case .lost(_, let nextTryAt) = app.connection else {
      return canvas.language.connection(app.connection, seconds: 0)
    }
    let seconds = max(0, (nextTryAt - canvas.now + 999) / 1000)
    if seconds > 0 { canvas.changes(at: nextTryAt - (seconds - 1) * 1000) }
    return canvas.language.connection(app.connection, seconds: Int(seconds))
  }

  var connectionStyle: Style {
    switch app.connection {
    case .opening: .dim
    case .live: .statusGood
    case .lost: .statusOffline
    case .refused: .statusBad
    }
  }
}
