package import Primitives
import Profile

/// A pupil as `GET /api/classes/{id}/students` has them.
package struct Pupil {
  package let id: UniqueID
  package let name: String
  package let joinedAt: Timestamp?
  package let totalXP: Int
  package let gamesPlayed: Int
  let lastGame: String?
  package let lastPlayedAt: Timestamp?
  /// Points that came faster than anybody plays; 0 from a server of before.
  package let unusualXP: Int
  /// The element as the server wrote it.
  package let json: JSON

  /// Reads an element; nil where what is needed is missing.
  init?(json: JSON) {
    guard let id = json["student_id"]?.id, let name = json["display_name"]?.string,
      let totalXP = json["total_xp"]?.integer
    else { return nil }
    (self.id, self.name, self.totalXP, self.json) = (id, name, totalXP, json)
    joinedAt = json["joined_at"]?.time
    gamesPlayed = json["games_played"]?.integer ?? 0
    lastGame = json["last_game_type"]?.string
    lastPlayedAt = json["last_played_at"]?.time
    unusualXP = json["unusual_xp"]?.integer ?? 0
  }
}

/// Homework as `GET /api/classes/{id}/homework` has it.
package struct Assigned {
  package let id: UniqueID
  package let title: String
  package let wordSetID: UniqueID
  let goalXP: Int
  package let dueAt: Timestamp?
  /// The element as the server wrote it.
  package let json: JSON

  /// Reads an element; nil where what is needed is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string,
      let wordSetID = json["word_set_id"]?.id, let goalXP = json["goal_xp"]?.integer
    else { return nil }
    (self.id, self.title, self.wordSetID, self.goalXP, self.json) = (id, title, wordSetID, goalXP, json)
    dueAt = json["due_at"]?.time
  }

  /// `200 XP, until 2026-12-01 23:59`.
  package var terms: String { "\(goalXP) XP" + (dueAt.map { ", until \($0.local)" } ?? ", no end") }
}
