package import Primitives
package import XP

/// A pupil as their teacher's list has them: an element of `GET /api/classes/{class}/students`.
package struct Pupil: Hashable, ListElement {
  package static let listName = "students"

  package let id: UniqueID
  package let name: String
  /// When they joined the class; nil where the answer does not say.
  package let joinedAt: Timestamp?
  package let totalXP: Int
  package let gamesPlayed: Int
  /// The kind of the event stored last; nil without events.
  package let lastGame: String?
  /// When that was.
  package let lastPlayedAt: Timestamp?
  /// Points that came faster than anybody plays; 0 from a server of before.
  package let unusualXP: Int

  package init(
    id: UniqueID, name: String, joinedAt: Timestamp?, totalXP: Int, gamesPlayed: Int, lastGame: String?,
    lastPlayedAt: Timestamp?, unusualXP: Int
  ) {
    self.id = id
    self.name = name
    self.joinedAt = joinedAt
    self.totalXP = totalXP
    self.gamesPlayed = gamesPlayed
    self.lastGame = lastGame
    self.lastPlayedAt = lastPlayedAt
    self.unusualXP = unusualXP
  }

  /// Reads an element; nil where what a client needs is missing.
  package init?(json: JSON) {
    guard let id = json["student_id"]?.id, let name = json["display_name"]?.string,
      let totalXP = json["total_xp"]?.integer
    else { return nil }
    self.init(
      id: id, name: name, joinedAt: json["joined_at"]?.time, totalXP: totalXP,
      gamesPlayed: json["games_played"]?.integer ?? 0, lastGame: json["last_game_type"]?.string,
      lastPlayedAt: json["last_played_at"]?.time, unusualXP: json["unusual_xp"]?.integer ?? 0)
  }

  package var json: JSON {
    [
      "student_id": .id(id), "display_name": .string(name), "joined_at": .time(joinedAt),
      "total_xp": .integer(totalXP), "games_played": .integer(gamesPlayed), "last_game_type": .text(lastGame),
      "last_played_at": .time(lastPlayedAt), "unusual_xp": .integer(unusualXP),
    ]
  }
}

/// A pupil looked at closely: the answer to `GET /api/classes/{class}/students/{student}`.
package struct PupilDetails: Hashable, WireValue {
  /// As on the board.
  package let row: BoardRow
  /// The latest events, the newest first.
  package let events: [LedgerEvent]
  /// The quests of the day, by the server's calendar.
  package let quests: [QuestStanding]

  package init(row: BoardRow, events: [LedgerEvent], quests: [QuestStanding]) {
    self.row = row
    self.events = events
    self.quests = quests
  }

  /// Reads an answer; nil where a part is missing or makes no sense.
  package init?(json: JSON) {
    guard let row = BoardRow(json: json), let events = json["events"]?.array,
      let quests = json["quests"]?.array
    else { return nil }
    self.row = row
    self.events = events.compactMap { LedgerEvent(json: $0) }
    self.quests = quests.compactMap { QuestStanding(json: $0) }
    guard self.events.count == events.count, self.quests.count == quests.count else { return nil }
  }

  package var json: JSON {
    var object = row.json.object ?? [:]
    object["events"] = .array(events.map(\.json))
    object["quests"] = .array(quests.map(\.json))
    return .object(object)
  }
}
