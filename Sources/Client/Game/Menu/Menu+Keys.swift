import Languages
import Screen
import Vocabulary

/// What a key does in the menu.
enum MenuCommand: Hashable, Sendable {
  case nextPart, partBefore, up, down, left, right, first, last, pageUp, pageDown
  case number(Int)
  case start, join, quit
}

extension Menu {
  /// How far a page key moves in the list.
  private static let page = 10

  /// The keys of the menu.
  ///
  /// Tab goes round the four parts. Up and down move in the list that has the focus and, beyond its ends, to the other
  /// parts; left and right change the game and the direction; a digit chooses by number.
  ///
  /// - Parameter joining: Why a class would be joined; nil where none can be.
  func keys(joining: JoinForm.Reason?) -> KeyTable<MenuCommand> {
    KeyTable(
      .menu,
      [
        KeyLine(.start, (.enter, .start), hint: (.start, 4)),
        KeyLine(
          .chooseInList, (.up, .up), (.down, .down),
          also: [(.home, .first), (.end, .last), (.pageUp, .pageUp), (.pageDown, .pageDown)]),
        KeyLine(.nextPart, (.tab, .nextPart), also: [(.backTab, .partBefore)], hint: (.next, 5)),
        KeyLine(.changeGameOrDirection, (.left, .left), (.right, .right)),
      ] + KeyLine.numbers(.chooseByNumber, upTo: numberCount) { .number($0) } + [
        KeyLine(nil, (.character(" "), .start), unless: focus == .start ? nil : .enterStarts),
        KeyLine(
          joining.map { .join($0) }, (.character("j"), .join),
          hint: joining.flatMap { $0 == .otherClass ? nil : (.join($0), 2) },
          unless: joining == nil ? .noJoining : nil),
        KeyLine(nil, (.character("q"), .quit), hint: (.quit, 3)),
      ])
  }

  /// How much can be chosen by number.
  private var numberCount: Int {
    switch focus {
    case .game: Games.all.count
    case .direction: Direction.allCases.count
    case .set, .start: rows.count
    }
  }

  /// Moves the focus or changes the choice that has it.
  mutating func take(_ command: MenuCommand) {
    switch command {
    case .nextPart: moveFocus(by: 1, around: true)
    case .partBefore: moveFocus(by: -1, around: true)
    case .up: moveInList(by: -1)
    case .down: moveInList(by: 1)
    case .left: change(by: -1)
    case .right: change(by: 1)
    case .first: selectRow(0)
    case .last: selectRow(rows.count - 1)
    case .pageUp: selectRow(place - Self.page)
    case .pageDown: selectRow(place + Self.page)
    case .number(let number): choose(number: number)
    case .start, .join, .quit: break
    }
  }

  /// Chooses what the mouse pressed.
  mutating func take(_ target: Target) {
    switch target {
    case .homework(let index):
      guard homework.indices.contains(index) else { return }
      selectRow(index)
    case .set(let index):
      guard entries.indices.contains(index) else { return }
      selectRow(homework.count + index)
    case .game(let index):
      guard Games.all.indices.contains(index) else { return }
      focus = .game
      gameIndex = index
    case .direction(let index):
      guard Direction.allCases.indices.contains(index) else { return }
      focus = .direction
      direction = Direction.allCases[index]
    default: break
    }
  }

  /// Moves in the list that has the focus and, beyond its first or last line, to the part before or after it.
  private mutating func moveInList(by distance: Int) {
    let (place, count) =
      switch focus {
      case .set: (self.place, rows.count)
      case .game: (gameIndex, Games.all.count)
      case .direction: (Direction.allCases.firstIndex(of: direction) ?? 0, Direction.allCases.count)
      case .start: (0, 1)
      }
    guard 0..<count ~= place + distance else {
      if focus != .set || distance > 0 { moveFocus(by: distance, around: false) }
      return
    }
    focus == .set ? selectRow(place + distance) : change(by: distance)
  }

  /// Where the chosen line stands in the list.
  private var place: Int { rows.firstIndex(of: row) ?? 0 }

  private mutating func selectRow(_ place: Int) {
    focus = .set
    let rows = rows
    if !rows.isEmpty { row = rows[max(0, min(place, rows.count - 1))] }
  }

  private mutating func moveFocus(by distance: Int, around: Bool) {
    let parts = Focus.allCases
    let place = focus.rawValue + distance
    focus = parts[around ? (place + parts.count) % parts.count : min(max(0, place), parts.count - 1)]
  }

  private mutating func change(by distance: Int) {
    switch focus {
    case .set: if distance > 0 { focus = .game }
    case .game: gameIndex = min(max(0, gameIndex + distance), Games.all.count - 1)
    case .direction: direction = distance < 0 ? .fromTo : .toFrom
    case .start: break
    }
  }

  private mutating func choose(number: Int) {
    switch focus {
    case .game: take(.game(number - 1))
    case .direction: take(.direction(number - 1))
    case .set, .start: if rows.indices.contains(number - 1) { selectRow(number - 1) }
    }
  }
}
