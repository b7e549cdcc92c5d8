import Game
import Languages
import Screen

/// A frame in the making.
struct Canvas {
  var screen: Screen
  var cursor: (column: Int, row: Int)?
  var targets: [(area: Rect, target: Target)] = []
  private(set) var nextChangeAt: Int64?
  /// The moment that is drawn, in milliseconds of the monotonic clock.
  let now: Int64
  /// What is said in.
  let language: any Language

  init(size: Size, glyphSet: GlyphSet, language: any Language, now: Int64) {
    screen = Screen(size: size, glyphSet: glyphSet)
    (self.language, self.now) = (language, now)
  }

  var glyphSet: GlyphSet { screen.glyphSet }

  var frame: Frame { Frame(screen: screen, cursor: cursor, targets: targets, nextChangeAt: nextChangeAt) }

  /// Notes that the picture changes by itself at that moment; the earliest one counts.
  mutating func changes(at moment: Int64) {
    nextChangeAt = min(nextChangeAt ?? .max, moment)
  }

  /// The first of several ways to say something, the longest first, that fits; the last one where none does.
  func fitting(_ variants: [String], in width: Int) -> String {
    variants.first { glyphSet.columns(of: $0) <= width } ?? variants.last ?? ""
  }

  /// Draws a box with a title in its upper edge and a note in its lower one.
  mutating func box(
    _ rect: Rect, title: String = "", note: String = "", style: Style, titleStyle: Style = .dim
  ) {
    screen.box(rect, style: style)
    self.title(title, of: rect, style: titleStyle)
    let room = rect.width - 6
    if !note.isEmpty, room > 0, glyphSet.columns(of: note) <= room {
      let column = rect.column + rect.width - 4 - glyphSet.columns(of: note)
      screen.put(" \(note) ", column: column, row: rect.row + rect.height - 1, style: .dim)
    }
  }

  /// Writes a title into the upper edge of a box.
  mutating func title(_ title: String, of rect: Rect, style: Style) {
    guard !title.isEmpty, rect.width > 6 else { return }
    screen.put(" \(title) ", column: rect.column + 2, row: rect.row, style: style, maxWidth: rect.width - 4)
  }

  /// Empties a rectangle and a column on either side of it.
  mutating func clear(around rect: Rect) {
    screen.fill(Rect(column: rect.column - 1, row: rect.row, width: rect.width + 2, height: rect.height))
  }

  /// Everything drawn so far steps back behind what comes next, and can't be pressed any more.
  mutating func stepBack() {
    screen.restyle(screen.bounds, .border)
    targets = []
    cursor = nil
  }
}
