import Game
import Languages
import Screen
import Vocabulary
import XP

/// The choice of what to play: the quests of the day, and under them the list of homework and sets beside, or on a
/// narrow screen above, the game and the direction.
struct MenuView {
  let menu: Menu
  let progress: Progress
  /// Why a class should be joined; nil where that is not offered.
  var offer: JoinForm.Reason?

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
    let quests = questHeight(above: 11, in: rect)
    // A short list does not need a tall box, but a problem needs its lines.
    let height = min(rect.height - quests, max(13, list.height + (menu.homework.isEmpty ? 5 : 3)))
    var top = rect.row + (rect.height - quests - height) * 2 / 5
    drawQuests(on: &canvas, in: Rect(column: rect.column, row: top, width: rect.width, height: quests))
    top += quests
    let box = Rect(column: rect.column, row: top, width: rect.width - side - 2, height: height)
    list.drawBoxed(on: &canvas, in: box)

    let gap = height >= 13 ? 1 : 0
    let column = box.column + box.width + 2
    let games = Rect(column: column, row: top, width: side, height: Games.all.count + 2)
    canvas.box(games, title: progress.language.menuGame, style: border(.game), titleStyle: titleStyle(.game))
    for (index, game) in Games.all.enumerated() {
      let row = Rect(column: games.column + 1, row: games.row + 1 + index, width: side - 2, height: 1)
      option(
        progress.language.game(game.kind), isChosen: index == menu.gameIndex, part: .game,
        target: .game(index),
        on: &canvas,
        in: row)
    }
    let directions = Rect(
      column: column, row: games.row + games.height + gap, width: side, height: Direction.allCases.count + 2)
    canvas.box(
      directions, title: progress.language.menuDirection, style: border(.direction),
      titleStyle: titleStyle(.direction))
    for (index, direction) in Direction.allCases.enumerated() {
      let row = Rect(
        column: directions.column + 1, row: directions.row + 1 + index, width: side - 2, height: 1)
      option(
        self.direction(direction), isChosen: direction == menu.direction, part: .direction,
        target: .direction(index), on: &canvas, in: row)
    }
    let start = Rect(column: column, row: directions.row + directions.height + gap, width: side, height: 3)
    canvas.box(start, style: border(.start))
    let label = Rect(column: start.column + 1, row: start.row + 1, width: side - 2, height: 1)
    let style: Style = menu.focus == .start ? .selected : .accent
    canvas.screen.fill(label, style: style)
    canvas.screen.putCentred(progress.language.menuStart, in: label, row: label.row, style: style)
    canvas.targets.append((start, .start))
    if box.row + height + 1 < rect.row + rect.height {
      drawOffer(
        on: &canvas, in: Rect(column: rect.column, row: box.row + height + 1, width: rect.width, height: 1))
    }
  }

  private func drawNarrow(on canvas: inout Canvas, in rect: Rect) {
    var rect = rect
    let quests = questHeight(above: 12, in: rect)
    drawQuests(on: &canvas, in: Rect(column: rect.column, row: rect.row, width: rect.width, height: quests))
    rect.row += quests
    rect.height -= quests
    if rect.height >= 10 {
      canvas.screen.put(
        menu.homework.isEmpty ? progress.language.menuSets : progress.language.menuHomework,
        column: rect.column, row: rect.row,
        style: titleStyle(.set))
      rect.row += 1
      rect.height -= 1
    }
    let choosers = rect.height >= 10 ? 5 : 4
    let area = Rect(
      column: rect.column, row: rect.row, width: rect.width,
      height: max(1, min(rect.height - choosers, list.height + 2)))
    list.drawBare(on: &canvas, in: area)
    var row = area.row + area.height + choosers - 4
    chooser(
      Games.all.enumerated().map { (progress.language.game($1.kind), $0 == menu.gameIndex, .game($0)) },
      part: .game,
      on: &canvas, in: Rect(column: rect.column, row: row, width: rect.width, height: 1))
    row += 1
    chooser(
      Direction.allCases.enumerated().map { (shortDirection($1), $1 == menu.direction, .direction($0)) },
      part: .direction, on: &canvas, in: Rect(column: rect.column, row: row, width: rect.width, height: 1))
    row += 1
    if quests == 0, let quest = progress.quests.next(for: menu.game.kind) {
      canvas.screen.put(
        canvas.fitting(progress.language.questWithBonus(quest), in: rect.width - 3), column: rect.column + 3,
        row: row,
        style: .dim, maxWidth: rect.width - 3)
    } else if quests == 0 {
      drawOffer(
        on: &canvas, in: Rect(column: rect.column, row: row, width: rect.width, height: 1))
    }
    row += 1
    let start = canvas.screen.putCentred(
      Mark.button(progress.language.menuStart), in: rect, row: row,
      style: menu.focus == .start ? .selected : .accent)
    canvas.targets.append((start, .start))
  }

  private func drawOffer(on canvas: inout Canvas, in rect: Rect) {
    guard let offer else { return }
    let variants = progress.language.joinOffer(isSignIn: offer == .signIn).map {
      [Span(progress.language.name(.character("j")), .key), Span(" "), Span($0, .dim)]
    }
    guard let spans = variants.first(where: { canvas.glyphSet.columns(of: $0) <= rect.width }) else { return }
    let width = canvas.glyphSet.columns(of: spans)
    let column = rect.column + (rect.width - width) / 2
    canvas.screen.put(spans, column: column, row: rect.row)
    canvas.targets.append((Rect(column: column, row: rect.row, width: width, height: 1), .join))
  }

  private var list: SetList { SetList(menu: menu, progress: progress) }

  /// The rows for the quests of the day with the empty one under them: none where what is below would not have its own.
  private func questHeight(above least: Int, in rect: Rect) -> Int {
    let height = progress.quests.count + 1
    return progress.quests.isEmpty || rect.height < least + height ? 0 : height
  }

  private func drawQuests(on canvas: inout Canvas, in rect: Rect) {
    guard rect.height > 0 else { return }
    var rows = rect
    if rect.width >= Self.wide {
      let used = canvas.screen.put(
        progress.language.questsToday, column: rect.column + 1, row: rect.row, style: .title)
      rows = Rect(
        column: rect.column + used + 4, row: rect.row, width: rect.width - used - 4, height: rect.height)
    }
    progress.questRows.draw(on: &canvas, in: rows)
  }

  /// The choices of one part on one row; the chosen one stands out.
  private func chooser(
    _ options: [(text: String, isChosen: Bool, target: Target)], part: Menu.Focus, on canvas: inout Canvas,
    in rect: Rect
  ) {
    var column = rect.column
    for option in options {
      let text = Mark.option(option.text, isChosen: option.isChosen)
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
      Mark.option(text, isChosen: isChosen), column: rect.column, row: rect.row, style: style,
      maxWidth: rect.width)
    canvas.targets.append((rect, target))
  }

  private func direction(_ direction: Direction) -> String {
    guard let summary = menu.entry?.summary else { return progress.language.direction(direction) }
    return progress.language.direction(direction, from: summary.from, to: summary.to)
  }

  private func shortDirection(_ direction: Direction) -> String {
    guard let summary = menu.entry?.summary else { return progress.language.shortDirection(direction) }
    let (from, to) = direction == .fromTo ? (summary.from, summary.to) : (summary.to, summary.from)
    return progress.language.languages(from, to)
  }

  private func border(_ part: Menu.Focus) -> Style { menu.focus == part ? .focusedBorder : .border }

  private func titleStyle(_ part: Menu.Focus) -> Style { menu.focus == part ? .accent : .dim }
}
