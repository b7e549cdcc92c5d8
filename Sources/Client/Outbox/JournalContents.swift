import Primitives
import XP

/// What the records of a journal come to, an owner at a time.
struct JournalContents: Sendable {
  /// One of an owner's two queues.
  private struct Queue<Event: QueuedEvent> {
    var waiting: [UniqueID: Event] = [:]
    var refused: [UniqueID: Quarantined<Event>] = [:]

    var oldestWaiting: [Event] { waiting.values.sorted { $0.id < $1.id } }
    var oldestRefused: [Quarantined<Event>] { refused.values.sorted { $0.event.id < $1.event.id } }

    mutating func take(_ event: Event) {
      if refused[event.id] == nil { waiting[event.id] = event }
    }

    mutating func remove(_ id: UniqueID) {
      waiting[id] = nil
      refused[id] = nil
    }

    mutating func refuse(_ id: UniqueID, _ code: String, _ detail: String, at time: Timestamp) {
      guard let event = waiting.removeValue(forKey: id) else { return }
      refused[id] = Quarantined(event: event, code: code, detail: detail, quarantinedAt: time)
    }

    mutating func retry() {
      for (id, refused) in refused { waiting[id] = refused.event }
      refused = [:]
    }
  }

  private struct Share {
    var points = Queue<XPEvent>()
    var quests = Queue<QuestEvent>()
    var acknowledged: Set<UniqueID> = []
    var total: LedgerTotal?
    var lastSyncAt: Timestamp?
  }

  private var shares: [Owner: Share] = [:]

  /// Takes one more record in. An acknowledgement holds also for an event that is read only later.
  mutating func apply(_ record: JournalRecord) {
    var share = shares[record.owner] ?? Share()
    switch record {
    case .won(let event, let quests, _):
      if !share.acknowledged.contains(event.id) { share.points.take(event) }
      for quest in quests where !share.acknowledged.contains(quest.id) { share.quests.take(quest) }
    case .acknowledged(let ids, _):
      for id in ids {
        share.acknowledged.insert(id)
        share.points.remove(id)
        share.quests.remove(id)
      }
    case .refused(let id, let code, let detail, let at, _):
      share.points.refuse(id, code, detail, at: at)
      share.quests.refuse(id, code, detail, at: at)
    case .heard(let total, let time, _):
      share.total = share.total.map { total.newer(than: $0) } ?? total
      share.lastSyncAt = [share.lastSyncAt, time].compactMap(\.self).max()
    case .retried:
      share.points.retry()
      share.quests.retry()
    }
    shares[record.owner] = share
  }

  var owners: [Owner] { Array(shares.keys) }

  /// What was won, and waits or was refused, but for what others have. Progress on quests goes with the owner's first event.
  func records(missingIn other: JournalContents) -> [JournalRecord] {
    var records: [JournalRecord] = []
    for (owner, share) in shares {
      let refused = share.points.oldestRefused.filter { other.event($0.event.id, of: owner) == nil }
      let waiting = share.points.oldestWaiting.filter { other.event($0.id, of: owner) == nil }
      var quests = share.quests.oldestWaiting.filter { !other.holdsQuest($0.id, of: owner) }
      for event in waiting + refused.map(\.event) {
        records.append(.won(event, quests, owner))
        quests = []
      }
      for refused in refused {
        records.append(
          .refused(
            refused.event.id, code: refused.code, detail: refused.detail, at: refused.quarantinedAt, owner))
      }
    }
    return records
  }

  /// The events that wait, oldest first.
  func waiting(of owner: Owner) -> [XPEvent] { shares[owner]?.points.oldestWaiting ?? [] }

  /// The quest progress that waits, oldest first.
  func waitingQuests(of owner: Owner) -> [QuestEvent] { shares[owner]?.quests.oldestWaiting ?? [] }

  /// The events that the server refused, oldest first.
  func refused(of owner: Owner) -> [QuarantinedEvent] { shares[owner]?.points.oldestRefused ?? [] }

  /// The quest progress that the server refused, oldest first.
  func refusedQuests(of owner: Owner) -> [Quarantined<QuestEvent>] {
    shares[owner]?.quests.oldestRefused ?? []
  }

  /// The event of that id, waiting or refused.
  func event(_ id: UniqueID, of owner: Owner) -> XPEvent? {
    shares[owner]?.points.waiting[id] ?? shares[owner]?.points.refused[id]?.event
  }

  /// The quest progress of that id, waiting or refused.
  func quest(_ id: UniqueID, of owner: Owner) -> QuestEvent? {
    shares[owner]?.quests.waiting[id] ?? shares[owner]?.quests.refused[id]?.event
  }

  /// True for quest progress that waits or was refused.
  func holdsQuest(_ id: UniqueID, of owner: Owner) -> Bool {
    shares[owner].map { $0.quests.waiting[id] != nil || $0.quests.refused[id] != nil } ?? false
  }

  /// True for an event of either queue that waits.
  func isWaiting(_ id: UniqueID, of owner: Owner) -> Bool {
    shares[owner].map { $0.points.waiting[id] != nil || $0.quests.waiting[id] != nil } ?? false
  }

  /// What waits or was refused, an owner at a time, also of those that have nothing.
  var known: [Waiting] {
    shares.map { owner, share in
      Waiting(
        owner: owner, nameKey: nil, name: nil, className: nil, address: nil,
        events: share.points.waiting.count,
        points: share.points.waiting.values.reduce(0) { $0 + $1.delta },
        questEvents: share.quests.waiting.count,
        refused: share.points.refused.count + share.quests.refused.count,
        refusedPoints: share.points.refused.values.reduce(0) { $0 + $1.event.delta })
    }
  }

  func hasRefused(of owner: Owner) -> Bool {
    shares[owner].map { !$0.points.refused.isEmpty || !$0.quests.refused.isEmpty } ?? false
  }

  /// Adds this journal's share to a snapshot.
  func count(of owner: Owner, into snapshot: inout OutboxSnapshot) {
    if owner.ledger != nil, let own = shares[Owner(ledger: nil, studentID: owner.studentID)] {
      snapshot.elsewhereEvents += own.points.waiting.count
      snapshot.elsewhereXP += own.points.waiting.values.reduce(0) { $0 + $1.delta }
    }
    guard let share = shares[owner] else { return }
    snapshot.hear(share.total, at: share.lastSyncAt)
    snapshot.pendingEvents += share.points.waiting.count
    snapshot.journaled += share.points.waiting.count
    snapshot.pendingXP += share.points.waiting.values.reduce(0) { $0 + $1.delta }
    snapshot.quarantined += share.points.refused.count
    snapshot.quarantinedXP += share.points.refused.values.reduce(0) { $0 + $1.event.delta }
    snapshot.questPending += share.quests.waiting.count
    snapshot.questQuarantined += share.quests.refused.count
  }
}
