package import Classboard
package import Game
package import Languages
package import Primitives
package import Screen

/// What a demo shows around the game: the wire to the server, and the teacher's board of the class.
package struct DemoScene: Sendable {
  /// How the wire between the player and the server is.
  package enum Wire: Hashable, Sendable {
    /// Everything arrives.
    case whole
    /// Connections are refused.
    case cut
    /// Every packet vanishes.
    case blackHole
  }

  /// How the wire is.
  package var wire = Wire.whole {
    didSet { if wire != .whole { wasBroken = true } }
  }
  /// True once the wire was broken.
  package private(set) var wasBroken = false
  /// The class as its teacher sees it.
  package var board: BoardApp
  /// Who plays.
  package let player: UniqueID

  /// A wire that is whole.
  package init(board: BoardApp, player: UniqueID) {
    (self.board, self.player) = (board, player)
  }

  /// What a key does in the demo before it does anything in the game.
  package enum Command: Hashable, Sendable {
    case wire(Wire)
    /// Ends the demo with its figures.
    case figures
  }

  package var keys: KeyTable<Command> {
    KeyTable(lines: [
      KeyLine(
        nil, (.function(2), .wire(wire == .cut ? .whole : .cut)),
        hint: (wire == .cut ? .mendWire : .cutWire, 1)),
      KeyLine(
        nil, (.function(3), .wire(wire == .blackHole ? .whole : .blackHole)),
        hint: (wire == .blackHole ? .mendWire : .blackHole, 1)),
      KeyLine(nil, (.function(4), .figures), hint: (.figures, 1)),
    ])
  }
}

/// Draws the demo: the game beside the live board, or above it where the screen is narrow, and below them what is
/// happening and what to press next.
package enum DemoViews {
  /// The smallest screen for it.
  package static let smallest = Size(columns: 40, rows: 2 * Views.smallest.rows + 3)
  /// From here on the two stand side by side.
  static let sideBySide = 110

  /// The picture of the demo; the game stands in the upper left corner.
  ///
  /// - Parameters:
  ///   - now: Milliseconds of the monotonic clock.
  ///   - wallClock: This computer's clock; its time zone is the game's.
  package static func draw(
    _ app: App, _ scene: DemoScene, size: Size, now: Int64, wallClock: Timestamp,
    glyphSet: GlyphSet = .unicode,
    language: any Language
  ) -> Frame {
    var canvas = Canvas(size: size, glyphSet: glyphSet, language: language, now: now)
    guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
      Views.drawTooSmall(on: &canvas, smallest: smallest)
      return canvas.frame
    }
    let layout = DemoLayout(size: size)
    let game = Views.draw(app, size: layout.game.size, now: now, glyphSet: glyphSet, language: language)
    let board = BoardViews.draw(
      scene.board, size: layout.board.size, now: now, wallClock: wallClock, place: app.place,
      glyphSet: glyphSet, language: language, hasKeys: false)
    canvas.screen.draw(game.screen, column: layout.game.column, row: layout.game.row)
    canvas.screen.draw(board.screen, column: layout.board.column, row: layout.board.row)
    for rule in layout.rules {
      if rule.width > 1 {
        canvas.screen.line(column: rule.column, row: rule.row, width: rule.width)
      } else {
        canvas.screen.fill(rule, with: "│", style: .border)
      }
    }
    (canvas.cursor, canvas.targets) = (game.cursor, game.targets)
    for change in [game.nextChangeAt, board.nextChangeAt].compactMap(\.self) { canvas.changes(at: change) }
    DemoCaption(app: app, scene: scene).draw(on: &canvas, in: layout.caption)
    return canvas.frame
  }
}

/// How the demo divides a screen.
struct DemoLayout {
  let game: Rect
  let board: Rect
  let caption: Rect
  let rules: [Rect]

  init(size: Size) {
    let (columns, rows) = (size.columns, size.rows)
    let hasRule = rows >= 28 || columns >= DemoViews.sideBySide
    let height = rows - (hasRule ? 3 : 2)
    let margin = columns >= 60 ? 2 : 1
    caption = Rect(column: margin, row: rows - 2, width: columns - 2 * margin, height: 2)
    var rules = hasRule ? [Rect(column: 0, row: height, width: columns, height: 1)] : []
    if columns >= DemoViews.sideBySide {
      let left = (columns - 1) / 2
      game = Rect(column: 0, row: 0, width: left, height: height)
      board = Rect(column: left + 1, row: 0, width: columns - left - 1, height: height)
      rules.insert(Rect(column: left, row: 0, width: 1, height: height), at: 0)
    } else {
      let upper = height / 2
      game = Rect(column: 0, row: 0, width: columns, height: upper)
      board = Rect(column: 0, row: upper + 1, width: columns, height: height - upper - 1)
      rules.insert(Rect(column: 0, row: upper, width: columns, height: 1), at: 0)
    }
    self.rules = rules
  }
}

/// What is happening, and what to press next.
struct DemoCaption {
  let app: App
  let scene: DemoScene

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let story = canvas.fitting(
      canvas.language.story(of: app, scene, row: scene.board.row(of: scene.player)), in: rect.width)
    canvas.screen.put(story, column: rect.column, row: rect.row, style: .title, maxWidth: rect.width)
    let wire = canvas.language.wire(scene.wire, to: app.player.name)
    let wireWidth = canvas.glyphSet.columns(of: wire) + 3
    let keys = Hints.spans(scene.keys.hints, in: canvas.language)
    let width = canvas.glyphSet.columns(of: keys)
    if wireWidth + width <= rect.width {
      canvas.screen.put(wire, column: rect.column, row: rect.row + 1)
      canvas.screen.put(keys, column: rect.column + rect.width - width, row: rect.row + 1)
    } else {
      let keys =
        width <= rect.width ? keys : Hints.spans(scene.keys.hints, in: canvas.language, isShort: true)
      canvas.screen.put(keys, column: rect.column, row: rect.row + 1, maxWidth: rect.width)
    }
  }
}
