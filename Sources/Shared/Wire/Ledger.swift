package import Primitives
package import XP

/// The answer to `GET /api/xp-total`.
package struct XPTotalResponse: Hashable, WireValue {
  package let studentID: UniqueID
  /// Zeros without events.
  package let total: LedgerTotal
  /// The kind of the event stored last.
  package let lastGameType: String?
  /// When that was.
  package let updatedAt: Timestamp?

  package init(studentID: UniqueID, total: LedgerTotal, lastGameType: String?, updatedAt: Timestamp?) {
    self.studentID = studentID
    self.total = total
    self.lastGameType = lastGameType
    self.updatedAt = updatedAt
  }

  /// Reads an answer; nil where a part is missing. (What the sync manager needs of it is a `LedgerTotal`.)
  package init?(json: JSON) {
    guard let studentID = json["student_id"]?.id, let total = LedgerTotal(json: json) else { return nil }
    self.init(
      studentID: studentID, total: total, lastGameType: json["last_game_type"]?.string,
      updatedAt: json["updated_at"]?.time)
  }

  package var json: JSON {
    [
      "student_id": .id(studentID), "total_xp": .integer(total.totalXP),
      "games_played": .integer(total.gamesPlayed), "last_game_type": .text(lastGameType),
      "updated_at": .time(updatedAt), "version": .integer(total.version),
    ]
  }
}

/// An event as the ledger has it.
package struct LedgerEvent: Hashable, Sendable {
  /// What the client sent, or the server made.
  package let event: XPEvent
  /// When it happened, by the server's clock; nil from a server of before.
  package let occurredAt: Timestamp?
  /// When the server took it.
  package let receivedAt: Timestamp

  package init(event: XPEvent, occurredAt: Timestamp, receivedAt: Timestamp) {
    self.event = event
    self.occurredAt = occurredAt
    self.receivedAt = receivedAt
  }

  /// Reads an event; nil where a part is missing.
  package init?(json: JSON) {
    guard let event = XPEvent(json: json), let receivedAt = json["received_at"]?.time else { return nil }
    self.event = event
    occurredAt = json["occurred_at"]?.time
    self.receivedAt = receivedAt
  }

  package var json: JSON {
    var object = event.json.object ?? [:]
    object["occurred_at"] = .time(occurredAt)
    object["received_at"] = .time(receivedAt)
    return .object(object)
  }
}

/// A page of a student's log, the events stored last first: the answer to `GET /api/xp-events`.
package struct LedgerPage: Hashable, WireValue {
  package let events: [LedgerEvent]
  /// Where older events go on; nil where there are none.
  package let nextBefore: String?

  package init(events: [LedgerEvent], nextBefore: String?) {
    self.events = events
    self.nextBefore = nextBefore
  }

  /// Reads a page; nil where it is none, or any event can't be read.
  package init?(json: JSON) {
    guard let rows = json["events"]?.array else { return nil }
    events = rows.compactMap { LedgerEvent(json: $0) }
    nextBefore = json["next_before"]?.string
    guard events.count == rows.count else { return nil }
  }

  package var json: JSON {
    ["events": .array(events.map(\.json)), "next_before": .text(nextBefore)]
  }

  /// Which events a page has.
  package struct Index: Hashable, Sendable {
    package let ids: [UniqueID]
    package let isEmpty: Bool
    /// Where older events go on; nil where there are none.
    package let nextBefore: String?

    /// Reads a page for its ids alone: nothing else of an event can stand in the way. Nil where it is none.
    package init?(json: JSON) {
      guard let rows = json["events"]?.array else { return nil }
      ids = rows.compactMap { $0["id"]?.id }
      isEmpty = rows.isEmpty
      nextBefore = json["next_before"]?.string
    }
  }
}
