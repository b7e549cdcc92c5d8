public import Classboard
import Game
public import Primitives
public import Screen
import Wire

/// Draws the teacher's board: the same board, size and moment give the same frame.
public enum BoardViews {
  /// The picture of the board on a screen of any size.
  ///
  /// - Parameters:
  ///   - now: Milliseconds of the monotonic clock that the feed counts by.
  ///   - wallClock: This computer's clock.
  ///   - look: Which characters the terminal can show.
  ///   - hasKeys: False where the keys are for something else, and none is named.
  public static func draw(
    _ app: BoardApp, size: Size, now: Int64, wallClock: Timestamp, look: Look = .unicode, hasKeys: Bool = true
  ) -> Frame {
    var canvas = Canvas(size: size, look: look, now: now)
    guard size.columns >= Views.smallest.columns, size.rows >= Views.smallest.rows else {
      Views.drawTooSmall(on: &canvas)
      return canvas.frame
    }
    let serverTime = Timestamp(microseconds: wallClock.microseconds + app.skew * 1000)
    let page = BoardPage(size: size)
    BoardHead(app: app).draw(on: &canvas, in: page)
    for rule in page.rules { canvas.screen.line(column: rule.column, row: rule.row, width: rule.width) }
    if let pupil = app.page, let row = app.row(of: pupil.student) {
      PupilView(app: app, row: row, contents: pupil.contents, now: serverTime).draw(
        on: &canvas, in: page.body)
    } else if app.shown.isEmpty {
      drawEmpty(app, on: &canvas, in: page.body)
    } else {
      BoardTable(app: app, now: serverTime).draw(on: &canvas, in: page.body)
    }
    BoardFoot(app: app, hasKeys: hasKeys).draw(on: &canvas, in: page)
    if app.isHelpShown { drawHelp(on: &canvas) }
    return canvas.frame
  }

  private static func drawEmpty(_ app: BoardApp, on canvas: inout Canvas, in rect: Rect) {
    var stack = Stack()
    for (index, text) in BoardPhrases.empty(app).enumerated() {
      stack.centred(
        canvas.look.wrapped(text, to: rect.width), index == 0 ? .title : .dim,
        index == 0 ? .essential : .useful)
    }
    stack.draw(on: &canvas, in: rect)
  }

  private static func drawHelp(on canvas: inout Canvas) {
    canvas.stepBack()
    let size = canvas.screen.size
    let keyWidth = 15
    let width = min(size.columns, 58)
    let padding = size.rows >= 16 ? 1 : 0
    let height = min(size.rows, BoardPhrases.help.count + 2 + 2 * padding)
    let box = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: box)
    canvas.box(
      box, title: BoardPhrases.helpTitle, note: BoardPhrases.helpClose, style: .focusedBorder,
      titleStyle: .accent)
    for (index, line) in BoardPhrases.help.prefix(height - 2 - 2 * padding).enumerated() {
      let row = box.row + 1 + padding + index
      canvas.screen.put(line.key, column: box.column + 3, row: row, style: .key)
      canvas.screen.put(
        line.meaning, column: box.column + 3 + keyWidth, row: row, style: .dim, maxWidth: width - 5 - keyWidth
      )
    }
  }
}

/// How the board divides a screen: head, summary, body, ticker, foot.
struct BoardPage {
  static let maximumWidth = 132

  let head: Rect
  let summary: Rect
  let body: Rect
  /// Where what came in is told; no rows on a low screen.
  let ticker: Rect
  let foot: Rect
  let rules: [Rect]

  init(size: Size) {
    let margin = size.columns >= 60 ? 2 : 1
    let width = min(size.columns - 2 * margin, Self.maximumWidth)
    let column = (size.columns - width) / 2
    func rows(_ row: Int, _ count: Int) -> Rect {
      Rect(column: column, row: row, width: width, height: count)
    }
    head = rows(0, 1)
    summary = rows(1, 1)
    foot = rows(size.rows - 1, 1)
    if size.rows < 16 {
      rules = []
      ticker = rows(size.rows - 1, 0)
      body = rows(2, size.rows - 3)
    } else {
      rules = [rows(2, 1), rows(size.rows - 3, 1)]
      ticker = rows(size.rows - 2, 1)
      body = rows(3, size.rows - 6)
    }
  }
}

/// The class, whether its news come, and how it stands as a whole.
struct BoardHead {
  let app: BoardApp

