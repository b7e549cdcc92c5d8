import GRDB
import Primitives
import XP

extension Database {
  /// Puts an event into its queue.
  ///
  /// - Returns: False where it is there already, or in quarantine, with the same payload.
  /// - Throws: `OutboxError.conflictingEvent` where it is there with another payload.
  @discardableResult
  func insert<Event: QueuedEvent>(_ event: Event, key: Int64) throws -> Bool {
    let (queue, values) = (Event.queue, event.columns)
    do {
      try run(queue.insert, StatementArguments(values: [key.databaseValue] + values))
      return true
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      let known: StatementArguments = [key, event.id.blob]
      guard let row = try row(queue.withID, known) ?? row(queue.quarantinedWithID, known) else {
        throw OutboxError.invalidEvent(reason: error.message.map { .words($0) } ?? .constraint)
      }
      // A row of a version without checksums has the same payload all the same.
      guard row.values.dropLast() == values.dropLast() else {
        throw OutboxError.conflictingEvent(event.id)
      }
      return false
    }
  }

  /// Puts points with their quest progress into the queues, unless the points are there already. Progress on a quest that is
  /// reached is left out.
  ///
  /// - Returns: How the quests of those days stand then.
  func insert(
    _ event: XPEvent, with quests: [QuestEvent], key: Int64
  ) throws -> [CivilDate: [String: QuestProgress]] {
    var progress: [CivilDate: [String: QuestProgress]] = [:]
    for quest in quests where progress[quest.questDate] == nil {
      progress[quest.questDate] = try self.progress(of: key, on: quest.questDate)
    }
    guard try insert(event, key: key) else { return progress }
    for quest in quests {
      var known = progress[quest.questDate]?[quest.questID] ?? QuestProgress()
      guard !known.isReached(goal: Quest.goals[quest.questID] ?? .max), try insert(quest, key: key) else {
        continue
      }
      known.pending += quest.progress
      progress[quest.questDate]?[quest.questID] = known
    }
    return progress
  }

