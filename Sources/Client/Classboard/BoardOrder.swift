package import Primitives
package import Wire

/// Which pupils are shown, and in which order.
package struct BoardOrder: Hashable, Sendable {
  /// What they are sorted by; the same in that is by name.
  package enum Sort: Hashable, Sendable, CaseIterable {
    case name, today, pending, lastSeen

    var next: Sort { following(self) }
  }

  /// Which of them.
  package enum Filter: Hashable, Sendable, CaseIterable {
    case all, waiting, settled, attention, absent

    var next: Filter { following(self) }

    func takes(_ row: BoardRow) -> Bool {
      switch self {
      case .all: true
      case .waiting: row.isWaitedFor
      case .settled: row.isSettled
      case .attention: row.state == .attention
      case .absent: row.isAway
      }
    }
  }

  /// What comes first.
  package var sort = Sort.name
  /// The other way round.
  package var isReversed = false
  /// Who is shown.
  package var filter = Filter.all

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
  /// Everything is known to be in the ledger, whether the pupil is still there or has left.
  package var isSettled: Bool { state == .synced || state == .left }

  /// Everything was in the ledger when the pupil was last heard of. What they may have won since, nobody can know.
  package var isUnheard: Bool { state == .offline && pendingCount == 0 }

  /// The pupil was here, and something of theirs is known not to be in the ledger.
  package var isWaitedFor: Bool { state != .never && !isSettled && !isUnheard }

  /// The pupil is not there as far as is known.
  package var isAway: Bool { [.never, .offline, .left].contains(state) }

  /// Since when what the row says stands; nil where it was heard just now, or never.
  ///
  /// - Parameter now: The server's clock.
  package func standsSince(at now: Timestamp) -> Timestamp? {
    guard let lastSeenAt else { return nil }
    return switch state {
    case .offline, .left: lastSeenAt
    // What a program says of itself stands for so long; that it has to sign in again stands until it does.
    case .attention where lastSeenAt.adding(seconds: Limit.silenceSeconds) <= now: lastSeenAt
    case .synced, .syncing, .pending, .attention, .never: nil
    }
  }
}

/// A class in a few figures.
package struct BoardSummary: Hashable, Sendable {
  /// Pupils whose points are known to be all in the ledger.
  package var settled = 0
  /// Pupils of whom something waits, by name.
  package var waiting: [String] = []
  /// Pupils of whom nobody knows whether something waits: see `BoardRow.isUnheard`.
  package var unheard = 0
  /// Since when none of those was heard of; nil without any.
  package var unheardSince: Timestamp?
  /// Pupils who were never here.
  package var absent = 0
  /// Events that wait.
  package var pendingCount = 0
  /// The points of those.
  package var pendingXP = 0
  /// Points of the day.
  package var todayXP = 0

  /// The figures of these pupils; those waited for in their order.
  package init(_ rows: [BoardRow]) {
    for row in rows {
      if row.isSettled {
        settled += 1
      } else if row.isWaitedFor {
        waiting.append(row.displayName)
      } else if row.isUnheard {
        unheard += 1
        unheardSince = [unheardSince, row.lastSeenAt].compactMap(\.self).max()
      } else {
        absent += 1
      }
      pendingCount += row.pendingCount
      pendingXP += row.pendingXP
      todayXP += row.todayXP
    }
  }

  /// Pupils who were here.
  package var present: Int { settled + waiting.count + unheard }

  /// Everybody who was here is known to be done.
  package var isDone: Bool { present > 0 && settled == present }
}
