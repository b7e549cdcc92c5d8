import Primitives
public import Wire

/// Which pupils are shown, and in which order.
public struct BoardOrder: Hashable, Sendable {
  /// What they are sorted by; the same in that is by name.
  public enum Sort: Hashable, Sendable, CaseIterable {
    case name, today, pending, lastSeen

    var next: Sort { following(self) }
  }

  /// Which of them.
  public enum Filter: Hashable, Sendable, CaseIterable {
    case all, waiting, settled, attention, absent

    var next: Filter { following(self) }

    func takes(_ row: BoardRow) -> Bool {
      switch self {
      case .all: true
      case .waiting: row.isWaitedFor
      case .settled: row.isSettled
      case .attention: row.state == .attention
      case .absent: row.state == .never || row.state == .offline
      }
    }
  }

  /// What comes first.
  public var sort = Sort.name
  /// The other way round.
  public var isReversed = false
  /// Who is shown.
  public var filter = Filter.all

  /// Pupils in this order.
  ///
  /// - Parameter sorted: The same ones, by name.
  func sorted(_ sorted: [BoardRow]) -> [BoardRow] {
    let ranked: [BoardRow] =
      switch sort {
      case .name: sorted
      // Most first: that is what one sorts for.
      case .today: sorted.stablySorted { $0.todayXP > $1.todayXP }
      case .pending: sorted.stablySorted { ($0.pendingXP, $0.pendingCount) > ($1.pendingXP, $1.pendingCount) }
      // Those longest silent first, and before them those never seen.
      case .lastSeen:
        sorted.stablySorted { ($0.lastSeenAt?.milliseconds ?? 0) < ($1.lastSeenAt?.milliseconds ?? 0) }
      }
    return isReversed ? ranked.reversed() : ranked
  }
}

/// The case after another, and after the last the first.
private func following<Choice: CaseIterable & Equatable>(_ choice: Choice) -> Choice {
  let all = Array(Choice.allCases)
  let place = all.firstIndex(of: choice) ?? 0
  return all[(place + 1) % all.count]
}

extension [BoardRow] {
  fileprivate func stablySorted(by precedes: (BoardRow, BoardRow) -> Bool) -> [BoardRow] {
    enumerated().sorted { left, right in
      precedes(left.element, right.element)
        || (!precedes(right.element, left.element) && left.offset < right.offset)
    }.map(\.element)
  }
}

extension BoardRow {
  /// Everything is in the ledger, whether the pupil is still there or not. Who was lost in the middle of a game may have
  /// won something since.
  public var isSettled: Bool {
    state == .synced || (state == .offline && pendingCount == 0 && game == nil)
  }

  /// The pupil was here, and something of theirs is not in the ledger, or may not be.
  public var isWaitedFor: Bool { state != .never && !isSettled }
}

/// A class in a few figures.
public struct BoardSummary: Hashable, Sendable {
  /// Pupils whose points are all in the ledger.
  public var settled = 0
  /// Pupils of whom something waits, by name.
  public var waiting: [String] = []
  /// Pupils who were never here.
  public var absent = 0
  /// Events that wait.
  public var pendingCount = 0
  /// The points of those.
  public var pendingXP = 0
  /// Points of the day.
  public var todayXP = 0

  /// The figures of these pupils; those waited for in their order.
  public init(_ rows: [BoardRow]) {
    for row in rows {
      if row.isSettled {
        settled += 1
      } else if row.isWaitedFor {
        waiting.append(row.displayName)
      } else {
        absent += 1
      }
      pendingCount += row.pendingCount
      pendingXP += row.pendingXP
      todayXP += row.todayXP
    }
  }

  /// Pupils who were here.
  public var present: Int { settled + waiting.count }
}