  func draw(on canvas: inout Canvas, in page: BoardPage) {
    let head = page.head
    let texts = connectionTexts(on: &canvas)
    var used = canvas.screen.put(
      [Span("glosa", .accent), Span("   "), Span(app.schoolClass.name, .title)], column: head.column,
      row: head.row,
      maxWidth: head.width)
    let join = Span(BoardPhrases.join(code: app.schoolClass.code), .dim)
    if used + 3 + canvas.look.columns(of: join.text) + 3 + canvas.look.columns(of: texts.last ?? "")
      <= head.width
    {
      used += canvas.screen.put([Span("   "), join], column: head.column + used, row: head.row)
    }
    let connection = canvas.fitting(texts, in: head.width - used - 2)
    let width = canvas.look.columns(of: connection)
    if width <= head.width - used - 2 {
      canvas.screen.put(
        connection, column: head.column + head.width - width, row: head.row, style: connectionStyle)
    }
    drawSummary(on: &canvas, in: page.summary)
  }

  private func drawSummary(on canvas: inout Canvas, in rect: Rect) {
    // Without rows the reason stands in their place.
    if case .refused(let reason) = app.connection, app.count > 0 {
      let texts = [reason + " " + BoardPhrases.tryAgain, reason]
      canvas.screen.put(
        canvas.fitting(texts, in: rect.width), column: rect.column, row: rect.row, style: .statusBad,
        maxWidth: rect.width)
      return
    }
    let summary = app.summary
    let absent = summary.absent > 0 && summary.present > 0 ? " · " + BoardPhrases.absent(summary.absent) : ""
    let texts =
      app.count == 0 && app.connection != .live
      ? [""] : app.isStale ? BoardPhrases.staleSummary(summary) : BoardPhrases.summary(summary)
    let style: Style =
      app.isStale ? .statusOffline : summary.present > 0 && summary.waiting.isEmpty ? .statusGood : .text
    let variants = texts.flatMap { [$0 + absent, $0] }
    // Who is waited for comes before the sum of what waits.
    let least = canvas.look.columns(of: texts.dropLast().last ?? texts.last ?? "")
    let right = Self.sums(summary).first { canvas.look.columns(of: $0.text) + 3 + least <= rect.width }
    let rightWidth = right.map { canvas.look.columns(of: $0.text) } ?? 0
    let text = canvas.fitting(variants, in: rect.width - (right == nil ? 0 : rightWidth + 3))
    canvas.screen.put(text, column: rect.column, row: rect.row, style: style, maxWidth: rect.width)
    if let right { canvas.screen.put([right], column: rect.column + rect.width - rightWidth, row: rect.row) }
  }

  /// What stands at the right, the longest first.
  private static func sums(_ summary: BoardSummary) -> [Span] {
    if summary.pendingCount > 0 {
      return [BoardPhrases.pending(summary), BoardPhrases.pendingBriefly(summary)].map { Span($0, .pending) }
    }
    return summary.present > 0 ? [Span(BoardPhrases.today(summary), .confirmed)] : []
  }

  private func connectionTexts(on canvas: inout Canvas) -> [String] {
    guard case .lost(_, let nextTryAt) = app.connection else {
      return BoardPhrases.connection(app.connection, seconds: 0)
    }
    let seconds = max(0, (nextTryAt - canvas.now + 999) / 1000)
    if seconds > 0 { canvas.changes(at: nextTryAt - (seconds - 1) * 1000) }
    return BoardPhrases.connection(app.connection, seconds: Int(seconds))
  }

  private var connectionStyle: Style {
    switch app.connection {
    case .opening: .dim
    case .live: .statusGood
    case .lost: .statusOffline
    case .refused: .statusBad
    }
  }
}

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
    for hints in app.page == nil ? BoardPhrases.hints : BoardPhrases.pageHints {
      let spans = Hint.spans(hints)
      let width = canvas.look.columns(of: spans)
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
        BoardPhrases.quiet, column: rect.column, row: rect.row, style: .dim, maxWidth: rect.width)
      return
    }
    var used = 0
    for (index, tick) in app.ticker.enumerated() {
      let text = BoardPhrases.tick(tick)
      let width = canvas.look.columns(of: text)
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
    let range = BoardTable(app: app, now: Timestamp(microseconds: 0)).range(in: page.body)
    var spans = [
      Span(
        BoardPhrases.shown(app.shown.count, of: app.count, from: range.lowerBound, to: range.upperBound), .dim
      )
    ]
    if app.order.filter != .all {
      spans += [Span(" · ", .dim), Span(BoardPhrases.filter(app.order.filter), .accent)]
    }
    if let search = app.search, !search.isEmpty {
      spans += [Span(" · ", .dim), Span("/" + search.text, .accent)]
    }
    if hasKeys, app.hasBell { spans += [Span(" · ", .dim), Span(BoardPhrases.bell, .dim)] }
    return spans
  }
}
