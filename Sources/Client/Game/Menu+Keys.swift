import Screen
import Vocabulary

extension Menu {
  /// How far a page key moves in the list.
  private static let page = 10

  /// Moves the focus or changes the choice that has it, as the key says.
  ///
  /// Tab goes round the four parts. Up and down move in the list of sets and, beyond its last line, through the
  /// other parts; left and right change the game and the direction; a digit chooses by number.
  mutating func take(_ key: Key) {
    switch key {
    case .tab: moveFocus(by: 1, around: true)
    case .backTab: moveFocus(by: -1, around: true)
    case .up: focus == .set ? selectSet(setIndex - 1) : moveFocus(by: -1, around: false)
    case .down:
      if focus == .set, setIndex < entries.count - 1 {
        selectSet(setIndex + 1)
      } else {
        moveFocus(by: 1, around: false)
      }
    case .left: change(by: -1)
    case .right: change(by: 1)
    case .home: selectSet(0)
    case .end: selectSet(entries.count - 1)
    case .pageUp: selectSet(setIndex - Self.page)
    case .pageDown: selectSet(setIndex + Self.page)
    case .character(let character):
      if let digit = character.wholeNumberValue, digit > 0 { choose(number: digit) }
    default: break
    }
  }

  /// Chooses what the mouse pressed.
  mutating func take(_ target: Target) {
    switch target {
    case .set(let index):
      guard entries.indices.contains(index) else { return }
      selectSet(index)
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

  private mutating func selectSet(_ index: Int) {
    focus = .set
    setIndex = max(0, min(index, entries.count - 1))
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
    case .set, .start: take(.set(number - 1))
    }
  }
}
