import Foundation
import GRDB
import Glibc
import Primitives
import XP

/// Carries every row that can still be read from a damaged outbox, or from one that no path leads to any more, into a new
/// one.
struct Salvage {
  /// How much came through.
  struct Yield: Hashable {
    var events = 0
    var quarantined = 0

    var total: Int { events + quarantined }

    static func += (sum: inout Yield, more: Yield) {
      sum.events += more.events
      sum.quarantined += more.quarantined
    }
  }

  let target: DatabaseQueue
  /// True believes a row only by its checksum: what it is read from may be anything.
  var needsChecksums = false

  /// Carries over what a damaged file has; it is read, never repaired in place.
  func run(from source: String) throws -> Yield {
    let patched = "\(source).patched"
    defer { for name in Rescue.family(patched) { unlink(name) } }
    var reader = reader(of: source)
    // A file that an older Glosa made has its first tables where that one put them.
    for version in OutboxDatabase.versions.reversed() where reader == nil {
      for name in Rescue.family(patched) { unlink(name) }
      reader = transplanted(source, to: patched, version: version).flatMap { self.reader(of: $0) }
    }
    guard let reader else { return Yield() }
    defer { try? reader.close() }
    return try run(from: reader)
  }

  /// Carries over what an open database has.
  func run(from reader: DatabaseQueue) throws -> Yield {
    try target.writeWithoutTransaction { db in
      try db.inImmediateTransaction {
        try reader.writeWithoutTransaction { try copy(from: $0, to: db) }
      }
    }
  }

  private func copy(from old: Database, to new: Database) throws -> Yield {
    let owners = SalvageScan(old).owners()
    var yield = Yield()
    for (oldKey, owner) in owners {
      let key = try new.makeKey(of: owner)
      copy(XPEvent.self, of: owner, (oldKey, key), from: old, to: new, counting: &yield)
      if hasQuests(old) {
        copy(QuestEvent.self, of: owner, (oldKey, key), from: old, to: new, counting: &yield)
      }
      copyTold(of: oldKey, from: old, to: key, in: new)
      copyWhatIsOver(of: oldKey, from: old, to: key, in: new)
      SalvageScan(old).all("SELECT server, student_id FROM owner_aliases WHERE owner_id = ?", [oldKey]) {
        row in
        if let name = row.value(0, as: String.self), let student = row.id(at: 1) {
          try? new.alias(name, student, key)
        }
      }
    }
    SalvageScan(old).all("SELECT key, value FROM meta") { row in
      if let name = row.value(0, as: String.self), let text = row.value(1, as: String.self) {
        try? new.storeMeta(name, text)
      }
    }
    return yield
  }

  /// The events of one queue of an owner, and of its quarantine.
  private func copy<Event: QueuedEvent>(
    _: Event.Type, of owner: Owner, _ keys: (old: Int64, new: Int64), from old: Database, to new: Database,
    counting yield: inout Yield
  ) {
    let queue = Event.queue
    let read = hasChecksums(old) ? queue.columns : queue.uncheckedColumns
    var (events, quarantined) = (0, 0)
    SalvageScan(old).rows(of: queue.table, read, owner: keys.old) { row in
      guard let event = Event(row: row, studentID: owner.studentID, needsChecksum: needsChecksums) else {
        return
      }
      if (try? new.insert(event, key: keys.new)) == true { events += 1 }
    }
    let columns = "\(read), code, detail, quarantined_at"
    SalvageScan(old).rows(of: queue.quarantine, columns, owner: keys.old) { row in
      guard Event(row: row, studentID: owner.studentID, needsChecksum: needsChecksums) != nil else { return }
      let values = [keys.new.databaseValue] + row.values.prefix(queue.columnCount + 3)
      if (try? new.run(queue.insertQuarantined, StatementArguments(values: values))) != nil {
        quarantined += 1
      }
    }
    yield.events += events
    yield.quarantined += quarantined
  }

