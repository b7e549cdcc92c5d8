import Classboard
import Primitives
import Screen
import Wire

/// The pupils as rows; columns give way, the least important first, where the screen is narrow.
struct BoardTable {
  /// The columns in the order they stand.
  enum Column: CaseIterable {
    case name, state, pending, today, total, seen, game, activity

    /// Cells that it takes; the name takes what is left, and at least so many.
    fileprivate var width: Int {
      switch self {
      case .name: 10
      case .state: 12
      case .pending: 13
      case .today: 6
      case .total: 7
      case .seen: 6
      case .game: 8
      case .activity: 10
      }
    }

    fileprivate var isNumber: Bool { [.pending, .today, .total, .seen].contains(self) }

    fileprivate static let byImportance: [Column] = [
      .name, .state, .pending, .today, .seen, .total, .game, .activity,
    ]
  }

  private static let widestName = 28

  let app: BoardApp
  /// The server's clock.
  let now: Timestamp

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
  func range(in rect: Rect) -> Range<Int> {
    let (count, height) = (app.shown.count, rect.height - 1)
    let first = max(0, min(app.selection - height / 2, count - height))
    return first..<min(count, first + height)
  }

  // MARK: Columns

  private func columns(in width: Int) -> [(column: Column, place: Int, width: Int)] {
    let gap = width >= 90 ? 3 : 2
    var kept: [Column] = []
    var used = -gap
    for column in Column.byImportance where used + gap + column.width <= width {
      kept.append(column)
      used += gap + column.width
    }
    var place = 0
    return Column.allCases.filter(kept.contains).map { column in
      let own = column == .name ? min(Self.widestName, column.width + width - used) : column.width
      defer { place += own + gap }
      return (column, place, own)
    }
  }

  private func drawTitles(
    _ columns: [(column: Column, place: Int, width: Int)], on canvas: inout Canvas, in rect: Rect
  ) {
    for (column, place, width) in columns {
      let isSorted = app.order.sort == column.sort
      let text = BoardPhrases.titles(column) + (isSorted ? (app.order.isReversed ? "▴" : "▾") : "")
      put(
        text, column, at: rect.column + place, width, row: rect.row, style: isSorted ? .accent : .dim,
        on: &canvas)
    }
  }

  private func put(
    _ text: String, _ column: Column, at place: Int, _ width: Int, row: Int, style: Style,
    on canvas: inout Canvas
  ) {
    let shift = column.isNumber ? max(0, width - canvas.look.columns(of: text)) : 0
    canvas.screen.put(text, column: place + shift, row: row, style: style, maxWidth: width - shift)
  }

  // MARK: Rows

  private func draw(
    _ row: BoardRow, _ columns: [(column: Column, place: Int, width: Int)], on canvas: inout Canvas,
    in rect: Rect
  ) {
    for (column, place, width) in columns {
      let (text, style) = cell(column, of: row, on: &canvas)
      put(text, column, at: rect.column + place, width, row: rect.row, style: style, on: &canvas)
    }
  }

  private func cell(_ column: Column, of row: BoardRow, on canvas: inout Canvas) -> (String, Style) {
    let isHere = row.state != .never && row.state != .offline
    switch column {
    case .name: return (row.displayName, isHere ? .text : .dim)
    case .state: return (BoardPhrases.state(row.state), app.isStale ? .dim : Self.style(of: row.state))
    case .pending: return (BoardPhrases.waiting(row), app.isStale ? .dim : .pending)
    case .today: return ("\(row.todayXP)", row.todayXP > 0 ? .confirmed : .dim)
    case .total: return ("\(row.totalXP)", .dim)
    case .seen: return (Self.seen(row, at: now, on: &canvas), .dim)
    case .game: return (isHere ? BoardPhrases.game(row.game) : "", .text)
    case .activity:
      let minutes = app.activity(of: row.studentID, at: now.adding(seconds: -app.skew / 1000))
      return (Self.sparkline(minutes, look: canvas.look), .accent)
    }
  }

  static func style(of state: BoardRow.State) -> Style {
    switch state {
    case .synced: .statusGood
    case .syncing, .pending: .statusBusy
    case .offline: .statusOffline
    case .attention: .statusAttention
    case .never: .dim
    }
  }

  /// When a pupil was last heard of.
  static func seen(_ row: BoardRow, at now: Timestamp, on canvas: inout Canvas) -> String {
    guard let moment = row.lastSeenAt else { return BoardPhrases.never }
    let text = ago(moment, at: now, on: &canvas)
    // Who is gone is not there now, however short that is.
    return row.state == .offline && text == BoardPhrases.now ? BoardPhrases.justGone : text
  }

  /// How long ago a moment was; the canvas notes when that changes.
  static func ago(_ moment: Timestamp, at now: Timestamp, on canvas: inout Canvas) -> String {
    let milliseconds = max(0, now.milliseconds - moment.milliseconds)
    let step: Int64 = milliseconds < 3_600_000 ? 60_000 : 3_600_000
    canvas.changes(at: canvas.now + step - milliseconds % step)
    return BoardPhrases.ago(milliseconds / 1000)
  }

  private static func sparkline(_ minutes: [Int], look: Look) -> String {
    let most = minutes.max() ?? 0
    guard most > 0 else { return "" }
    let levels: [Character] = look == .unicode ? Array("▁▂▃▄▅▆▇█") : Array(".:-=+*#%")
    return String(
      minutes.map {
        $0 == 0 ? (look == .unicode ? "▁" : " ") : levels[max(1, $0 * (levels.count - 1) / most)]
      })
  }
}

extension BoardTable.Column {
  /// What sorts by it; nil where nothing does.
  fileprivate var sort: BoardOrder.Sort? {
    switch self {
    case .name: .name
    case .today: .today
    case .pending: .pending
    case .seen: .lastSeen
    case .state, .total, .game, .activity: nil
    }
  }
}
