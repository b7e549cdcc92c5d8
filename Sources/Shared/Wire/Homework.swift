package import Primitives
package import XP

extension Homework: ListElement {
  package static var listName: String { "homework" }

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
}

/// Homework as its teacher sees it: the answer to `POST /api/classes/{class}/homework`, and an element of the list there.
package struct AssignedHomework: Hashable, ListElement {
  package static let listName = "homework"

  package let id: UniqueID
  /// The class that has to do it; nil where the answer does not say.
  package let classID: UniqueID?
  package let title: String
  package let wordSetID: UniqueID
  /// The points that fulfil it.
  package let goalXP: Int
  /// When it ends; nil where it has no end.
  package let dueAt: Timestamp?
  /// By the server's clock; nil where the answer does not say.
  package let createdAt: Timestamp?

  package init(
    id: UniqueID, classID: UniqueID?, title: String, wordSetID: UniqueID, goalXP: Int, dueAt: Timestamp?,
    createdAt: Timestamp?
  ) {
    self.id = id
    self.classID = classID
    self.title = title
    self.wordSetID = wordSetID
    self.goalXP = goalXP
    self.dueAt = dueAt
    self.createdAt = createdAt
  }

  /// Reads an element; nil where what a client needs is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let title = json["title"]?.string, let wordSetID = json["word_set_id"]?.id,
      let goalXP = json["goal_xp"]?.integer
    else { return nil }
    self.init(
      id: id, classID: json["class_id"]?.id, title: title, wordSetID: wordSetID, goalXP: goalXP,
      dueAt: json["due_at"]?.time, createdAt: json["created_at"]?.time)
  }

  package var json: JSON {
    [
      "id": .id(id), "class_id": .id(classID), "title": .string(title), "word_set_id": .id(wordSetID),
      "goal_xp": .integer(goalXP), "due_at": .time(dueAt), "created_at": .time(createdAt),
    ]
  }
}

/// The body of `POST /api/classes/{class}/homework`.
package struct GiveHomeworkRequest: WireValue {
  package let title: String
  /// Nil where the body names none that is an id.
  package let wordSetID: UniqueID?
  package let goalXP: Int
  /// When it is to end.
  package let dueAt: OptionalMember<Timestamp>

  package init(title: String, wordSetID: UniqueID, goalXP: Int, dueAt: Timestamp?) {
    self.title = title
    self.wordSetID = wordSetID
    self.goalXP = goalXP
    self.dueAt = dueAt.map { .value($0) } ?? .absent
  }

  /// Reads a body. What is missing is read as what no homework has: an empty title, no points.
  package init(json: JSON) {
    title = json["title"]?.string ?? ""
    wordSetID = json["word_set_id"]?.id
    goalXP = json["goal_xp"]?.integer ?? 0
    dueAt = OptionalMember(json["due_at"], \.time)
  }

  package var json: JSON {
    var end: Timestamp?
    if case .value(let time) = dueAt { end = time }
    return [
      "title": .string(title), "word_set_id": .id(wordSetID), "goal_xp": .integer(goalXP),
      "due_at": .time(end),
    ]
  }
}
