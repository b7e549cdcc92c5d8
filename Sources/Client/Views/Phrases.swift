import Game
import Screen
import Vocabulary
import XP

/// Everything the screens say, each a whole phrase with its parameters, in one place for translators. Where there
/// may be too little room, a phrase comes in several lengths, the longest first.
enum Phrases {
  // MARK: The head

  static let brand = "glosa"

  static func ofClass(_ name: String) -> String { " · \(name)" }
  static func level(_ number: Int) -> String { "Level \(number)" }
  static func levelProgress(_ points: Int, of cost: Int) -> String { "\(points)/\(cost)" }
  static func points(_ points: Int) -> String { "\(grouped(points)) XP" }
  static func pendingPoints(_ points: Int) -> String { "+\(grouped(points))" }

  /// A number with its thousands apart.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return text
  }

  // MARK: The menu

  static let menuSets = "Word set"
  static let menuGame = "Game"
  static let menuDirection = "Direction"
  static let menuStart = "Start"
  static let ownSet = "own"
  static let broken = "✗ not readable"

  static func option(_ text: String, isChosen: Bool) -> String { isChosen ? " ▸ \(text) " : "   \(text) " }
  static func button(_ text: String) -> String { "  \(text)  " }
  static func words(_ count: Int) -> String { count == 1 ? "1 word" : "\(grouped(count)) words" }

  /// Two languages by their tags' first parts: a list has no room for `sv-SE`.
  static func languages(_ from: String, _ to: String) -> String {
    let (from, to) = (from.prefix { $0 != "-" }, to.prefix { $0 != "-" })
    return "\(from) → \(to)"
  }

  static func direction(_ direction: Direction) -> String {
    direction == .fromTo ? "Word → translation" : "Translation → word"
  }

  static func shortDirection(_ direction: Direction) -> String {
    direction == .fromTo ? "word first" : "translation first"
  }

  static func direction(_ direction: Direction, from: String, to: String) -> String {
    let (from, to) = (Game.Phrases.language(from), Game.Phrases.language(to))
    return direction == .fromTo ? "\(from) → \(to)" : "\(to) → \(from)"
  }

  // MARK: A round

  static let goOn = "Enter goes on"
  static let noAnswer = "(no answer)"
  static let rightSign = "✓"
  static let wrongSign = "✗"
  static let wrong = "✗ Not quite. The right answer:"
  static let gaveUp = "The answer:"

  static func ofGame(_ kind: EventKind) -> String { " · \(Game.Phrases.game(kind))" }
  static func questionNumber(_ number: Int, of total: Int) -> String { "\(number)/\(total)" }
  static func combo(_ count: Int) -> String { "combo ×\(count)" }
  static func choiceNumber(_ number: Int) -> String { "\(number)" }
  static func wrongAnswer(_ text: String) -> String { "✗ \(text)" }

  static func right(prompt: String, answer: String, points: Int) -> [String] {
    ["✓ \(prompt) = \(answer)  +\(points)", "✓ \(answer)  +\(points)", "✓ right  +\(points)"]
  }

  static func almost(prompt: String, answer: String, points: Int) -> [String] {
    [
      "≈ almost: \(prompt) = \(answer)  +\(points)", "≈ almost: \(answer)  +\(points)",
      "≈ almost  +\(points)",
    ]
  }

  static func missed(prompt: String, answer: String) -> [String] {
    ["✗ \(prompt) = \(answer)", "✗ \(answer)"]
  }

  static func markSaving(_ points: Int) -> String { "+\(points) saving…" }
  static func markSaved(_ points: Int) -> String { "✓ +\(points) saved" }
  static func markPending(_ points: Int) -> String { "+\(points) pending" }
  static func markConfirmed(_ points: Int) -> String { "✓ +\(points) confirmed" }
  static func markFailed(_ points: Int, reason: String) -> String { "✗ +\(points) not saved: \(reason)" }

  // MARK: The results

  static let figurePoints = "won"
  static let figureFirstTry = "right at first try"
  static let figureAccuracy = "accuracy"
  static let figureCombo = "best combo"
  static let nothingMissed = "✓ Nothing missed"
  static let playAgain = "Play again"
  static let toMenu = "Menu"

  static func roundDone(_ title: String) -> String { "\(title): round finished" }
  static func roundLeft(_ title: String) -> String { "\(title): round left early" }
  static func count(_ part: Int, of whole: Int) -> String { "\(part) of \(whole)" }
  static func percent(_ number: Int) -> String { "\(number) %" }
  static func times(_ number: Int) -> String { "×\(number)" }
  static func missedWords(_ count: Int) -> String { count == 1 ? "1 word missed" : "\(count) words missed" }
  static func andMore(_ count: Int) -> String { "and \(count) more" }
  static func playMissed(_ count: Int) -> String {
    count == 1 ? "Play that one again" : "Play those \(count) again"
  }
  static func unsaved(points: Int) -> String {
    "✗ \(grouped(points)) XP could not be saved and are not counted"
  }

  // MARK: Before everything else

  static let leaving = "Leaving…"

  static func leavingSending(events: Int) -> String {
    events == 1
      ? "Sending the last event… (Ctrl-C leaves now; everything is safe on this computer)"
      : "Sending the last \(grouped(events)) events… (Ctrl-C leaves now; everything is safe on this computer)"
  }

  static func leavingUnsaved(reason: String) -> String {
    "Trying to save the last points: \(reason). (Ctrl-C leaves now)"
  }

  static func windowTooSmall(smallest: Size, now: Size) -> String {
    "Window too small: \(smallest.columns)×\(smallest.rows) is the smallest (now \(now.columns)×\(now.rows))"
  }
}