  /// The oldest events of a queue, and how many rows among them are none: these do not fit their checksum.
  ///
  /// - Parameter isSound: True once `integrity_check` found nothing to object to.
  /// - Throws: `SQLITE_CORRUPT` where there are fewer than the counters say: a garbled key ends a search
  ///   early, without an error from SQLite. In a sound file the counters are put right instead.
  func batch<Event: QueuedEvent>(of limit: Int, owner: Owner, isSound: Bool) throws -> (
    events: [Event], damaged: Int
  ) {
    guard limit > 0, let key = try key(of: owner) else { return ([], 0) }
    let found = try rows(Event.queue.batch, [key, limit])
    let events = found.compactMap { Event(row: $0, studentID: owner.studentID) }
    if events.count < found.count { return (events, found.count - events.count) }
    let expected = try row(Event.queue.pendingCount, [key])?.value(0, as: Int.self) ?? 0
    if events.count < min(limit, expected) {
      guard isSound else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "events are missing") }
      try Event.recount(key, in: self)
    }
    return (events, 0)
  }

  /// Moves the rows that do not fit their checksums from among the oldest of a queue to where they are told and never
  /// sent.
  ///
  /// - Throws: `SQLITE_CORRUPT` where one can't be moved: it is not where its key says.
  func setDamagedAside<Event: QueuedEvent>(
    _: Event.Type, among limit: Int, of owner: Owner, at time: Timestamp
  ) throws {
    guard let key = try key(of: owner) else { return }
    let damaged = try rows(Event.queue.batch, [key, limit]).filter {
      Event(row: $0, studentID: owner.studentID) == nil
    }
    guard !damaged.isEmpty else { return }
    // What goes out of the counters with a row is what it says now.
    try Event.recount(key, in: self)
    for row in damaged {
      let values = row.values
      try run(
        """
        INSERT INTO damaged_rows (owner_id, id, contents, found_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (owner_id, id) DO UPDATE SET contents = excluded.contents, is_dismissed = 0
        """,
        [key, values[0], values.map(\.description).joined(separator: ", "), time.microseconds])
      try run(Event.queue.delete, [key, values[0]])
      guard changesCount == 1 else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a row is not where its key says")
      }
    }
  }

  /// The event of that id in a queue or its quarantine; nil where neither has it.
  func event<Event: QueuedEvent>(_ id: UniqueID, key: Int64, student: UniqueID) throws -> Event? {
    let known: StatementArguments = [key, id.blob]
    return try (row(Event.queue.withID, known) ?? row(Event.queue.quarantinedWithID, known)).flatMap {
      Event(row: $0, studentID: student)
    }
  }

  /// Takes what the server named out of a queue, and out of quarantine, where a later answer knows better.
  func delete(_ ids: some Collection<UniqueID>, from queue: QueueSQL, key: Int64) throws {
    for id in ids {
      try run(queue.delete, [key, id.blob])
      if changesCount == 0 { try run(queue.deleteQuarantined, [key, id.blob]) }
    }
  }

  /// Moves an event from whichever queue has it to quarantine; nothing happens where none has it.
  func quarantine(_ id: UniqueID, code: String, detail: String, at time: Timestamp, key: Int64) throws {
    for queue in [QueueSQL.points, .quests] {
      guard let row = try row(queue.withID, [key, id.blob]) else { continue }
      try run(queue.delete, [key, id.blob])
      try run(
        queue.insertQuarantined,
        StatementArguments(values: [key.databaseValue] + row.values) + [code, detail, time.microseconds])
      return
    }
  }

  /// What is in quarantine, oldest first.
  func quarantined<Event: QueuedEvent>(owner: Owner) throws -> [Quarantined<Event>] {
    guard let key = try key(of: owner) else { return [] }
    let queue = Event.queue
    let sql = """
      SELECT \(queue.columns), code, detail, quarantined_at
      FROM \(queue.quarantine) WHERE owner_id = ? ORDER BY id
      """
    return try rows(sql, [key]).compactMap { row in
      Event(row: row, studentID: owner.studentID).map {
        Quarantined(
          event: $0, code: row.value(queue.columnCount) ?? "", detail: row.value(queue.columnCount + 1) ?? "",
          quarantinedAt: row.time(at: queue.columnCount + 2) ?? Timestamp(microseconds: 0))
      }
    }
  }

  /// Puts everything of an owner in quarantine away for good.
  ///
  /// - Returns: How many events.
  func dismiss<Event: QueuedEvent>(_: Event.Type, of owner: Owner, key: Int64, at time: Timestamp) throws
    -> Int
  {
    let refused: [Quarantined<Event>] = try quarantined(owner: owner)
    for refused in refused {
      try run(
        """
        INSERT INTO dismissed_events (owner_id, id, event, code, detail, dismissed_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """,
        [
          key, refused.event.id.blob, refused.event.text, refused.code, refused.detail, time.microseconds,
        ])
      try run(Event.queue.deleteQuarantined, [key, refused.event.id.blob])
    }
    return refused.count
  }

  /// Puts the damaged rows of an owner away for good; they stay where they are.
  ///
  /// - Returns: How many.
  func dismissDamaged(key: Int64) throws -> Int {
    try run("UPDATE damaged_rows SET is_dismissed = 1 WHERE owner_id = ? AND NOT is_dismissed", [key])
    return changesCount
  }

  /// Puts everything of an owner in quarantine back into its queue.
  func retryQuarantined(key: Int64) throws {
    for queue in [QueueSQL.points, .quests] {
      let rows = try rows("SELECT \(queue.columns) FROM \(queue.quarantine) WHERE owner_id = ?", [key])
      try run("DELETE FROM \(queue.quarantine) WHERE owner_id = ?", [key])
      for row in rows {
        try run(queue.insert, StatementArguments(values: [key.databaseValue] + row.values))
      }
    }
  }

  /// Moves the rows of one owner to another that is the same student; one that the other has already stays.
  ///
  /// - Returns: How many rows moved, those in quarantine included.
  func adopt(from source: Int64, to target: Int64) throws -> Int {
    var moved = 0
    for queue in [QueueSQL.points, .quests] {
      for table in [queue.table, queue.quarantine] {
        try run(
          """
          UPDATE \(table) SET owner_id = ?1 WHERE owner_id = ?2
            AND NOT EXISTS (SELECT 1 FROM \(queue.table) AS o WHERE o.owner_id = ?1 AND o.id = \(table).id)
            AND NOT EXISTS
              (SELECT 1 FROM \(queue.quarantine) AS q WHERE q.owner_id = ?1 AND q.id = \(table).id)
          """, [target, source])
        moved += changesCount
      }
    }
    return moved
  }
}
