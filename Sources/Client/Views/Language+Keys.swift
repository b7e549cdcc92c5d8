import Game
import Languages
import Screen

// What keys are called.
extension Language {
  func keys(_ keys: [ToldKeys]) -> String {
    var text = ""
    for (index, told) in keys.enumerated() {
      let name = names(told)
      // "Ctrl-A -E" is enough.
      let isAlike = index > 0 && name.hasPrefix(keyControl) && names(keys[index - 1]).hasPrefix(keyControl)
      text += (index > 0 ? " " : "") + (isAlike ? "-" + name.dropFirst(keyControl.count) : name)
    }
    return text
  }

  private func names(_ told: ToldKeys) -> String {
    switch told {
    case .key(let key): name(key)
    case .digits(let digits):
      digits.count == 1 ? "\(digits.lowerBound)" : "\(digits.lowerBound)–\(digits.upperBound)"
    }
  }

  func name(_ key: Key) -> String {
    switch key {
    case .character(" "): keySpace
    case .character(let character): "\(character)"
    case .enter: keyEnter
    case .escape: keyEscape
    case .tab: keyTab
    case .backTab: keyBackTab
    case .backspace: keyBackspace
    case .delete: keyDelete
    case .left: "←"
    case .right: "→"
    case .up: "↑"
    case .down: "↓"
    case .home: keyHome
    case .end: keyEnd
    case .pageUp: keyPageUp
    case .pageDown: keyPageDown
    case .control(let letter): keyControl + letter.uppercased()
    case .function(let number): "F\(number)"
    }
  }

  func section(_ title: KeySection.Title) -> String {
    switch title {
    case .everywhere: helpEverywhere
    case .menu: helpMenu
    case .game(let kind): game(kind)
    case .results: helpResults
    case .joining: helpJoining
    case .board: boardHelpTitle
    }
  }
}
