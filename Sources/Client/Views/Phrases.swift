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

  // MARK: The status bar

  static let savedHere = ["● saved on this computer", "● saved"]
  static let allSaved = ["● all saved, safe to quit", "● all saved"]

  static func sendingSoon(points: Int) -> [String] {
    ["◐ \(grouped(points)) XP saved here, sending soon", "◐ \(grouped(points)) XP saved here"]
  }

  static func sending(events: Int) -> [String] { ["◐ sending \(grouped(events))…"] }

  static func offline(points: Int, seconds: Int) -> [String] {
    let wait = seconds <= 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    return [
      "○ offline: \(grouped(points)) XP safe on this computer, next try in \(wait)",
      "○ offline: \(grouped(points)) XP safe, next try in \(wait)",
      "○ offline: \(grouped(points)) XP safe here",
    ]
  }

  static func tryingAgain(points: Int) -> [String] {
    [
      "○ offline: \(grouped(points)) XP safe on this computer, trying again…",
      "○ offline: \(grouped(points)) XP safe, trying again…",
      "○ offline: \(grouped(points)) XP safe here",
    ]
  }

  static func refused(points: Int, seconds: Int) -> [String] {
    let what = points > 0 ? "\(grouped(points)) XP" : "quest progress"
    let wait = seconds <= 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    return [
      "▲ the server refuses everything: \(what) safe on this computer, next try in \(wait)",
      "▲ the server refuses everything: \(what) safe here", "▲ the server refuses everything",
    ]
  }

  // The points are all confirmed, and what waits is progress on quests.
  static let questsSendingSoon = ["◐ quest progress saved here, sending soon", "◐ quest progress saved here"]

  static func questsOffline(seconds: Int) -> [String] {
    let wait = seconds <= 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
    return [
      "○ offline: quest progress safe on this computer, next try in \(wait)",
      "○ offline: quest progress safe, next try in \(wait)",
      "○ offline: quest progress safe here",
    ]
  }

  static let questsTryingAgain = [
    "○ offline: quest progress safe on this computer, trying again…",
    "○ offline: quest progress safe, trying again…",
    "○ offline: quest progress safe here",
  ]

  static let questsSignInNeeded = ["▲ sign in again: quest progress waiting", "▲ sign in again"]

  static func signInNeeded(points: Int) -> [String] {
    points > 0
      ? ["▲ sign in again: \(grouped(points)) XP waiting", "▲ sign in again"]
      : ["▲ sign in again, in a terminal: glosa join", "▲ sign in again: glosa join", "▲ sign in again"]
  }

  static let outboxProblem = [
    "▲ earlier points can't be looked at just now: glosa status", "▲ needs attention: glosa status",
  ]

  static func notSaving(reason: String) -> [String] {
    ["✕ XP is NOT being saved: \(reason)", "✕ XP is NOT being saved"]
  }

  static func untilRestart(reason: String) -> [String] {
    ["▲ saved until this computer restarts: \(reason)", "▲ saved until this computer restarts"]
  }

  static func needsAttention(events: Int) -> [String] {
    if events == 1 { return ["▲ 1 event needs attention: glosa status", "▲ 1 event needs attention"] }
    return [
      "▲ \(grouped(events)) events need attention: glosa status",
      "▲ \(grouped(events)) events need attention",
    ]
  }

  static func waitingElsewhere(points: Int) -> [String] {
    if points == 0 {
      return ["▲ quest progress waits for another class or server: glosa status", "▲ see: glosa status"]
    }
    return [
      "▲ \(grouped(points)) XP wait for another class or server: glosa status",
      "▲ \(grouped(points)) XP wait elsewhere: glosa status", "▲ \(grouped(points)) XP wait elsewhere",
    ]
  }

  static let hintStart = (key: "Enter", meaning: "start")
  static let hintNext = (key: "Tab", meaning: "next")
  static let hintHelp = (key: "F1", meaning: "help")
  static let hintBack = (key: "Esc", meaning: "back")
  static let hintQuit = (key: "q", meaning: "quit")
  static let hintGoOn = (key: "Enter", meaning: "go on")

  static func notice(_ text: String) -> String { "▲ \(text)" }

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
