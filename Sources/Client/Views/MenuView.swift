import Game
import Screen
import Vocabulary
import XP

/// The choice of what to play: the list of sets beside, or on a narrow screen above, the game and the direction.
struct MenuView {
  let menu: Menu

  /// From here on the parts stand side by side.
  private static let wide = 64

  func draw(on canvas: inout Canvas, in rect: Rect) {
    if rect.width >= Self.wide, rect.height >= 12 {
      drawWide(on: &canvas, in: rect)
    } else {
      drawNarrow(on: &canvas, in: rect)
    }
  }

  private func drawWide(on canvas: inout Canvas, in rect: Rect) {
    let side = rect.width >= 84 ? 30 : 24
    // A short list does not need a tall box, but a problem needs its lines.
    let height = min(rect.height, max(13, menu.entries.count + 5))
    let top = rect.row + (rect.height - height) * 2 / 5
    let list = Rect(column: rect.column, row: top, width: rect.width - side - 2, height: height)
    canvas.box(
      list, title: Phrases.menuSets, style: border(.set), titleStyle: titleStyle(.set))
    let inner = Rect(
      column: list.column + 1, row: list.row + 1, width: list.width - 2, height: list.height - 2)
    drawSets(on: &canvas, in: drawProblem(on: &canvas, in: inner))

    let column = list.column + list.width + 2
    let games = Rect(column: column, row: top, width: side, height: Menu.games.count + 2)
    canvas.box(games, title: Phrases.menuGame, style: border(.game), titleStyle: titleStyle(.game))
    for (index, kind) in Menu.games.enumerated() {
      let row = Rect(column: games.column + 1, row: games.row + 1 + index, width: side - 2, height: 1)
      option(
        Game.Phrases.game(kind), isChosen: index == menu.gameIndex, part: .game, target: .game(index),
        on: &canvas,
        in: row)
    }
    let directions = Rect(
      column: column, row: games.row + games.height + 1, width: side, height: Direction.allCases.count + 2)
    canvas.box(
      directions, title: Phrases.menuDirection, style: border(.direction), titleStyle: titleStyle(.direction))
    for (index, direction) in Direction.allCases.enumerated() {
      let row = Rect(
        column: directions.column + 1, row: directions.row + 1 + index, width: side - 2, height: 1)
      option(
        self.direction(direction), isChosen: direction == menu.direction, part: .direction,
        target: .direction(index), on: &canvas, in: row)
    }
    let start = Rect(column: column, row: directions.row + directions.height + 1, width: side, height: 3)
    canvas.box(start, style: border(.start))
    let label = Rect(column: start.column + 1, row: start.row + 1, width: side - 2, height: 1)
    let style: Style = menu.focus == .start ? .selected : .accent
    canvas.screen.fill(label, style: style)
    canvas.screen.putCentred(Phrases.menuStart, in: label, row: label.row, style: style)
    canvas.targets.append((start, .start))
  }

  private func drawNarrow(on canvas: inout Canvas, in rect: Rect) {
    var rect = rect
    if rect.height >= 10 {
      canvas.screen.put(Phrases.menuSets, column: rect.column, row: rect.row, style: titleStyle(.set))
      rect.row += 1
      rect.height -= 1
    }
    let choosers = rect.height >= 10 ? 5 : 4
    let list = Rect(
      column: rect.column, row: rect.row, width: rect.width,
      height: max(1, min(rect.height - choosers, menu.entries.count + 2)))
    drawSets(on: &canvas, in: drawProblem(on: &canvas, in: list))
    var row = list.row + list.height + choosers - 4
    chooser(
      Menu.games.enumerated().map { (Game.Phrases.game($1), $0 == menu.gameIndex, .game($0)) }, part: .game,
      on: &canvas, in: Rect(column: rect.column, row: row, width: rect.width, height: 1))
    row += 1
    chooser(
      Direction.allCases.enumerated().map { (shortDirection($1), $1 == menu.direction, .direction($0)) },
      part: .direction, on: &canvas, in: Rect(column: rect.column, row: row, width: rect.width, height: 1))
    row += 2
    let start = canvas.screen.putCentred(
      Phrases.button(Phrases.menuStart), in: rect, row: row,
      style: menu.focus == .start ? .selected : .accent)
    canvas.targets.append((start, .start))
  }

