package import Primitives
package import Store

extension PostgresStore {
  package func setJoinable(
    _ isJoinable: Bool, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> Bool {
    let request: JSON = ["class_id": .id(schoolClass), "joinable": .bool(isJoinable)]
    return try await ask("set_joinable", request, as: .account(teacher), effect: .idempotent, \.bool)
  }

  package func setCode(
    _ code: String, of schoolClass: UniqueID, teacher: UniqueID
  ) async throws(StoreError) -> SetCodeOutcome {
    let request: JSON = ["class_id": .id(schoolClass), "code": .string(code)]
    return try await ask("set_class_code", request, as: .account(teacher)) { answer in
      switch answer.string {
      case "changed": .changed
      case "taken": .taken
      case "no_such_class": .noSuchClass
      default: nil
      }
    }
  }

  package func namesWithoutLook(in schoolClass: UniqueID) async throws(StoreError) -> [NameWithoutLook] {
    try await query("get_names_without_look", ["class_id": .id(schoolClass)], as: .service) { answer in
      answer.list { row in
        guard let exact = row["name_key"]?.string, let name = row["display_name"]?.string else { return nil }
        return NameWithoutLook(exact: exact, displayName: name)
      }
    }
  }

  package func setLooks(_ names: [NameKey], in schoolClass: UniqueID) async throws(StoreError) {
    let rows = names.map { JSON.object(["name_key": .string($0.exact), "look_key": .string($0.look)]) }
    let request: JSON = ["class_id": .id(schoolClass), "names": .array(rows)]
    _ = try await ask("set_looks", request, as: .service, effect: .idempotent, \.bool)
  }

  package func begin(
    _ attempt: PINAttempt, at time: Timestamp, patience: PINPatience
  ) async throws(StoreError) -> Int? {
    let counts = attempt.counts(patience).map { count in
      JSON.object([
        "source": .string(count.source), "limit": .integer(count.limit), "window": .integer(count.window),
      ])
    }
    let request: JSON = [
      "student_id": .id(attempt.student), "counts": .array(counts), "at": .time(time),
      "memory": .integer(patience.memory), "first_wait": .integer(patience.firstWait),
      "longest_wait": .integer(patience.longestWait),
    ]
    let wait = try await ask("begin_pin_attempt", request, as: .service, \.integer)
    return wait > 0 ? wait : nil
  }

  package func end(_ attempt: PINAttempt, _ verdict: PINVerdict) async throws(StoreError) {
    guard verdict != .wrong else { return }
    let counts = attempt.sources.map { JSON.object(["source": .string($0)]) }
    let request: JSON = [
      "student_id": .id(attempt.student), "counts": .array(counts), "right": .bool(verdict == .right),
    ]
    _ = try await ask("end_pin_attempt", request, as: .service, \.bool)
  }
}
