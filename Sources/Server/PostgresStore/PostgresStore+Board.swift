package import Primitives
package import Store

extension PostgresStore {
  package func board(
    of schoolClass: UniqueID, since: Timestamp, teacher: UniqueID
  ) async throws(StoreError) -> [BoardEntry]? {
    let request: JSON = ["class_id": .id(schoolClass), "since": .time(since)]
    return try await query("class_board", request, as: .account(teacher)) { answer in
      answer.orNull { $0.list(BoardEntry.init(row:)) }
    }
  }

  package func boardEntries(
    of students: [UniqueID], since: Timestamp
  ) async throws(StoreError) -> [BoardEntry] {
    let request: JSON = ["students": .array(students.map { .id($0) }), "since": .time(since)]
    return try await query("get_board_entries", request, as: .service) { $0.list(BoardEntry.init(row:)) }
  }

  package func pupil(
    _ student: UniqueID, of schoolClass: UniqueID, teacher: UniqueID, since: Timestamp, date: CivilDate,
    eventLimit: Int
  ) async throws(StoreError) -> StoredPupil? {
    let request: JSON = [
      "class_id": .id(schoolClass), "student_id": .id(student), "since": .time(since),
      "date": .string(date.description), "limit": .integer(eventLimit),
    ]
    return try await query("get_pupil", request, as: .account(teacher)) { $0.orNull(StoredPupil.init(row:)) }
  }

  package func record(_ presences: [Presence]) async throws(StoreError) {
    guard !presences.isEmpty else { return }
    let request: JSON = ["presences": .array(presences.map(\.row))]
    // A second time it finds the same word there already.
    _ = try await call("record_presence", request, as: .service, effect: .idempotent)
  }

  package func announce(_ change: BoardChange) async throws(StoreError) {
    let words = announcer.words(for: change)
    guard !words.isEmpty else { return }
    let request: JSON = ["words": .array(words.map { .string($0) })]
    // Heard twice it does no harm.
    _ = try await call("announce_board_change", request, as: .service, effect: .idempotent)
  }

  package func announcements() -> AsyncStream<BoardChange>? { announcer.changes() }
}

extension BoardEntry {
  fileprivate init?(row: JSON) {
    guard let id = row["student_id"]?.id, let name = row["display_name"]?.string,
      let totalXP = row["total_xp"]?.integer, let todayXP = row["today_xp"]?.integer,
      let lastSyncAt = row.optional("last_sync_at", \.time),
      let presence = row.optional("presence", { Presence(row: $0, of: id) }),
      let waiting = row["waiting"]?.list(WaitingDevice.init(row:)), let unusualXP = row["unusual_xp"]?.integer
    else { return nil }
    self.init(
      studentID: id, displayName: name, totalXP: totalXP, todayXP: todayXP, lastSyncAt: lastSyncAt,
      presence: presence, waiting: waiting, unusualXP: unusualXP)
  }
}

extension WaitingDevice {
  fileprivate init?(row: JSON) {
    guard let id = row["device_id"]?.id, let count = row["pending_count"]?.integer,
      let xp = row["pending_xp"]?.integer, let seenAt = row["seen_at"]?.time
    else { return nil }
    self.init(deviceID: id, pendingCount: count, pendingXP: xp, seenAt: seenAt)
  }
}

extension StoredPupil {
  fileprivate init?(row: JSON) {
    guard let entry = row["entry"].flatMap({ BoardEntry(row: $0) }),
      let events = row["events"]?.list(StoredEvent.init(row:)),
      let quests = row["quests"]?.list(StoredQuest.init(row:))
    else { return nil }
    self.init(entry: entry, events: events, quests: quests)
  }
}

extension Presence {
  init?(row: JSON, of student: UniqueID) {
    guard let device = row["device_id"]?.id, let state = row["state"]?.string,
      let pendingCount = row["pending_count"]?.integer, let pendingXP = row["pending_xp"]?.integer,
      let game = row.optional("game", \.string), let seenAt = row["seen_at"]?.time,
      let signedOutAt = row.optional("signed_out_at", \.time)
    else { return nil }
    self.init(
      studentID: student, deviceID: device, state: state, pendingCount: pendingCount, pendingXP: pendingXP,
      game: game, seenAt: seenAt, signedOutAt: signedOutAt)
  }

  fileprivate var row: JSON {
    [
      "student_id": .id(studentID), "device_id": .id(deviceID), "state": .string(state),
      "pending_count": .integer(pendingCount), "pending_xp": .integer(pendingXP), "game": .text(game),
      "seen_at": .time(seenAt), "signed_out_at": .time(signedOutAt),
    ]
  }
}