  /// The server's word. The copy of homework and of the sets' versions is left behind: it is asked for again.
  private func copyTold(of oldKey: Int64, from old: Database, to key: Int64, in new: Database) {
    let totals = "SELECT total_xp, games_played, total_version, last_sync_at FROM owners WHERE owner_id = ?"
    SalvageScan(old).all(totals, [oldKey]) { row in
      if let total = row.value(0, as: Int.self), let games = row.value(1, as: Int.self),
        let version = row.value(2, as: Int.self)
      {
        let total = LedgerTotal(totalXP: total, gamesPlayed: games, version: version)
        if total.isCredible { try? new.store(total, key: key) }
      }
      if let time = row.time(at: 3) { try? new.storeSuccess(at: time, key: key) }
    }
    guard hasQuests(old) else { return }
    let standings = """
      SELECT quest_id, quest_date, progress, goal, completed_at, bonus_xp FROM quest_standings
      WHERE owner_id = ? AND goal IS NOT NULL
      """
    SalvageScan(old).all(standings, [oldKey]) { row in
      guard let id = row.value(0, as: String.self),
        let date = row.value(1, as: String.self).flatMap({ CivilDate($0) }),
        let progress = row.value(2, as: Int.self), let goal = row.value(3, as: Int.self)
      else { return }
      let standing = QuestStanding(
        questID: id, date: date, progress: progress, goal: goal, completedAt: row.time(at: 4),
        bonusXP: row.value(5) ?? 0)
      try? new.store([standing], key: key)
    }
  }

  /// Who the owner is, and what of theirs was put away or found damaged.
  private func copyWhatIsOver(of oldKey: Int64, from old: Database, to key: Int64, in new: Database) {
    let names = "SELECT name, class_name, address FROM owners WHERE owner_id = ? AND name IS NOT NULL"
    SalvageScan(old).all(names, [oldKey]) { row in
      guard let name = row.value(0, as: String.self) else { return }
      try? new.describe(key, name: name, className: row.value(1), address: row.value(2))
    }
    for (table, columns) in [
      ("dismissed_events", "id, event, code, detail, dismissed_at"),
      ("damaged_rows", "id, contents, found_at, is_dismissed"),
      ("unfiled_copies", "id, is_quest, event"),
    ] {
      SalvageScan(old).all("SELECT \(columns) FROM \(table) WHERE owner_id = ?", [oldKey]) { row in
        let places = row.values.map { _ in ", ?" }.joined()
        try? new.run(
          "INSERT INTO \(table) (owner_id, \(columns)) VALUES (?\(places)) ON CONFLICT DO NOTHING",
          StatementArguments(values: [key.databaseValue] + row.values))
      }
    }
  }

  /// False for a file of a version whose rows had no checksums.
  private func hasChecksums(_ db: Database) -> Bool {
    let sql = "SELECT count(*) FROM pragma_table_info('outbox_events') WHERE name = 'checksum'"
    return (try? Int.fetchOne(db, sql: sql)) == 1
  }

  /// False for a file of an older Glosa, which had no quests.
  private func hasQuests(_ db: Database) -> Bool {
    let sql = "SELECT count(*) FROM sqlite_master WHERE name = 'outbox_quest_events'"
    return (try? Int.fetchOne(db, sql: sql)) == 1
  }

  /// A connection, where the file still has a schema that SQLite understands.
  private func reader(of path: String) -> DatabaseQueue? {
    guard let queue = try? DatabaseQueue(path: path) else { return nil }
    let tables = try? queue.writeWithoutTransaction { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM sqlite_master WHERE name IN ('owners', 'outbox_events')")
    }
    return tables == 2 ? queue : nil
  }

  /// A copy of the damaged file with the first page (header and schema) of a new outbox of that version, whose tables have
  /// their roots at the same pages; nil where the file can't be copied.
  private func transplanted(_ source: String, to path: String, version: Int) -> String? {
    let pageSize = 4096
    let model = "\(path)-model"
    defer { for name in Rescue.family(model) { unlink(name) } }
    guard var bytes = FileManager.default.contents(atPath: source), bytes.count > pageSize,
      let fresh = try? OutboxDatabase(path: model, version: version),
      (try? fresh.queue.writeWithoutTransaction({ try $0.checkpoint(.truncate) })) != nil,
      var first = FileManager.default.contents(atPath: model)?.prefix(pageSize), first.count == pageSize
    else { return nil }
    let pages = UInt32(bytes.count / pageSize)
    // File format, section 1.3: size in pages at 28, free pages at 32 and 36.
    first.replaceSubrange(28..<32, with: (0..<4).map { UInt8(truncatingIfNeeded: pages >> (24 - 8 * $0)) })
    first.replaceSubrange(32..<40, with: repeatElement(0, count: 8))
    bytes.replaceSubrange(0..<pageSize, with: first)
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: attributes) else {
      return nil
    }
    return path
  }
}
