import Game
import Screen
import XP

/// What keys are called, what they do, and why they do nothing.
extension Phrases {
  static func keys(_ keys: [ToldKeys]) -> String {
    var text = ""
    for (index, told) in keys.enumerated() {
      let name = keyNames(told)
      // "Ctrl-A -E" is enough.
      let isAlike = index > 0 && name.hasPrefix(control) && keyNames(keys[index - 1]).hasPrefix(control)
      text += (index > 0 ? " " : "") + (isAlike ? "-" + name.dropFirst(control.count) : name)
    }
    return text
  }

  private static let control = "Ctrl-"

  private static func keyNames(_ told: ToldKeys) -> String {
    switch told {
    case .key(let key): keyName(key)
    case .digits(let digits):
      digits.count == 1 ? "\(digits.lowerBound)" : "\(digits.lowerBound)–\(digits.upperBound)"
    }
  }

  static func keyName(_ key: Key) -> String {
    switch key {
    case .character(" "): "Space"
    case .character(let character): "\(character)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Delete"
    case .left: "←"
    case .right: "→"
    case .up: "↑"
    case .down: "↓"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .control(let letter): control + letter.uppercased()
    case .function(let number): "F\(number)"
    }
  }

  /// What keys do, the longest way to say it first.
  static func meaning(_ meaning: KeyMeaning) -> [String] {
    switch meaning {
    case .help: ["help"]
    case .thisHelp: ["this help"]
    case .back: ["back"]
    case .leaveUnlessTyping: ["leave (not when typing)"]
    case .leave: ["leave"]
    case .toShell: ["to the shell; fg returns"]
    case .goOn: ["go on"]
    case .chooseInList: ["choose in a list"]
    case .nextPart: ["next part"]
    case .changeGameOrDirection: ["change game, direction"]
    case .chooseByNumber: ["choose by number"]
    case .start: ["start"]
    case .join(.noClass): ["join a class"]
    case .join(.signIn): ["sign in again"]
    case .join(.otherClass): ["join another class"]
    case .next: ["next"]
    case .quit: ["quit"]
    case .moveInField: ["move in the field"]
    case .toStartOrEnd, .toStartOrEndByLetter: ["to start, end"]
    case .deleteWord: ["delete a word"]
    case .deleteToStartOrEnd: ["delete to start, end"]
    case .emptyField: ["empty the field"]
    case .answerOrShow: ["answer; empty: show"]
    case .answerByNumber: ["answer; or click it"]
    case .highlight: ["choose"]
    case .answerHighlighted: ["answer with it"]
    case .endRound: ["end the round"]
    case .chooseNext: ["choose what next"]
    case .sameByNumber: ["the same by number"]
    case .toMenu: ["menu"]
    case .nextFieldOrJoin: ["next field; at the end: join"]
    case .nextField: ["next field"]
    case .fieldBefore: ["field before"]
    case .send: ["join"]
    case .stopWaiting: ["stop waiting"]
    case .yes: ["yes"]
    case .no: ["no"]
    case .choosePupil: ["choose a pupil"]
    case .lookClosely: ["look closely, and back"]
    case .sortOrReverse: ["sort by the next column, reversed"]
    case .showOnlySome: ["show only some, as waited for"]
    case .searchName: ["search a name"]
    case .oneStepBack: ["one step back"]
    case .bell: ["bell when nobody is waited for"]
    case .invitationAndBack: ["how pupils join, and back"]
    case .connectAgain: ["connect again now"]
    case .sort: ["sort"]
    case .filter: ["filter"]
    case .search: ["search"]
    case .pupil: ["pupil"]
    case .invite: ["invite"]
    case .nextPupil: ["next pupil"]
    case .backToBoard: ["back to the board", "back"]
    case .cutWire: ["cut the wire", "cut"]
    case .mendWire: ["mend the wire", "mend"]
    case .blackHole: ["black hole", "hole"]
    case .figures: ["the figures", "figures"]
    }
  }

  /// Why a key did nothing.
  static func refusal(_ refusal: KeyRefusal) -> [String] {
    switch refusal.obstacle {
    case .unknownKey:
      ["\(keyName(refusal.key)) does nothing here: F1 shows the keys", "F1 shows the keys", "F1: keys"]
    case .onlySoMany(0): ["There is nothing to choose from", "nothing there"]
    case .onlySoMany(1): ["There is only one to choose from", "only 1"]
    case .onlySoMany(let count): ["There are only \(count) to choose from", "only 1 to \(count)"]
    case .enterStarts: ["Enter starts"]
    case .nothingChosen: ["Choose with ↑ ↓ first, or by number", "choose first: ↑ ↓"]
    case .enterGoesOn: [goOn]
    case .nothingBehind: ["q leaves"]
    case .noJoining: ["Classes can't be joined from here", "not from here"]
    case .waiting: ["The server is being asked; Esc stops waiting", "Esc stops waiting"]
    case .tooLateToStop: ["The server has been asked already", "asked already"]
    case .yesOrNo: ["y or n answers"]
    case .leaving: ["Ctrl-C leaves now"]
    case .nobodyThere: ["Nobody is in the list", "nobody there"]
    }
  }

  static func section(_ title: KeySection.Title) -> String {
    switch title {
    case .everywhere: "Everywhere"
    case .menu: "Menu"
    case .game(let kind): Game.Phrases.game(kind)
    case .results: "Results"
    case .joining: "Joining a class"
    case .board: "The live board"
    }
  }
}
