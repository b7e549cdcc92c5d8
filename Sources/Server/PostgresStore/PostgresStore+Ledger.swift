package import Primitives
package import Store
import Synchronization
import XP

extension PostgresStore {
  package func ingest(
    _ batches: [EventBatch]
  ) async throws(StoreError) -> [Result<IngestOutcome, StoreError>] {
    // The caller has seen to it; one that slipped through would spoil the whole group.
    let isStorable = batches.map { $0.events.allSatisfy(\.metadata.fitsJSONB) }
    let sent = zip(batches, isStorable).filter(\.1).map(\.0)
    var outcomes = try await ingestStorable(sent)[...]
    return isStorable.map { isStorable in
      isStorable
        ? outcomes.removeFirst()
        : .failure(.refused("metadata has a number or a character that PostgreSQL can't keep"))
    }
  }

  private func ingestStorable(
    _ batches: [EventBatch]
  ) async throws(StoreError) -> [Result<IngestOutcome, StoreError>] {
    guard !batches.isEmpty else { return [] }
    let function = "ingest_xp_batches"
    // A second time it finds everything stored, and answers the same.
    let answer = try await call(
      function, text: EventGroup(batches, isMetadataChecked: true).text, as: .service, effect: .idempotent)
    // Nothing where all were new.
    let known = answer["occurred"]
    let outcomes = zip(batches, answer["answers"]?.array ?? []).compactMap { batch, row in
      Self.outcome(of: batch, row, known: known)
    }
    guard outcomes.count == batches.count, let newCount = answer["stored"]?.integer
    else { throw Self.unexpectedResponse(function) }
    newEventCount.add(newCount, ordering: .sequentiallyConsistent)
    return outcomes
  }

  package var storedEvents: Int? { newEventCount.load(ordering: .sequentiallyConsistent) }

  /// - Parameter known: When events of the group happened that were stored before, by their ids.
  private static func outcome(
    of batch: EventBatch, _ json: JSON, known: JSON?
  ) -> Result<IngestOutcome, StoreError>? {
    if let total = LedgerTotal(row: json) {
      let times = batch.events.map { event in
        known?[event.id.description]?.time ?? batch.occurredAt(event)
      }
      return .success(.stored(total, occurredAt: times))
    }
    if let places = json["conflicts"]?.list(\.integer) { return .success(.conflicting(places)) }
    if json["signed_out"]?.bool == true { return .success(.signedOut) }
    return (json["refused"]?.string).map { .failure(.refused($0)) }
  }

  package func conflicts(in batch: EventBatch) async throws(StoreError) -> [Int] {
    let function = "find_xp_conflicts"
    let text = #"{"batches":\#(EventGroup([batch]).text)}"#
    let answer = try await call(function, text: text, as: .service, effect: .idempotent)
    guard let places = answer.list(\.integer) else { throw Self.unexpectedResponse(function) }
    return places
  }

  package func total(of student: UniqueID) async throws(StoreError) -> StudentTotal {
    try await query("get_student_total", ["student_id": .id(student)], as: .account(student)) {
      StudentTotal(row: $0, of: student)
    }
  }

  package func events(
    of student: UniqueID, limit: Int, before: EventCursor?
  ) async throws(StoreError) -> EventPage {
    let before = before.map { JSON.integer($0.sequence) } ?? .null
    return try await query(
      "get_xp_events", ["limit": .integer(limit), "before": before], as: .account(student)
    ) {
      guard let events = $0["events"]?.list(StoredEvent.init(row:)),
        let next = $0.optional("next", \.integer)
      else { return nil }
      return EventPage(events: events, next: next.map { EventCursor(sequence: Int64($0)) })
    }
  }

  package func mismatches() async throws(StoreError) -> [TotalMismatch] {
    try await query("get_xp_mismatches", as: .service) { $0.list(TotalMismatch.init(row:)) }
  }
}

extension LedgerTotal {
  /// Reads `total_xp`, `games_played` and `version`.
  init?(row: JSON) {
    guard let total = row["total_xp"]?.integer, let games = row["games_played"]?.integer,
      let version = row["version"]?.integer
    else { return nil }
    self.init(totalXP: total, gamesPlayed: games, version: version)
  }
}

extension StudentTotal {
  /// Reads a total with `last_game_type` and `updated_at`.
  init?(row: JSON, of student: UniqueID) {
    guard let total = LedgerTotal(row: row), let kind = row.optional("last_game_type", \.string),
      let updatedAt = row.optional("updated_at", \.time)
    else { return nil }
    self.init(studentID: student, total: total, lastGameType: kind, updatedAt: updatedAt)
  }
}

extension StoredEvent {
  init?(row: JSON) {
    guard let id = row["id"]?.id, let student = row["student_id"]?.id, let kind = row["kind"]?.string,
      let delta = row["delta"]?.integer, let wordSet = row.optional("word_set_id", \.id),
      let homework = row.optional("homework_id", \.id), let createdAt = row["created_at"]?.time,
      let occurredAt = row["occurred_at"]?.time, let receivedAt = row["received_at"]?.time,
      let metadata = row["metadata"]
    else { return nil }
    self.init(
      event: XPEvent(
        id: id, studentID: student, kind: kind, delta: delta, wordSetID: wordSet, homeworkID: homework,
        createdAt: createdAt, metadata: metadata),
      occurredAt: occurredAt, receivedAt: receivedAt)
  }
}

extension TotalMismatch {
  fileprivate init?(row: JSON) {
    guard let student = row["student_id"]?.id, let total = row["total_xp"]?.integer,
      let log = row["log_xp"]?.integer, let games = row["games_played"]?.integer,
      let logGames = row["log_games"]?.integer
    else { return nil }
    self.init(studentID: student, totalXP: total, logXP: log, gamesPlayed: games, logGames: logGames)
  }
}
