import GRDB
import Primitives
import XP

extension Database {
  /// Puts an event into the queue.
  ///
  /// - Returns: False where it is there already, or in quarantine, with the same payload.
  /// - Throws: `OutboxError.conflictingEvent` where it is there with another payload.
  @discardableResult
  func insert(_ event: XPEvent, key: Int64) throws -> Bool {
    let values = EventColumns.values(of: event)
    do {
      try run(SQL.insertEvent, StatementArguments([key] + values))
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      let known: StatementArguments = [key, event.id.blob]
      guard let row = try row(SQL.eventWithID, known) ?? row(SQL.quarantinedWithID, known) else {
        throw OutboxError.invalidEvent(reason: error.message ?? "a constraint failed")
      }
      let stored = Array(row.databaseValues)
      guard stored == values.map({ $0?.databaseValue ?? .null }) else {
        throw OutboxError.conflictingEvent(event.id)
      }
      return false
    }
  }

  /// The oldest events of the queue.
  ///
  /// - Parameter isSound: True once `integrity_check` found nothing to object to.
  /// - Throws: `SQLITE_CORRUPT` where there are fewer than the counters say: a garbled key ends a search
  ///   early, without an error from SQLite. In a sound file the counters are put right instead.
  func batch(of limit: Int, owner: Owner, isSound: Bool) throws -> [XPEvent] {
    guard limit > 0, let key = try key(of: owner) else { return [] }
    let events = try rows(SQL.batch, [key, limit]).compactMap { $0.event(of: owner.studentID) }
    let expected = try row(SQL.pendingCount, [key])?.value(0, as: Int.self) ?? 0
    if events.count < min(limit, expected) {
      guard isSound else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "events are missing") }
      try recount(key: key)
    }
    return events
  }

  private func recount(key: Int64) throws {
    try run(
      """
      UPDATE owners SET (pending_count, pending_xp) =
        (SELECT count(*), coalesce(sum(delta), 0) FROM outbox_events WHERE owner_id = ?1)
      WHERE owner_id = ?1
      """, [key])
  }

  /// Takes what the server named out of the queue, and out of quarantine, where a later answer knows better.
  func delete(_ ids: some Collection<UniqueID>, key: Int64) throws {
    for id in ids {
      try run(SQL.deleteEvent, [key, id.blob])
      if changesCount == 0 { try run(SQL.deleteQuarantined, [key, id.blob]) }
    }
  }

  /// Moves an event from the queue to quarantine; nothing happens where it isn't in the queue.
  func quarantine(_ id: UniqueID, code: String, detail: String, at time: Timestamp, key: Int64) throws {
    guard let row = try row(SQL.eventWithID, [key, id.blob]) else { return }
    try run(SQL.deleteEvent, [key, id.blob])
    let values: [(any DatabaseValueConvertible)?] = row.databaseValues.map { $0 }
    try run(SQL.insertQuarantined, StatementArguments([key] + values + [code, detail, time.microseconds]))
  }

  /// What is in quarantine, oldest first.
  func quarantined(owner: Owner) throws -> [QuarantinedEvent] {
    guard let key = try key(of: owner) else { return [] }
    let sql = """
      SELECT \(EventColumns.list), code, detail, quarantined_at
      FROM quarantined_events WHERE owner_id = ? ORDER BY id
      """
    return try rows(sql, [key]).compactMap { row in
      row.event(of: owner.studentID).map {
        QuarantinedEvent(
          event: $0, code: row.value(7) ?? "", detail: row.value(8) ?? "",
          quarantinedAt: row.time(at: 9) ?? Timestamp(microseconds: 0))
      }
    }
  }

  /// Puts everything of an owner in quarantine back into the queue.
  func retryQuarantined(key: Int64) throws {
    let rows = try rows("SELECT \(EventColumns.list) FROM quarantined_events WHERE owner_id = ?", [key])
    try run("DELETE FROM quarantined_events WHERE owner_id = ?", [key])
    for row in rows {
      let values: [(any DatabaseValueConvertible)?] = row.databaseValues.map { $0 }
      try run(SQL.insertEvent, StatementArguments([key] + values))
    }
  }

  /// Moves the rows of one owner to another that is the same student; one that the other has already stays.
  ///
  /// - Returns: How many rows moved, those in quarantine included.
  func adopt(from source: Int64, to target: Int64) throws -> Int {
    var moved = 0
    for table in ["outbox_events", "quarantined_events"] {
      try run(
        """
        UPDATE \(table) SET owner_id = ?1 WHERE owner_id = ?2
          AND NOT EXISTS (SELECT 1 FROM outbox_events AS o WHERE o.owner_id = ?1 AND o.id = \(table).id)
          AND NOT EXISTS (SELECT 1 FROM quarantined_events AS q WHERE q.owner_id = ?1 AND q.id = \(table).id)
        """, [target, source])
      moved += changesCount
    }
    return moved
  }
}
