package import Primitives
package import Store
package import XP

extension PostgresStore {
  package func addHomework(
    _ homework: StoredHomework, teacher: UniqueID, limit: Int
  ) async throws(StoreError) -> Bool {
    let request: JSON = [
      "id": .id(homework.id), "class_id": .id(homework.classID), "title": .string(homework.title),
      "word_set_id": .id(homework.wordSetID), "goal_xp": .integer(homework.goalXP),
      "due_at": .time(homework.dueAt), "at": .time(homework.createdAt), "limit": .integer(limit),
    ]
    return try await ask("add_homework", request, as: .account(teacher), \.bool)
  }

  package func homework(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [StoredHomework]? {
    try await query("get_homework", ["class_id": .id(schoolClass)], as: .account(teacher)) { answer in
      answer.orNull { $0.list(StoredHomework.init(row:)) }
    }
  }

  package func removeHomework(
    _ id: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    let request: JSON = ["id": .id(id), "class_id": .id(schoolClass)]
    return try await ask("remove_homework", request, as: .account(teacher), \.bool)
  }

  package func openHomework(of student: UniqueID, at time: Timestamp) async throws(StoreError) -> [Homework] {
    let request: JSON = ["at": .time(time), "lateness_s": .integer(Int(Credit.latenessSeconds))]
    return try await query("get_open_homework", request, as: .account(student)) {
      $0.list(Homework.init(row:))
    }
  }
}

extension StoredHomework {
  fileprivate init?(row: JSON) {
    guard let id = row["id"]?.id, let classID = row["class_id"]?.id, let title = row["title"]?.string,
      let wordSet = row["word_set_id"]?.id, let goal = row["goal_xp"]?.integer,
      let dueAt = row.optional("due_at", \.time), let createdAt = row["created_at"]?.time
    else { return nil }
    self.init(
      id: id, classID: classID, title: title, wordSetID: wordSet, goalXP: goal, dueAt: dueAt,
      createdAt: createdAt)
  }
}

extension Homework {
  fileprivate init?(row: JSON) {
    guard let id = row["id"]?.id, let title = row["title"]?.string, let wordSet = row["word_set_id"]?.id,
      let goal = row["goal_xp"]?.integer, let dueAt = row.optional("due_at", \.time),
      let earned = row["earned_xp"]?.integer
    else { return nil }
    self.init(id: id, title: title, wordSetID: wordSet, goalXP: goal, dueAt: dueAt, earnedXP: earned)
  }
}
