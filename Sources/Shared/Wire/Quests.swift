package import Primitives
package import XP

/// The body of `POST /api/quest-sync` as a client writes it. The server reads it as a `SentBatch`.
package struct QuestSyncRequest: Hashable, Sendable {
  /// What is to be stored.
  package let events: [QuestEvent]
  /// The moment of sending, as for points.
  package let sentAt: Timestamp

  /// A request of 1 to `Limit.batchEvents` events.
  package init(events: [QuestEvent], sentAt: Timestamp) {
    self.events = events
    self.sentAt = sentAt
  }

  package var json: JSON { ["events": .array(events.map(\.json)), "sent_at": .time(sentAt)] }
}

extension QuestEvent {
  /// The event on the wire.
  package var json: JSON {
    [
      "id": .id(id), "student_id": .id(studentID), "quest_id": .string(questID),
      "quest_date": .string(questDate.description), "progress": .integer(progress),
      "created_at": .time(createdAt),
    ]
  }
}

/// The answer to `POST /api/quest-sync`.
package struct QuestSyncResponse: Hashable, WireValue {
  /// Every id of the request that is now stored for this student.
  package let acceptedIDs: [UniqueID]
  /// The quests that the request made progress on, or all of their days.
  package let quests: [QuestStanding]
  /// The student's total after this call, bonuses included. The games played are this server's addition: where another
  /// one leaves them out, they are nil.
  package let total: LedgerTotal
  /// True where the answer told the games played; `total` has 0 otherwise.
  package let tellsGamesPlayed: Bool

  package init(acceptedIDs: [UniqueID], quests: [QuestStanding], total: LedgerTotal) {
    self.acceptedIDs = acceptedIDs
    self.quests = quests
    self.total = total
    tellsGamesPlayed = true
  }

  /// Reads an answer; nil where any part is missing or of the wrong kind, for a half-read answer acknowledges nothing.
  package init?(json: JSON) {
    guard let accepted = json["accepted_ids"]?.array, let rows = json["quests"]?.array,
      case .object(var object) = json
    else { return nil }
    tellsGamesPlayed = object["games_played"] != nil
    if !tellsGamesPlayed { object["games_played"] = 0 }
    let (ids, quests) = (accepted.compactMap(\.id), rows.compactMap { QuestStanding(json: $0) })
    guard ids.count == accepted.count, quests.count == rows.count,
      let total = LedgerTotal(json: .object(object))
    else { return nil }
    (acceptedIDs, self.quests, self.total) = (ids, quests, total)
  }

  package var json: JSON {
    [
      "accepted_ids": .array(acceptedIDs.map { .id($0) }), "quests": .array(quests.map(\.json)),
      "total_xp": .integer(total.totalXP), "games_played": .integer(total.gamesPlayed),
      "version": .integer(total.version),
    ]
  }
}

extension QuestStanding: ListElement {
  package static var listName: String { "quests" }

  /// Reads a row; nil where a part is missing or makes no sense.
  package init?(json: JSON) {
    guard let questID = json["quest_id"]?.string,
      let date = json["quest_date"]?.string.flatMap({ CivilDate($0) }),
      let progress = json["progress"]?.integer, progress >= 0, let goal = json["goal"]?.integer, goal > 0,
      let bonusXP = json["bonus_xp"]?.integer, bonusXP >= 0
    else { return nil }
    self.init(
      questID: questID, date: date, progress: progress, goal: goal, completedAt: json["completed_at"]?.time,
      bonusXP: bonusXP)
  }

  /// The row on the wire.
  package var json: JSON {
    [
      "quest_id": .string(questID), "quest_date": .string(date.description), "progress": .integer(progress),
      "goal": .integer(goal), "completed_at": .time(completedAt), "bonus_xp": .integer(bonusXP),
    ]
  }
}
