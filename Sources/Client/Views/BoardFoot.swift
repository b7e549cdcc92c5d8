import Classboard
import Game
import Languages
import Screen

/// What came in, what is shown, and the keys.
struct BoardFoot {
  let app: BoardApp
  let hasKeys: Bool

  func draw(on canvas: inout Canvas, in page: BoardPage) {
    drawTicker(on: &canvas, in: page.ticker)
    let foot = page.foot
    if app.isSearching { return drawSearch(on: &canvas, in: foot) }
    if !hasKeys, page.ticker.height == 0 { return drawTicker(on: &canvas, in: foot) }
    let left = leftSpans(canvas, page)
    let used = canvas.screen.put(left, column: foot.column, row: foot.row, maxWidth: foot.width)
    guard hasKeys else { return }
    for spans in Hints.variants(app.keys.hints, unless: app.refusal, in: canvas.language) {
      let width = canvas.glyphSet.columns(of: spans)
      guard used + 3 + width <= foot.width else { continue }
      canvas.screen.put(spans, column: foot.column + foot.width - width, row: foot.row)
      return
    }
  }

  private func drawTicker(on canvas: inout Canvas, in rect: Rect) {
    guard rect.height > 0 else { return }
    if case .lost(let reason, _) = app.connection, app.count > 0 {
      canvas.screen.put(
        reason, column: rect.column, row: rect.row, style: .statusOffline, maxWidth: rect.width)
      return
    }
    guard !app.ticker.isEmpty else {
      canvas.screen.put(
        canvas.language.boardQuiet, column: rect.column, row: rect.row, style: .dim, maxWidth: rect.width)
      return
    }
    var used = 0
    for (index, tick) in app.ticker.enumerated() {
      let text = canvas.language.boardTick(points: tick.points, name: tick.name)
      let width = canvas.glyphSet.columns(of: text)
      guard used + width <= rect.width else { return }
      canvas.screen.put(
        text, column: rect.column + used, row: rect.row, style: index == 0 ? .confirmed : .dim)
      used += width + 3
    }
  }

  private func drawSearch(on canvas: inout Canvas, in rect: Rect) {
    let text = app.search?.text ?? ""
    var used = canvas.screen.put("/", column: rect.column, row: rect.row, style: .key)
    used += canvas.screen.put(
      text, column: rect.column + used, row: rect.row, style: .field, maxWidth: rect.width - 2)
    canvas.cursor = (rect.column + used, rect.row)
  }

  private func leftSpans(_ canvas: Canvas, _ page: BoardPage) -> [Span] {
    guard app.page == nil, app.count > 0 else { return [] }
    let range = BoardTable.range(of: app, in: page.body)
    var spans = [
      Span(
        canvas.language.shown(app.shown.count, of: app.count, in: range), .dim)
    ]
    if app.order.filter != .all {
      spans += [Span(" · ", .dim), Span(canvas.language.filter(app.order.filter), .accent)]
    }
    if let search = app.search, !search.isEmpty {
      spans += [Span(" · ", .dim), Span("/" + search.text, .accent)]
    }
    if hasKeys, app.hasBell { spans += [Span(" · ", .dim), Span(canvas.language.boardBell, .dim)] }
    return spans
  }
}
