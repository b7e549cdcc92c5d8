package import Primitives
package import XP

extension Homework {
  /// Reads an element of `GET /api/homework`; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let wordSetID = json["word_set_id"]?.id,
      let goalXP = json["goal_xp"]?.integer, let earnedXP = json["earned_xp"]?.integer
    else { return nil }
    self.init(
      id: id, title: title, wordSetID: wordSetID, goalXP: goalXP, dueAt: json["due_at"]?.time,
      earnedXP: earnedXP)
  }

  /// The element on the wire.
  package var json: JSON {
    [
      "id": .id(id), "title": .string(title), "word_set_id": .id(wordSetID), "goal_xp": .integer(goalXP),
      "due_at": .time(dueAt), "earned_xp": .integer(earnedXP),
    ]
  }

  /// Reads the answer to `GET /api/homework`, `{ "homework": [ … ] }`; nil where it is none.
  package static func list(json: JSON) -> [Homework]? {
    guard let rows = json["homework"]?.array else { return nil }
    let homework = rows.compactMap { Homework(json: $0) }
    return homework.count == rows.count ? homework : nil
  }
}
