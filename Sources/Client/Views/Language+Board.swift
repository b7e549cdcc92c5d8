import Classboard
import Game
import Languages
import Wire
import XP

// Which of the board's sentences is said; the longest first.
extension Language {
  func join(_ schoolClass: SchoolClass) -> String {
    schoolClass.isJoinable ? boardJoin(with: schoolClass.code) : boardClosed
  }

  func connection(_ connection: BoardApp.Connection, seconds: Int) -> [String] {
    switch connection {
    case .opening: [boardConnecting]
    case .live: [boardLive]
    case .lost: boardLost(nextTryIn: seconds)
    case .refused: [boardNotConnected]
    }
  }

  /// How things stand with a pupil, and since when where that was not heard just now.
  func state(_ row: BoardRow, at clock: BoardClock) -> [String] {
    let since = row.standsSince(at: clock.now).map(clock.texts(of:)) ?? []
    return switch row.state {
    case .synced: [stateSynced]
    case .syncing: [stateSyncing]
    case .pending: [statePending]
    case .offline: stateOffline(since: since)
    case .attention: stateAttention(since: since)
    case .left: stateLeft(at: since)
    case .never: [stateNever]
    }
  }

  /// What waits of a pupil's, or what is known instead.
  func waiting(_ row: BoardRow) -> [String] {
    if row.pendingCount > 0 { return rowWaiting(points: row.pendingXP, events: row.pendingCount) }
    if row.isUnheard { return [rowWasSynced] }
    return [row.state == .left ? rowAllSent : ""]
  }

  func title(_ column: BoardTable.Column) -> String {
    switch column {
    case .name: columnName
    case .state: columnState
    case .pending: columnPending
    case .today: columnToday
    case .total: columnTotal
    case .game: columnGame
    case .activity: columnActivity
    }
  }

  func filter(_ filter: BoardOrder.Filter) -> String {
    switch filter {
    case .all: filterAll
    case .waiting: filterWaiting
    case .settled: filterSettled
    case .attention: filterAttention
    case .absent: filterAbsent
    }
  }

  func sort(_ order: BoardOrder) -> String {
    let name =
      switch order.sort {
      case .name: orderName
      case .today: orderToday
      case .pending: orderPending
      case .lastSeen: orderLastSeen
      }
    return order.isReversed ? reversed(name) : name
  }

  func shown(_ shown: Int, of count: Int, in range: Range<Int>) -> String {
    shown > range.count
      ? self.shown(shown, of: count, from: range.lowerBound + 1, to: range.upperBound)
      : self.shown(shown, of: count)
  }

  /// What stands where no row does.
  func empty(_ app: BoardApp) -> [String] {
    switch app.connection {
    case .opening: [boardOpening]
    case .refused(let reason): [reason, boardTryAgain]
    case .lost(let reason, _) where app.count == 0: [reason]
    case .lost, .live: [app.count == 0 ? boardNobodyYet : boardNobodyFits]
    }
  }

  /// What stands beside a pupil's figures where they are not of this moment; nil where they are.
  func past(_ row: BoardRow, at clock: BoardClock) -> String? {
    guard let since = row.standsSince(at: clock.now).flatMap({ clock.texts(of: $0).first }) else {
      return nil
    }
    return switch row.state {
    case .left: pageLeft(at: since)
    case .attention: pageAttention(since: since)
    case .offline where row.isUnheard: pageUnheard(since: since)
    case .offline: pageOffline(since: since)
    case .synced, .syncing, .pending, .never: nil
    }
  }
}

extension JoinLine {
  /// What a pupil types, in the pieces that it may be broken between.
  var pieces: [String] { ["glosa join", address, code.description] + (allowsPlain ? ["--insecure"] : []) }
}
