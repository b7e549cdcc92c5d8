import XP

/// The awards of this session and how far each has come. It never calls an award pending before the outbox has it,
/// nor confirmed before the server has.
struct AwardLog: Sendable {
  /// Older marks that are settled, and in the end also others, make room: the status counts every point anyway.
  static let limit = 32

  private(set) var marks: [AwardMark] = []
  private(set) var lastNumber = 0
  /// What the ledger said when an award was stored: only a later word of it can include that award.
  private var ledgerAtStoring: [AwardTicket: Baseline] = [:]

  private struct Baseline {
    let version: Int
    let quarantined: Int
  }

  /// A new award is on its way to the disk.
  mutating func began(points: Int) -> AwardTicket {
    lastNumber += 1
    let ticket = AwardTicket(number: lastNumber)
    marks.append(AwardMark(ticket: ticket, points: points, state: .saving))
    if marks.count > Self.limit {
      let place = marks.firstIndex { $0.state == .confirmed } ?? 0
      ledgerAtStoring[marks[place].ticket] = nil
      marks.remove(at: place)
    }
    return ticket
  }

  /// The outbox has it.
  mutating func stored(_ ticket: AwardTicket, status: SyncStatus) {
    guard let place = place(of: ticket), marks[place].state == .saving else { return }
    marks[place].state = .pending
    ledgerAtStoring[ticket] = Baseline(version: status.total?.version ?? 0, quarantined: status.quarantined)
  }

  /// Takes out what nothing more can happen to: the pupil has seen it. Without a class that is what the outbox has.
  mutating func forgetSettled(isLocal: Bool) {
    marks.removeAll { mark in
      switch mark.state {
      case .confirmed, .failed: return true
      case .pending: return isLocal
      case .saving: return false
      }
    }
  }

  /// It could not be stored. Returns the points that are lost.
  mutating func failed(_ ticket: AwardTicket, reason: String) -> Int {
    guard let place = place(of: ticket), marks[place].state == .saving else { return 0 }
    marks[place].state = .failed(reason: reason)
    return marks[place].points
  }

  /// The server has it.
  mutating func confirmed(_ ticket: AwardTicket) {
    guard let place = place(of: ticket) else { return }
    marks[place].state = .confirmed
    ledgerAtStoring[ticket] = nil
  }

  /// A status with nothing left to send confirms what was pending, if the ledger has moved on since it was stored
  /// and has refused nothing.
  mutating func statusChanged(_ status: SyncStatus) {
    guard status.state == .synced, status.pendingEvents == 0, let version = status.total?.version else {
      return
    }
    for (ticket, ledger) in ledgerAtStoring
    where version > ledger.version && status.quarantined <= ledger.quarantined {
      confirmed(ticket)
    }
  }

  private func place(of ticket: AwardTicket) -> Int? {
    marks.lastIndex { $0.ticket == ticket }
  }
}
