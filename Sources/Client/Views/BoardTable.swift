import Classboard
import Languages
import Primitives
import Screen
import Wire

/// The pupils as rows; columns give way, the least important first, where the screen is narrow.
struct BoardTable {
  /// The columns in the order they stand.
  enum Column: CaseIterable {
    case name, state, pending, today, total, game, activity

    /// Cells that it takes in a table of that width; the name takes what is left, and at least so many.
    fileprivate func width(in table: Int) -> Int {
      let isNarrow = table < 66
      return switch self {
      case .name: isNarrow ? 9 : 10
      case .state: isNarrow ? 15 : table < 90 ? 22 : 24
      case .pending: isNarrow ? 10 : 13
      case .today: 6
      case .total: 7
      case .game: 8
      case .activity: 10
      }
    }

    fileprivate var isNumber: Bool { [.pending, .today, .total].contains(self) }

    fileprivate static let byImportance: [Column] = [
      .name, .state, .pending, .today, .total, .game, .activity,
    ]
  }

  private static let widestName = 28

  let app: BoardApp
  let clock: BoardClock

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let shown = app.shown
    let columns = columns(in: rect.width)
    drawTitles(columns, on: &canvas, in: rect)
    let height = rect.height - 1
    let selection = app.selection
    let first = max(0, min(selection - height / 2, shown.count - height))
    for (index, row) in shown.dropFirst(first).prefix(height).enumerated() {
      let line = Rect(column: rect.column, row: rect.row + 1 + index, width: rect.width, height: 1)
      draw(row, columns, on: &canvas, in: line)
      if app.hasSelection, first + index == selection {
        canvas.screen.restyle(
          Rect(column: line.column - 1, row: line.row, width: line.width + 2, height: 1), .selected)
      }
    }
  }

  /// Which rows stand on the screen.
  static func range(of app: BoardApp, in rect: Rect) -> Range<Int> {
    let (count, height) = (app.shown.count, rect.height - 1)
    let first = max(0, min(app.selection - height / 2, count - height))
    return first..<min(count, first + height)
  }

  // MARK: Columns

  private func columns(in width: Int) -> [(column: Column, place: Int, width: Int)] {
    let gap = width >= 90 ? 3 : 2
    var kept: [Column] = []
    var used = -gap
    for column in Column.byImportance where used + gap + column.width(in: width) <= width {
      kept.append(column)
      used += gap + column.width(in: width)
    }
    var place = 0
    return Column.allCases.filter(kept.contains).map { column in
      let least = column.width(in: width)
      let own = column == .name ? min(Self.widestName, least + width - used) : least
      defer { place += own + gap }
      return (column, place, own)
    }
  }

  private func drawTitles(
    _ columns: [(column: Column, place: Int, width: Int)], on canvas: inout Canvas, in rect: Rect
  ) {
    for (column, place, width) in columns {
      let isSorted = app.order.sort == column.sort
      let text = canvas.language.title(column) + (isSorted ? (app.order.isReversed ? "▴" : "▾") : "")
      put(
        text, column, at: rect.column + place, width, row: rect.row, style: isSorted ? .accent : .dim,
        on: &canvas)
    }
  }

  private func put(
    _ text: String, _ column: Column, at place: Int, _ width: Int, row: Int, style: Style,
    on canvas: inout Canvas
  ) {
    let shift = column.isNumber ? max(0, width - canvas.glyphSet.columns(of: text)) : 0
    canvas.screen.put(text, column: place + shift, row: row, style: style, maxWidth: width - shift)
  }

  // MARK: Rows

  private func draw(
    _ row: BoardRow, _ columns: [(column: Column, place: Int, width: Int)], on canvas: inout Canvas,
    in rect: Rect
  ) {
    if row.unusualXP > 0 {
      canvas.screen.put(
        canvas.language.unusualSign, column: rect.column - 1, row: rect.row, style: .statusAttention,
        maxWidth: 1
      )
    }
    for (column, place, width) in columns {
      let (text, style) = cell(column, of: row, in: width, on: &canvas)
      put(text, column, at: rect.column + place, width, row: rect.row, style: style, on: &canvas)
    }
  }

  private func cell(
    _ column: Column, of row: BoardRow, in width: Int, on canvas: inout Canvas
  ) -> (String, Style) {
    let isHere = !row.isAway
    switch column {
    case .name: return (row.displayName, isHere ? .text : .dim)
    case .state:
      let text = canvas.fitting(Self.state(of: row, at: clock, on: &canvas), in: width)
      return (text, app.isStale ? .dim : Self.style(of: row))
    case .pending:
      let text = canvas.fitting(canvas.language.waiting(row), in: width)
      return (text, app.isStale || row.pendingCount == 0 ? .dim : .pending)
    case .today: return ("\(row.todayXP)", row.todayXP > 0 ? .confirmed : .dim)
    case .total: return ("\(row.totalXP)", .dim)
    case .game: return (isHere ? canvas.language.game(row.game) : "", .text)
    case .activity:
      let minutes = app.activity(of: row.studentID, at: clock.now.adding(seconds: -app.skew / 1000))
      return (Self.sparkline(minutes, glyphSet: canvas.glyphSet), .accent)
    }
  }

  static func style(of row: BoardRow) -> Style {
    switch row.state {
    case .synced: .statusGood
    case .syncing, .pending: .statusBusy
    case .offline: row.isUnheard ? .dim : .statusOffline
    case .attention: .statusAttention
    case .left, .never: .dim
    }
  }

  /// How things stand with a pupil, the longest text first; the canvas notes when that is to be said with its time.
  static func state(of row: BoardRow, at clock: BoardClock, on canvas: inout Canvas) -> [String] {
    if row.state == .attention, row.standsSince(at: clock.now) == nil, let seen = row.lastSeenAt {
      let silent = seen.adding(seconds: Limit.silenceSeconds)
      canvas.changes(at: canvas.now + silent.milliseconds - clock.now.milliseconds)
    }
    return canvas.language.state(row, at: clock)
  }

  /// How long ago a moment was; the canvas notes when that changes.
  static func ago(_ moment: Timestamp, at now: Timestamp, on canvas: inout Canvas) -> String {
    let milliseconds = max(0, now.milliseconds - moment.milliseconds)
    let step: Int64 = milliseconds < 3_600_000 ? 60_000 : 3_600_000
    canvas.changes(at: canvas.now + step - milliseconds % step)
    return canvas.language.ago(seconds: milliseconds / 1000)
  }

  private static func sparkline(_ minutes: [Int], glyphSet: GlyphSet) -> String {
    let most = minutes.max() ?? 0
    guard most > 0 else { return "" }
    let levels: [Character] = glyphSet == .unicode ? Array("▁▂▃▄▅▆▇█") : Array(".:-=+*#%")
    return String(
      minutes.map {
        $0 == 0 ? (glyphSet == .unicode ? "▁" : " ") : levels[max(1, $0 * (levels.count - 1) / most)]
      })
  }
}

extension BoardTable.Column {
  /// What sorts by it; nil where nothing does.
  fileprivate var sort: BoardOrder.Sort? {
    switch self {
    case .name: .name
    case .state: .lastSeen
    case .pending: .pending
    case .today: .today
    case .total, .game, .activity: nil
    }
  }
}
