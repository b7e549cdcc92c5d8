/// What the foot of the screen says.
extension Phrases {
  static let opening = ["○ opening your points…"]
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

  static func notFound(at address: String, points: Int) -> [String] {
    let what = points > 0 ? "\(grouped(points)) XP" : "quest progress"
    return [
      "○ not found at \(address), ask for the new address: \(what) safe here",
      "○ not found at \(address), ask for the new address", "○ not found: ask for the new address",
    ]
  }

  static func notTrusted(at address: String, points: Int) -> [String] {
    let what = points > 0 ? "\(grouped(points)) XP" : "quest progress"
    return [
      "▲ not your class's server at \(address), and told nothing: \(what) safe here",
      "▲ not your class's server at \(address): \(what) safe here",
      "▲ not your class's server at \(address)", "▲ not your class's server",
    ]
  }

  static func noNetwork(points: Int) -> [String] {
    let what = points > 0 ? "\(grouped(points)) XP" : "quest progress"
    return [
      "○ no network here: \(what) safe on this computer", "○ no network here: \(what) safe",
      "○ no network here",
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

  static func notice(_ text: String) -> String { "▲ \(text)" }
}
