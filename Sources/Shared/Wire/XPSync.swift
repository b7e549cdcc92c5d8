package import Primitives
package import XP

/// The body of `POST /api/xp-sync` as a client writes it. The server reads it as a `SentBatch`.
package struct XPSyncRequest: Hashable, Sendable {
  /// What is to be stored.
  package let events: [XPEvent]
  /// The moment of sending, by the clock that gave the events their times, whatever that shows.
  package let sentAt: Timestamp
  /// What the client says of itself; nil says nothing.
  package let client: ClientReport?

  /// A request of 1 to `Limit.batchEvents` events.
  package init(events: [XPEvent], sentAt: Timestamp, client: ClientReport?) {
    self.events = events
    self.sentAt = sentAt
    self.client = client
  }

  package var json: JSON {
    var object: JSONObject = ["events": .array(events.map(\.json)), "sent_at": .time(sentAt)]
    object["client"] = client?.json
    return .object(object)
  }
}

extension XPEvent {
  /// Reads an event that a server gives; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let studentID = json["student_id"]?.id, let kind = json["kind"]?.string,
      let delta = json["delta"]?.integer, let createdAt = json["created_at"]?.time
    else { return nil }
    self.init(
      id: id, studentID: studentID, kind: kind, delta: delta, wordSetID: json["word_set_id"]?.id,
      homeworkID: json["homework_id"]?.id, createdAt: createdAt, metadata: json["metadata"] ?? [:])
  }

  /// The event on the wire.
  package var json: JSON {
    [
      "id": .id(id), "student_id": .id(studentID), "kind": .string(kind), "delta": .integer(delta),
      "word_set_id": .id(wordSetID), "homework_id": .id(homeworkID), "created_at": .time(createdAt),
      "metadata": metadata,
    ]
  }
}

/// What a client says of itself for the teacher's board: with each sync, as it stands once that sync is answered, and
/// otherwise as the body of `POST /api/presence`.
package struct ClientReport: Hashable, WireValue {
  package let deviceID: UniqueID
  /// Events that wait on it.
  package let pendingCount: Int
  /// The points of those.
  package let pendingXP: Int
  /// `SyncStatus.State.name`.
  package let state: String
  /// The kind of the game being played.
  package let game: String?

  package init(deviceID: UniqueID, pendingCount: Int, pendingXP: Int, state: String, game: String?) {
    self.deviceID = deviceID
    self.pendingCount = pendingCount
    self.pendingXP = pendingXP
    self.state = state
    self.game = game
  }

  /// Reads a report; nil where a part is missing, of the wrong kind or negative.
  package init?(json: JSON) {
    guard let deviceID = json["device_id"]?.id, let pendingCount = json["pending_count"]?.integer,
      let pendingXP = json["pending_xp"]?.integer, let state = json["state"]?.string, pendingCount >= 0,
      pendingXP >= 0, json["game"].map({ $0.isNull || $0.string != nil }) ?? true
    else { return nil }
    self.init(
      deviceID: deviceID, pendingCount: pendingCount, pendingXP: pendingXP, state: state,
      game: json["game"]?.string)
  }

  /// The report on the wire.
  package var json: JSON {
    [
      "device_id": .id(deviceID), "pending_count": .integer(pendingCount), "pending_xp": .integer(pendingXP),
      "state": .string(state), "game": .text(game),
    ]
  }
}

/// The answer to `POST /api/xp-sync`.
package struct XPSyncResponse: Hashable, WireValue {
  /// Every id of the request that is now stored for this student, by this call or an earlier one.
  package let acceptedIDs: [UniqueID]
  /// When each event happened, by the server's clock, as was fixed when it was first stored. Empty from a server of before.
  package let stored: [StoredMoment]
  /// The student's total after this call.
  package let total: LedgerTotal

  package init(acceptedIDs: [UniqueID], stored: [StoredMoment], total: LedgerTotal) {
    self.acceptedIDs = acceptedIDs
    self.stored = stored
    self.total = total
  }

  /// Reads an answer; nil where any part is missing or of the wrong kind, for a half-read answer acknowledges nothing.
  package init?(json: JSON) {
    guard let accepted = json["accepted_ids"]?.array, let total = LedgerTotal(json: json) else { return nil }
    let ids = accepted.compactMap(\.id)
    guard ids.count == accepted.count else { return nil }
    let stored = (json["stored"]?.array ?? []).compactMap { StoredMoment(json: $0) }
    self.init(acceptedIDs: ids, stored: stored, total: total)
  }

  package var json: JSON {
    [
      "accepted_ids": .array(acceptedIDs.map { .id($0) }), "stored": .array(stored.map(\.json)),
      "total_xp": .integer(total.totalXP),
      "games_played": .integer(total.gamesPlayed), "version": .integer(total.version),
    ]
  }
}

/// When an event happened.
package struct StoredMoment: Hashable, Sendable {
  package let id: UniqueID
  /// By the server's clock.
  package let occurredAt: Timestamp

  package init(id: UniqueID, occurredAt: Timestamp) {
    self.id = id
    self.occurredAt = occurredAt
  }

  /// Reads a row; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let occurredAt = json["occurred_at"]?.time else { return nil }
    self.init(id: id, occurredAt: occurredAt)
  }

  /// The row on the wire.
  package var json: JSON { ["id": .id(id), "occurred_at": .time(occurredAt)] }
}

extension LedgerTotal {
  /// The largest whole number that every JSON reader keeps exactly: no honest total comes near it.
  private static let readable = 0...(1 << 53)

  /// Reads `total_xp`, `games_played` and `version`; nil where one is missing, negative, no whole number or beyond
  /// 2⁵³.
  package init?(json: JSON) {
    guard let total = json["total_xp"]?.integer, let games = json["games_played"]?.integer,
      let version = json["version"]?.integer, Self.readable.contains(total),
      Self.readable.contains(games), Self.readable.contains(version)
    else { return nil }
    self.init(totalXP: total, gamesPlayed: games, version: version)
  }
}
