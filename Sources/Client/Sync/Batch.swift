import Outbox
import Primitives
import Wire
import XP

/// The oldest events of a channel as one request, and what has to be known of them once they are confirmed.
struct Batch {
  let channel: Channel
  let endpoint: Endpoint
  let body: JSON
  let ids: [UniqueID]
  /// The points of each event; empty for quest progress.
  private let points: [UniqueID: Int]
  /// The days of the quest progress; empty for points.
  private let questDates: Set<CivilDate>

  /// Takes up to `limit` events out of the outbox to look at; they stay in there.
  ///
  /// - Parameters:
  ///   - skipped: Events that are left out.
  ///   - sentAt: Now, by the clock that gave the events their times.
  ///   - report: What the client says of itself beside the points.
  init(
    _ channel: Channel, limit: Int, skipping skipped: [UniqueID], from outbox: Outbox, of owner: Owner,
    sentAt: Timestamp,
    report: ([XPEvent]) -> ClientReport?
  ) throws(OutboxError) {
    self.channel = channel
    let all = limit + skipped.count
    switch channel {
    case .points:
      let found = try outbox.batch(of: all, owner: owner).filter { !skipped.contains($0.id) }
      let events = Array(found.prefix(limit))
      (endpoint, ids) = (.xpSync, events.map(\.id))
      body = XPSyncRequest(events: events, sentAt: sentAt, client: report(events)).json
      points = Dictionary(events.map { ($0.id, $0.delta) }, uniquingKeysWith: { first, _ in first })
      questDates = []
    case .quests:
      let found = try outbox.questBatch(of: all, owner: owner).filter { !skipped.contains($0.id) }
      let events = Array(found.prefix(limit))
      (endpoint, ids) = (.questSync, events.map(\.id))
      body = QuestSyncRequest(events: events, sentAt: sentAt).json
      points = [:]
      questDates = Set(events.map(\.questDate))
    }
  }

  /// The points of those events.
  func points(of ids: [UniqueID]) -> Int { ids.reduce(0) { $0 + (points[$1] ?? 0) } }

  /// Takes events that the server has out of the outbox and puts its word in there, in one step.
  func acknowledge(
    _ ids: [UniqueID], _ confirmation: Confirmation, in outbox: Outbox, of owner: Owner, at time: Timestamp
  ) throws(OutboxError) -> OutboxSnapshot {
    switch channel {
    case .points:
      try outbox.acknowledge(ids, owner: owner, total: confirmation.total, at: time)
    case .quests:
      try outbox.acknowledgeQuests(
        ids, owner: owner,
        standings: ClassroomAnswers.own(confirmation.standings, of: owner.studentID, on: questDates),
        total: confirmation.total, tellsGamesPlayed: confirmation.tellsGamesPlayed, at: time)
    }
  }
}
