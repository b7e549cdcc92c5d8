import Screen
import Vocabulary

extension Menu {
  /// How far a page key moves in the list.
  private static let page = 10

  /// Moves the focus or changes the choice that has it, as the key says.
  ///
  /// Tab goes round the four parts. Up and down move in the list that has the focus and, beyond its ends, to the other
  /// parts; left and right change the game and the direction; a digit chooses by number.
  mutating func take(_ key: Key) {
    switch key {
    case .tab: moveFocus(by: 1, around: true)
    case .backTab: moveFocus(by: -1, around: true)
    case .up: moveInList(by: -1)
    case .down: moveInList(by: 1)
    case .left: change(by: -1)
    case .right: change(by: 1)
    case .home: selectRow(0)
    case .end: selectRow(rows.count - 1)
    case .pageUp: selectRow(place - Self.page)
    case .pageDown: selectRow(place + Self.page)
    case .character(let character):
      if let digit = character.wholeNumberValue, digit > 0 { choose(number: digit) }
    default: break
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
      guard Self.games.indices.contains(index) else { return }
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
      case .game: (gameIndex, Self.games.count)
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
    case .game: gameIndex = min(max(0, gameIndex + distance), Self.games.count - 1)
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
