public import Classboard
import Game
import Wire
import XP

/// Every text of the teacher's board.
public enum BoardPhrases {
  static func join(code: String) -> String { "join with \(code)" }

  static func connection(_ connection: BoardApp.Connection, seconds: Int) -> [String] {
    switch connection {
    case .opening: ["connecting…"]
    case .live: ["● live"]
    case .lost: ["○ connection lost, next try in \(seconds) s", "○ lost, \(seconds) s"]
    case .refused: ["✕ not connected"]
    }
  }

  /// How many are done and who is waited for, the longest first.
  public static func summary(_ summary: BoardSummary) -> [String] {
    guard summary.present > 0 else {
      return [summary.absent == 0 ? "nobody has joined yet" : "nobody is here yet"]
    }
    let head = "\(summary.settled) of \(summary.present) synced"
    guard !summary.waiting.isEmpty else { return ["\(head), nobody is waited for", head] }
    return (1...3).reversed().map { "\(head), waiting for \(names(summary.waiting, upTo: $0))" } + [head]
  }

  /// The same once nothing is heard any more, the longest first: it says what was, and of nobody that all is well.
  static func staleSummary(_ summary: BoardSummary) -> [String] {
    guard summary.present > 0 else { return ["not known while the connection is lost"] }
    let head = "\(summary.settled) of \(summary.present) were synced"
    return [
      "\(head) when the connection was lost; how it is now is not known", "\(head); not known now", head,
    ]
  }

  private static func names(_ names: [String], upTo limit: Int) -> String {
    guard names.count > limit else {
      guard let last = names.last, names.count > 1 else { return names.first ?? "" }
      return names.dropLast().joined(separator: ", ") + " and " + last
    }
    let rest = names.count - limit
    return names.prefix(limit).joined(separator: ", ") + " and \(rest) \(rest == 1 ? "other" : "others")"
  }

  static func absent(_ count: Int) -> String { "\(count) not here yet" }

  static func pending(_ summary: BoardSummary) -> String {
    "\(summary.pendingXP) XP pending in \(summary.pendingCount) \(summary.pendingCount == 1 ? "event" : "events")"
  }

  static func pendingBriefly(_ summary: BoardSummary) -> String { "\(summary.pendingXP) XP pending" }

  static func today(_ summary: BoardSummary) -> String { "today \(summary.todayXP) XP" }

  static func state(_ state: BoardRow.State) -> String {
    switch state {
    case .synced: "● synced"
    case .syncing: "◐ syncing"
    case .pending: "◐ pending"
    case .offline: "○ offline"
    case .attention: "▲ needs help"
    case .never: "· never seen"
    }
  }

  static func waiting(_ row: BoardRow) -> String {
    row.pendingCount == 0 ? "" : "\(row.pendingXP) XP · \(row.pendingCount)"
  }

  static func game(_ kind: String?) -> String {
    guard let kind else { return "" }
    return switch EventKind(rawValue: kind) {
    case .choice: "Choice"
    case let known?: Game.Phrases.game(known)
    case nil: kind
    }
  }

  /// How long ago, in steps coarse enough that a quiet board stands still.
  static func ago(_ seconds: Int64) -> String {
    switch seconds {
    case ..<60: now
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }

  static let now = "now"
  static let justGone = "<1 min"
  static let never = "never"

  static func titles(_ column: BoardTable.Column) -> String {
    switch column {
    case .name: "pupil"
    case .state: "state"
    case .pending: "pending"
    case .today: "today"
    case .total: "total"
    case .seen: "seen"
    case .game: "playing"
    case .activity: "10 min"
    }
  }

  static func filter(_ filter: BoardOrder.Filter) -> String {
    switch filter {
    case .all: "all"
    case .waiting: "waited for"
    case .settled: "synced"
    case .attention: "needs help"
    case .absent: "not here"
    }
  }

  static func sort(_ order: BoardOrder) -> String {
    let name =
      switch order.sort {
      case .name: "name"
      case .today: "today"
      case .pending: "pending"
      case .lastSeen: "last seen"
      }
    return name + (order.isReversed ? ", reversed" : "")
  }

  static func shown(_ shown: Int, of count: Int, from first: Int, to last: Int) -> String {
    let all = shown == count ? "\(count)" : "\(shown) of \(count)"
    return shown > last - first
      ? "\(first + 1)–\(last) of \(all)" : "\(all) \(count == 1 ? "pupil" : "pupils")"
  }

  static func empty(_ app: BoardApp) -> [String] {
    switch app.connection {
    case .opening: ["Asking the server for the class…"]
    case .refused(let reason): [reason, tryAgain]
    case .lost(let reason, _) where app.count == 0: [reason]
    case .lost, .live:
      app.count == 0
        ? ["Nobody has joined yet.", "Pupils join with: glosa join ADDRESS \(app.schoolClass.code)"]
        : ["No pupil fits. Esc shows all again."]
    }
  }

  static func tick(_ tick: BoardApp.Tick) -> String { "+\(tick.points) \(tick.name)" }

  static let tryAgain = "Ctrl-R tries again."
  static let quiet = "What comes in is told here."
  static let bell = "bell"
  static let helpTitle = "The live board"
  static let helpClose = "any key closes"
  static let help: [(key: String, meaning: String)] = [
    ("↑ ↓ PgUp PgDn", "choose a pupil"), ("Enter", "look closely, and back"),
    ("s  r", "sort by the next column, reversed"), ("f", "show only some: waited for, synced, …"),
    ("/", "search a name"), ("Esc", "one step back"), ("b", "bell when nobody is waited for"),
    ("Ctrl-R", "connect again now"), ("q", "quit"),
  ]
  static let hints: [[(key: String, meaning: String)]] = [
    [("s", "sort"), ("f", "filter"), ("/", "search"), ("Enter", "pupil"), ("?", "help"), ("q", "quit")],
    [("s", "sort"), ("f", "filter"), ("?", "help"), ("q", "quit")], [("?", "help"), ("q", "quit")],
    [("?", "help")],
  ]
  static let pageHints: [[(key: String, meaning: String)]] = [
    [("↑ ↓", "next pupil"), ("Esc", "back"), ("q", "quit")], [("Esc", "back")],
  ]
  static let loading = "Asking the server…"
  static let latest = "Latest points"
  static let noEvents = "No points yet."
  static let quests = "Quests of today"

  static func lastSeen(_ text: String) -> String { text == now ? "seen just now" : "seen \(text) ago" }
  static func waitingSince(_ text: String) -> String {
    text == now ? "waiting for less than a minute" : "waiting for \(text)"
  }
  static func points(_ row: BoardRow) -> String { "today \(row.todayXP) XP, \(row.totalXP) XP in all" }
  static func pending(_ row: BoardRow) -> String {
    "\(row.pendingXP) XP pending in \(row.pendingCount) \(row.pendingCount == 1 ? "event" : "events")"
  }
  static func quest(_ standing: QuestStanding) -> String {
    let name = Quest.catalogue.first { $0.id == standing.questID }.map(Phrases.task) ?? standing.questID
    return standing.completedAt == nil ? name : "\(name) ✓"
  }
}
