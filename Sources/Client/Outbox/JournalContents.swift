import Primitives
import XP

/// What the records of a journal come to, an owner at a time.
struct JournalContents: Sendable {
  private struct Share {
    var events: [UniqueID: XPEvent] = [:]
    var acknowledged: Set<UniqueID> = []
    var refused: [UniqueID: QuarantinedEvent] = [:]
    var total: LedgerTotal?
    var lastSyncAt: Timestamp?
  }

  private var shares: [Owner: Share] = [:]

  /// Takes one more record in. An acknowledgement holds also for an event that is read only later.
  mutating func apply(_ record: JournalRecord) {
    var share = shares[record.owner] ?? Share()
    switch record {
    case .won(let event, _):
      if share.acknowledged.contains(event.id) || share.refused[event.id] != nil { break }
      share.events[event.id] = event
    case .acknowledged(let ids, _):
      for id in ids {
        share.acknowledged.insert(id)
        share.events[id] = nil
        share.refused[id] = nil
      }
    case .refused(let id, let code, let detail, let at, _):
      guard let event = share.events.removeValue(forKey: id) else { break }
      share.refused[id] = QuarantinedEvent(event: event, code: code, detail: detail, quarantinedAt: at)
    case .heard(let total, let time, _):
      share.total = share.total.map { total.newer(than: $0) } ?? total
      share.lastSyncAt = [share.lastSyncAt, time].compactMap(\.self).max()
    case .retried:
      for (id, refused) in share.refused { share.events[id] = refused.event }
      share.refused = [:]
    }
    shares[record.owner] = share
  }

  var owners: [Owner] { Array(shares.keys) }

  /// The events that wait, oldest first.
  func waiting(of owner: Owner) -> [XPEvent] {
    (shares[owner]?.events.values).map { $0.sorted { $0.id < $1.id } } ?? []
  }

  /// The events that the server refused, oldest first.
  func refused(of owner: Owner) -> [QuarantinedEvent] {
    (shares[owner]?.refused.values).map { $0.sorted { $0.event.id < $1.event.id } } ?? []
  }

  /// The event of that id, waiting or refused.
  func event(_ id: UniqueID, of owner: Owner) -> XPEvent? {
    shares[owner]?.events[id] ?? shares[owner]?.refused[id]?.event
  }

  func isWaiting(_ id: UniqueID, of owner: Owner) -> Bool { shares[owner]?.events[id] != nil }

  func waitingCountOfOthers(than owner: Owner) -> Int {
    shares.reduce(0) { $1.key == owner ? $0 : $0 + $1.value.events.count }
  }

  /// Adds this journal's share to a snapshot.
  func count(of owner: Owner, into snapshot: inout OutboxSnapshot) {
    guard let share = shares[owner] else { return }
    snapshot.hear(share.total, at: share.lastSyncAt)
    snapshot.pendingEvents += share.events.count
    snapshot.journaled += share.events.count
    snapshot.pendingXP += share.events.values.reduce(0) { $0 + $1.delta }
    snapshot.quarantined += share.refused.count
    snapshot.quarantinedXP += share.refused.values.reduce(0) { $0 + $1.event.delta }
  }
}