  /// The choices of one part on one row; the chosen one stands out.
  private func chooser(
    _ options: [(text: String, isChosen: Bool, target: Target)], part: Menu.Focus, on canvas: inout Canvas,
    in rect: Rect
  ) {
    var column = rect.column
    for option in options {
      let text = Phrases.option(option.text, isChosen: option.isChosen)
      let style: Style = option.isChosen ? (menu.focus == part ? .selected : .chosen) : .dim
      let width = canvas.screen.put(
        text, column: column, row: rect.row, style: style, maxWidth: rect.column + rect.width - column)
      canvas.targets.append((Rect(column: column, row: rect.row, width: width, height: 1), option.target))
      column += width + 1
    }
  }

  private func option(
    _ text: String, isChosen: Bool, part: Menu.Focus, target: Target, on canvas: inout Canvas, in rect: Rect
  ) {
    let style: Style = isChosen ? (menu.focus == part ? .selected : .chosen) : .text
    if isChosen { canvas.screen.fill(rect, style: style) }
    canvas.screen.put(
      Phrases.option(text, isChosen: isChosen), column: rect.column, row: rect.row, style: style,
      maxWidth: rect.width)
    canvas.targets.append((rect, target))
  }

  /// The list, moved so that the chosen set is in sight.
  private func drawSets(on canvas: inout Canvas, in rect: Rect) {
    let count = menu.entries.count
    let first = max(0, min(menu.setIndex - rect.height / 2, count - rect.height))
    for (row, index) in (first..<min(count, first + rect.height)).enumerated() {
      let area = Rect(column: rect.column, row: rect.row + row, width: rect.width, height: 1)
      drawSet(menu.entries[index], isChosen: index == menu.setIndex, on: &canvas, in: area)
      canvas.targets.append((area, .set(index)))
    }
    let last = rect.column + rect.width - 1
    if first > 0 { canvas.screen.put("▴", column: last, row: rect.row, style: .dim) }
    if first + rect.height < count {
      canvas.screen.put("▾", column: last, row: rect.row + rect.height - 1, style: .dim)
    }
  }

  private func drawSet(_ entry: Menu.Entry, isChosen: Bool, on canvas: inout Canvas, in rect: Rect) {
    let style: Style = isChosen ? (menu.focus == .set ? .selected : .chosen) : .text
    if isChosen { canvas.screen.fill(rect, style: style) }
    let quiet: Style = isChosen ? style : .dim
    var end = rect.column + rect.width - 1
    func putRight(_ text: String, width: Int, style: Style) {
      let used = min(width, canvas.look.columns(of: text))
      canvas.screen.put(text, column: end - used, row: rect.row, style: style, maxWidth: width)
      end -= width
    }
    if let summary = entry.summary, entry.problem == nil {
      putRight(Phrases.languages(summary.from, summary.to), width: 9, style: quiet)
      if rect.width >= 44 {
        putRight(Phrases.words(summary.wordCount), width: 10, style: quiet)
        putRight(entry.isOwn ? Phrases.ownSet : summary.level ?? "", width: 4, style: quiet)
      }
    } else {
      putRight(
        Phrases.broken, width: canvas.look.columns(of: Phrases.broken), style: isChosen ? style : .wrong)
    }
    canvas.screen.put(
      Phrases.option(entry.title, isChosen: isChosen), column: rect.column, row: rect.row, style: style,
      maxWidth: max(4, end - rect.column - 1))
  }

  /// What is wrong with the chosen set, or why the start was refused, at the end of the list; the rest is returned.
  private func drawProblem(on canvas: inout Canvas, in rect: Rect) -> Rect {
    guard let problem = menu.notice ?? menu.entry?.problem else { return rect }
    let lines = canvas.look.wrapped(problem, to: rect.width - 2).prefix(max(1, rect.height - 1))
    var rest = rect
    rest.height -= lines.count
    for (index, line) in lines.enumerated() {
      canvas.screen.put(line, column: rect.column + 1, row: rest.row + rest.height + index, style: .wrong)
    }
    return rest
  }

  private func direction(_ direction: Direction) -> String {
    guard let summary = menu.entry?.summary else { return Phrases.direction(direction) }
    return Phrases.direction(direction, from: summary.from, to: summary.to)
  }

  private func shortDirection(_ direction: Direction) -> String {
    guard let summary = menu.entry?.summary else { return Phrases.shortDirection(direction) }
    let (from, to) = direction == .fromTo ? (summary.from, summary.to) : (summary.to, summary.from)
    return Phrases.languages(from, to)
  }

  private func border(_ part: Menu.Focus) -> Style { menu.focus == part ? .focusedBorder : .border }

  private func titleStyle(_ part: Menu.Focus) -> Style { menu.focus == part ? .accent : .dim }
}
