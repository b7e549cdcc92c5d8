package import Primitives
package import Store

extension PostgresStore {
  package func addClass(_ new: NewClass) async throws(StoreError) -> Bool {
    let request: JSON = [
      "id": .id(new.schoolClass.id), "name": .string(new.schoolClass.name),
      "code": .string(new.schoolClass.code), "at": .time(new.createdAt),
    ]
    return try await ask("add_class", request, as: .account(new.teacherID), \.bool)
  }

  package func schoolClass(withCode code: String) async throws(StoreError) -> StoredClass? {
    try await query("find_class", ["code": .string(code)], as: .service) {
      $0.orNull(StoredClass.init(row:))
    }
  }

  package func classes(of teacher: UniqueID) async throws(StoreError) -> [StoredClass] {
    try await query("get_classes", as: .account(teacher)) { $0.list(StoredClass.init(row:)) }
  }

  package func student(
    named name: NameKey, in schoolClass: UniqueID
  ) async throws(StoreError) -> StudentCredentials? {
    let request: JSON = [
      "class_id": .id(schoolClass), "name_key": .string(name.exact), "look_key": .string(name.look),
    ]
    return try await query("find_student", request, as: .service) { answer in
      answer.orNull { row in
        guard let id = row["id"]?.id, let hash = row["pin_hash"]?.string else { return nil }
        return StudentCredentials(id: id, pinHash: hash)
      }
    }
  }

  package func addStudent(
    _ new: NewStudent, classLimit: Int
  ) async throws(StoreError) -> AddStudentOutcome {
    let request: JSON = [
      "proposed_id": .id(new.proposedID), "fallback_id": .id(new.fallbackID), "class_id": .id(new.classID),
      "display_name": .string(new.displayName), "name_key": .string(new.nameKey.exact),
      "look_key": .string(new.nameKey.look), "pin_hash": .string(new.pinHash), "token": .token(new.token),
      "at": .time(new.createdAt),
      "limit": .integer(classLimit),
    ]
    return try await ask("add_student", request, as: .service) {
      if let id = $0["added"]?.id { return .added(id) }
      if $0["name_taken"]?.bool == true { return .nameTaken }
      if $0["not_joinable"]?.bool == true { return .notJoinable }
      return $0["class_full"]?.bool == true ? .classFull : nil
    }
  }

  package func students(
    of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> [ClassStudent]? {
    try await query("get_students", ["class_id": .id(schoolClass)], as: .account(teacher)) { answer in
      answer.orNull { $0.list(ClassStudent.init(row:)) }
    }
  }

  package func setPIN(
    hash: String, of student: UniqueID, in schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    let request: JSON = [
      "class_id": .id(schoolClass), "student_id": .id(student), "pin_hash": .string(hash),
    ]
    return try await ask("set_pin", request, as: .account(teacher), effect: .idempotent, \.bool)
  }

  package func removeStudent(
    _ student: UniqueID, from schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    let request: JSON = ["class_id": .id(schoolClass), "student_id": .id(student)]
    return try await ask("remove_student", request, as: .account(teacher), \.bool)
  }

  package func leaderboard(
    of schoolClass: UniqueID, since: Timestamp?, for account: Account
  ) async throws(StoreError) -> [LeaderboardEntry]? {
    let kind: JSON = if case .teacher = account { "teacher" } else { "student" }
    let request: JSON = ["class_id": .id(schoolClass), "since": .time(since), "as": kind]
    return try await query("get_leaderboard", request, as: .account(account.id)) { answer in
      answer.orNull { $0.list(LeaderboardEntry.init(row:)) }
    }
  }
}

extension ClassStudent {
  fileprivate init?(row: JSON) {
    guard let id = row["id"]?.id, let name = row["display_name"]?.string,
      let joinedAt = row["joined_at"]?.time, let total = StudentTotal(row: row, of: id),
      let unusualXP = row["unusual_xp"]?.integer
    else { return nil }
    self.init(id: id, displayName: name, joinedAt: joinedAt, total: total, unusualXP: unusualXP)
  }
}

extension LeaderboardEntry {
  fileprivate init?(row: JSON) {
    guard let id = row["student_id"]?.id, let name = row["display_name"]?.string,
      let xp = row["xp"]?.integer
    else { return nil }
    self.init(studentID: id, displayName: name, xp: xp)
  }
}
