package import Primitives
package import Store

extension PostgresStore {
  package func accounts(for tokens: [TokenHash]) async throws(StoreError) -> [AccountTotal?] {
    let request: JSON = ["tokens": .array(tokens.map { .token($0) })]
    return try await query("find_accounts", request, as: .service) { answers in
      answers.list { $0.orNull(AccountTotal.init(row:)) }
    }
  }

  package func signedOutStudents(
    by tokens: [TokenHash]
  ) async throws(StoreError) -> [SignedOutStudent?] {
    let request: JSON = ["tokens": .array(tokens.map { .token($0) })]
    return try await query("find_signed_out", request, as: .service) { answers in
      answers.list { $0.orNull(SignedOutStudent.init(row:)) }
    }
  }

  package func profile(of account: Account) async throws(StoreError) -> Profile? {
    let role =
      switch account {
      case .student: "student"
      case .teacher: "teacher"
      }
    return try await query("get_profile", ["role": .string(role)], as: .account(account.id)) { answer in
      answer.orNull { row in
        guard let name = row["display_name"]?.string,
          let classes = row["classes"]?.list(StoredClass.init(row:))
        else { return nil }
        return Profile(displayName: name, classes: classes)
      }
    }
  }

  package func addToken(
    _ token: TokenHash, to student: UniqueID, at time: Timestamp, limit: Int
  ) async throws(StoreError) {
    let request: JSON = [
      "token": .token(token), "student_id": .id(student), "at": .time(time), "limit": .integer(limit),
    ]
    _ = try await ask("add_token", request, as: .service, \.bool)
  }

  package func removeToken(_ token: TokenHash) async throws(StoreError) {
    _ = try await ask(
      "remove_token", ["token": .token(token)], as: .service, effect: .idempotent, \.bool)
  }

  package func hasTeacher() async throws(StoreError) -> Bool {
    try await query("has_teacher", as: .service, \.bool)
  }

  package func connectionRecord() async throws(StoreError) -> ConnectionRecord {
    try await query("get_ledger_identity", as: .service) { answer in
      guard let hasStudents = answer["has_students"]?.bool else { return nil }
      return ConnectionRecord(
        keyFingerprint: answer["key_fingerprint"]?.string, hasStudents: hasStudents)
    }
  }

  package func recordKey(_ fingerprint: String) async throws(StoreError) {
    _ = try await ask(
      "set_key_fingerprint", ["key_fingerprint": .string(fingerprint)], as: .service, effect: .idempotent,
      \.bool)
  }

  package func addTeacher(_ teacher: NewTeacher) async throws(StoreError) {
    let request: JSON = [
      "id": .id(teacher.id), "display_name": .string(teacher.displayName), "token": .token(teacher.token),
      "at": .time(teacher.createdAt),
    ]
    _ = try await ask("add_teacher", request, as: .service, \.bool)
  }

  package func replaceTeacherTokens(
    with token: TokenHash, at time: Timestamp
  ) async throws(StoreError) -> Bool {
    // A second time it puts the same token in the place of the same.
    try await ask(
      "replace_teacher_tokens", ["token": .token(token), "at": .time(time)], as: .service,
      effect: .idempotent, \.bool)
  }
}

extension StoredClass {
  /// Reads `id`, `name`, `code` and `joinable`.
  init?(row: JSON) {
    guard let id = row["id"]?.id, let name = row["name"]?.string, let code = row["code"]?.string,
      let isJoinable = row["joinable"]?.bool
    else { return nil }
    self.init(id: id, name: name, code: code, isJoinable: isJoinable)
  }
}

extension Account {
  fileprivate init?(row: JSON) {
    guard let id = row["id"]?.id else { return nil }
    switch row["role"]?.string {
    case "student": self = .student(id)
    case "teacher": self = .teacher(id)
    default: return nil
    }
  }
}

extension SignedOutStudent {
  fileprivate init?(row: JSON) {
    guard let id = row["student_id"]?.id,
      let presence = row.optional("presence", { Presence(row: $0, of: id) })
    else { return nil }
    self.init(studentID: id, presence: presence)
  }
}

extension AccountTotal {
  /// Reads an account, with the total's members besides.
  fileprivate init?(row: JSON) {
    guard let account = Account(row: row) else { return nil }
    guard case .student(let student) = account else {
      self.init(account: account, total: nil)
      return
    }
    guard let total = StudentTotal(row: row, of: student) else { return nil }
    self.init(account: account, total: total)
  }
}
