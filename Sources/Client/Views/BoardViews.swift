package import Classboard
package import Game
package import Languages
package import Primitives
package import Screen
import Wire

/// Draws the teacher's board: the same board, size and moment give the same frame.
package enum BoardViews {
  /// The picture of the board on a screen of any size.
  ///
  /// - Parameters:
  ///   - now: Milliseconds of the monotonic clock that the feed counts by.
  ///   - wallClock: This computer's clock.
  ///   - place: The time zone that moments are told in.
  ///   - glyphSet: Which characters the terminal can show.
  ///   - language: What is said in.
  ///   - hasKeys: False where the keys are for something else, and none is named.
  package static func draw(
    _ app: BoardApp, size: Size, now: Int64, wallClock: Timestamp,
    place: LocalTime = LocalTime(offsetSeconds: 0), glyphSet: GlyphSet = .unicode, language: any Language,
    hasKeys: Bool = true
  ) -> Frame {
    var canvas = Canvas(size: size, glyphSet: glyphSet, language: language, now: now)
    guard size.columns >= Views.smallest.columns, size.rows >= Views.smallest.rows else {
      Views.drawTooSmall(on: &canvas)
      return canvas.frame
    }
    let clock = BoardClock(wall: wallClock, skew: app.skew, place: place, language: language)
    let page = BoardPage(size: size)
    let head = BoardHead(app: app, clock: clock)
    if app.isInvitationShown, let contents = app.invitation {
      InvitationView(app: app, contents: contents, head: head, hasKeys: hasKeys, language: language).draw(
        on: &canvas)
    } else {
      draw(app, head, at: clock, on: &canvas, in: page, hasKeys: hasKeys)
    }
    if app.isHelpShown { drawHelp(app, on: &canvas) }
    return canvas.frame
  }

  private static func draw(
    _ app: BoardApp, _ head: BoardHead, at clock: BoardClock, on canvas: inout Canvas, in page: BoardPage,
    hasKeys: Bool
  ) {
    head.draw(on: &canvas, in: page)
    for rule in page.rules { canvas.screen.line(column: rule.column, row: rule.row, width: rule.width) }
    if let pupil = app.page, let row = app.row(of: pupil.student) {
      PupilView(app: app, row: row, contents: pupil.contents, clock: clock).draw(
        on: &canvas, in: page.body)
    } else if app.shown.isEmpty {
      drawEmpty(app, on: &canvas, in: page.body)
    } else {
      BoardTable(app: app, clock: clock).draw(on: &canvas, in: page.body)
    }
    BoardFoot(app: app, hasKeys: hasKeys).draw(on: &canvas, in: page)
  }

  private static func drawEmpty(_ app: BoardApp, on canvas: inout Canvas, in rect: Rect) {
    var stack = Stack()
    for (index, text) in canvas.language.empty(app).enumerated() {
      stack.centred(
        canvas.glyphSet.wrapped(text, to: rect.width), index == 0 ? .title : .dim,
        index == 0 ? .essential : .useful)
    }
    stack.draw(on: &canvas, in: rect)
  }

  private static func drawHelp(_ app: BoardApp, on canvas: inout Canvas) {
    let lines =
      (app.help.map { HelpView.Section($0, in: canvas.language).lines } ?? [])
      + [(key: canvas.language.unusualSign, meaning: canvas.language.keyUnusual)]
    canvas.stepBack()
    let size = canvas.screen.size
    let keyWidth = 15
    let width = min(size.columns, 58)
    let padding = size.rows >= 16 ? 1 : 0
    let height = min(size.rows, lines.count + 2 + 2 * padding)
    let box = Rect(
      column: (size.columns - width) / 2, row: (size.rows - height) / 2, width: width, height: height)
    canvas.clear(around: box)
    canvas.box(
      box, title: canvas.language.boardHelpTitle, note: canvas.language.boardHelpClose, style: .focusedBorder,
      titleStyle: .accent)
    for (index, line) in lines.prefix(height - 2 - 2 * padding).enumerated() {
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
