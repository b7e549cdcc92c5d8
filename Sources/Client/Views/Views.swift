package import Game
package import Languages
package import Screen
import XP

/// Draws the game: the same game, size and moment give the same frame.
package enum Views {
  /// The smallest screen that the game can be played on.
  package static let smallest = Size(columns: 40, rows: 10)

  /// The picture of the game on a screen of any size.
  ///
  /// - Parameters:
  ///   - app: The game.
  ///   - size: The size of the screen, from nothing up.
  ///   - now: Milliseconds of the monotonic clock that `SyncStatus` counts by.
  ///   - glyphSet: Which characters the terminal can show.
  ///   - language: What is said in.
  package static func draw(
    _ app: App, size: Size, now: Int64, glyphSet: GlyphSet = .unicode, language: any Language
  ) -> Frame {
    var canvas = Canvas(size: size, glyphSet: glyphSet, language: language, now: now)
    guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
      drawTooSmall(on: &canvas)
      return canvas.frame
    }
    let page = Page(size: size)
    HUD(player: app.player, status: app.status, language: language).draw(on: &canvas, in: page.head)
    for rule in page.rules {
      canvas.screen.line(column: rule.column, row: rule.row, width: rule.width)
    }
    let progress = Progress(of: app, in: language)
    let body = drawNotice(app.status.notice, on: &canvas, in: page.body)
    switch app.scene {
    case .menu(let menu):
      MenuView(menu: menu, progress: progress, offer: app.status.notice == nil ? app.joinOffer : nil)
        .draw(on: &canvas, in: body)
    case .round(let round):
      RoundView(round: round, marks: marks(of: app), progress: progress).draw(on: &canvas, in: body)
    case .joining(let form): JoinView(form: form, language: language).draw(on: &canvas, in: body)
    case .results(let results):
      ResultsView(results: results, marks: marks(of: app), progress: progress).draw(on: &canvas, in: body)
    }
    let quest = kind(of: app.scene).flatMap { progress.questInBrief(for: $0) }
    let keys = app.keys
    let overlay = overlay(of: app, keys: keys, in: language)
    StatusBar(
      status: app.status, quest: quest, hints: overlay == nil ? keys.hints : [], refusal: app.refusal,
      signIn: signIn(app)
    ).draw(on: &canvas, in: page.foot)

    if app.isHelpShown, !app.isLeaving {
      HelpView(here: keys.section, all: app.help).draw(on: &canvas)
    } else {
      overlay?.draw(on: &canvas)
    }
    return canvas.frame
  }

  /// What lies before the scene; nil for nothing.
  private static func overlay(of app: App, keys: ScreenKeys, in language: any Language) -> Overlay? {
    if app.isLeaving { return Overlay.leaving(app, in: language) }
    if case .joining(let form) = app.scene {
      return Overlay.joining(form, keys: keys.hints.filter { $0.target != nil }, in: language)
    }
    return nil
  }

  private static func marks(of app: App) -> MarksLine {
    MarksLine(marks: app.marks, isLocal: app.status.state == .local)
  }

  /// The game being played or just played; nil in the menu, which shows all quests.
  private static func kind(of scene: Scene) -> EventKind? {
    switch scene {
    case .menu, .joining: nil
    case .round(let round): round.kind
    case .results(let results): results.kind
    }
  }

  static func drawTooSmall(on canvas: inout Canvas, smallest: Size = Views.smallest) {
    let size = canvas.screen.size
    let lines = canvas.glyphSet.wrapped(
      canvas.language.windowTooSmall(
        columns: smallest.columns, rows: smallest.rows, nowColumns: size.columns, nowRows: size.rows),
      to: size.columns)
    let first = max(0, (size.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      canvas.screen.putCentred(line, in: canvas.screen.bounds, row: first + index)
    }
  }

  /// Tells what the pupil has to know once, at the end of the body; what is left of the body is returned.
  private static func drawNotice(_ notice: String?, on canvas: inout Canvas, in body: Rect) -> Rect {
    guard let notice else { return body }
    let lines = canvas.glyphSet.wrapped(canvas.language.barNotice(notice), to: body.width).prefix(
      max(1, body.height / 4))
    var rest = body
    rest.height -= lines.count
    for (index, line) in lines.enumerated() {
      canvas.screen.put(
        line, column: body.column, row: rest.row + rest.height + index, style: .statusAttention)
    }
    return rest
  }

  /// How a pupil signs in again from here.
  private static func signIn(_ app: App) -> StatusBar.SignIn {
    guard app.offersJoining else { return .inTerminal }
    if case .menu = app.scene { return .here }
    return .fromMenu
  }
}
