import Classboard
import Game
import Wire
import XP

/// Every text of the teacher's board.
package enum BoardPhrases {
  static func join(_ schoolClass: SchoolClass) -> String {
    schoolClass.isJoinable ? "join with \(schoolClass.code)" : "closed to new pupils"
  }

  static func join(_ code: JoinCode) -> String { "join with \(code)" }

  static let noNetwork = ["no network just now, nobody can join", "no network just now"]

  static func connection(_ connection: BoardApp.Connection, seconds: Int) -> [String] {
    switch connection {
    case .opening: ["connecting…"]
    case .live: ["● live"]
    case .lost: ["○ connection lost, next try in \(seconds) s", "○ lost, \(seconds) s"]
    case .refused: ["✕ not connected"]
    }
  }

  static func absent(_ count: Int) -> String { "\(count) not here yet" }

  static func pending(_ summary: BoardSummary) -> String {
    "\(summary.pendingXP) XP pending in \(summary.pendingCount) \(summary.pendingCount == 1 ? "event" : "events")"
  }

  static func pendingBriefly(_ summary: BoardSummary) -> String { "\(summary.pendingXP) XP pending" }

  static func today(_ summary: BoardSummary) -> String { "today \(summary.todayXP) XP" }

  /// How things stand with a pupil, and since when where that was not heard just now; the longest text first.
  static func state(_ row: BoardRow, at clock: BoardClock) -> [String] {
    let since = row.standsSince(at: clock.now).map(clock.texts(of:)) ?? []
    switch row.state {
    case .synced: return ["● synced"]
    case .syncing: return ["◐ syncing"]
    case .pending: return ["◐ pending"]
    case .offline: return told("○ offline", since: since)
    case .attention: return told("▲ needs help", since: since) + since.map { "▲ help \($0)" }
    case .left: return since.map { "✓ left \($0)" } + ["✓ left"]
    case .never: return ["· never seen"]
    }
  }

  private static func told(_ state: String, since: [String]) -> [String] {
    since.map { "\(state) since \($0)" } + since.map { "\(state) \($0)" } + (since.isEmpty ? [state] : [])
  }

  /// What waits of a pupil's, or what is known instead; the longest text first.
  static func waiting(_ row: BoardRow) -> [String] {
    if row.pendingCount > 0 { return ["\(row.pendingXP) XP · \(row.pendingCount)", "\(row.pendingXP) XP"] }
    if row.isUnheard { return ["was synced"] }
    return [row.state == .left ? "all sent" : ""]
  }

  static func game(_ kind: String?) -> String {
    guard let kind else { return "" }
    return switch EventKind(rawValue: kind) {
    case .choice: "Choice"
    case let known?: Game.Phrases.game(known)
    case nil: kind
    }
  }

  /// 0 is Monday.
  static func weekday(_ number: Int) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][number % 7]
  }

  /// `29 Nov`; months count from 1.
  static func date(day: Int, month: Int) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(day) \(months[(month + 11) % 12])"
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

  static func titles(_ column: BoardTable.Column) -> String {
    switch column {
    case .name: "pupil"
    case .state: "state"
    case .pending: "pending"
    case .today: "today"
    case .total: "total"
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
        ? ["Nobody has joined yet."]
        : ["No pupil fits. Esc shows all again."]
    }
  }

  static func tick(_ tick: BoardApp.Tick) -> String { "+\(tick.points) \(tick.name)" }

  static let tryAgain = "Ctrl-R tries again."
  static let quiet = "What comes in is told here."
  static let bell = "bell"
  static let helpTitle = "The live board"
  static let helpClose = "any key closes"
  /// What is no key, and belongs in the help all the same.
  static let helpSigns = [(key: unusualSign, meaning: "points faster than anybody plays")]
  static let loading = "Asking the server…"
  static let latest = "Latest points"
  static let noEvents = "No points yet."
  static let quests = "Quests of today"

  static let seenNow = "seen just now"
  /// What stands beside a pupil's figures where they are not of this moment; nil where they are.
  static func past(_ row: BoardRow, at clock: BoardClock) -> String? {
    guard let since = row.standsSince(at: clock.now).flatMap({ clock.texts(of: $0).first }) else {
      return nil
    }
    return switch row.state {
    case .left: "Left at \(since); everything was sent."
    case .attention: "Has to sign in again with the new PIN, since \(since)."
    case .offline where row.isUnheard:
      "Synced when last heard of, at \(since). How it is now is not known."
    case .offline: "Last heard of at \(since). How it is now is not known."
    case .synced, .syncing, .pending, .never: nil
    }
  }
  static func waitingSince(_ text: String) -> String {
    text == now ? "waiting for less than a minute" : "waiting for \(text)"
  }
  static func points(_ row: BoardRow) -> String { "today \(row.todayXP) XP, \(row.totalXP) XP in all" }
  /// Points that nobody can have won, without saying how they came about.
  package static func unusual(_ points: Int) -> String {
    "unusual: \(Phrases.grouped(points)) XP came faster than anybody plays"
  }
  /// The sign of that in a row.
  static let unusualSign = "!"
  static func pending(_ row: BoardRow) -> String {
    "\(row.pendingXP) XP pending in \(row.pendingCount) \(row.pendingCount == 1 ? "event" : "events")"
  }
  static func quest(_ standing: QuestStanding) -> String {
    let name = Quest.catalogue.first { $0.id == standing.questID }.map(Phrases.task) ?? standing.questID
    return standing.completedAt == nil ? name : "\(name) ✓"
  }
}
