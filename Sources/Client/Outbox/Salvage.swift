import Foundation
import GRDB
import Glibc
import Primitives

/// Carries every row that can still be read from a damaged outbox into a new one.
struct Salvage {
  /// How much came through.
  struct Yield: Hashable {
    var events = 0
    var quarantined = 0
  }

  /// The damaged file; read, never repaired in place.
  let source: String
  let target: DatabaseQueue

  func run() throws -> Yield {
    let patched = "\(source).patched"
    defer { for name in Rescue.family(patched) { unlink(name) } }
    guard let reader = reader(of: source) ?? transplanted(to: patched).flatMap({ self.reader(of: $0) })
    else { return Yield() }
    defer { try? reader.close() }
    return try target.writeWithoutTransaction { db in
      var yield = Yield()
      try db.inTransaction(.immediate) {
        yield = try reader.writeWithoutTransaction { try copy(from: $0, to: db) }
        return .commit
      }
      return yield
    }
  }

  private func copy(from old: Database, to new: Database) throws -> Yield {
    let owners = SalvageScan(old).owners()
    var yield = Yield()
    for (oldKey, owner) in owners {
      let key = try new.makeKey(of: owner)
      SalvageScan(old).rows(of: "outbox_events", EventColumns.list, owner: oldKey) { row in
        guard let event = row.event(of: owner.studentID) else { return }
        if (try? new.insert(event, key: key)) == true { yield.events += 1 }
      }
      let columns = "\(EventColumns.list), code, detail, quarantined_at"
      SalvageScan(old).rows(of: "quarantined_events", columns, owner: oldKey) { row in
        guard row.event(of: owner.studentID) != nil else { return }
        let values: [(any DatabaseValueConvertible)?] = row.databaseValues.prefix(10).map { $0 }
        if (try? new.run(SQL.insertQuarantined, StatementArguments([key] + values))) != nil {
          yield.quarantined += 1
        }
      }
      if let known = try? old.snapshot(of: owner) {
        if let total = known.total { try? new.store(total, key: key) }
        if let time = known.lastSyncAt { try? new.storeSuccess(at: time, key: key) }
      }
    }
    SalvageScan(old).all("SELECT key, value FROM meta") { row in
      if let name = row.value(0, as: String.self), let text = row.value(1, as: String.self) {
        try? new.storeMeta(name, text)
      }
    }
    SalvageScan(old).all("SELECT student_id, word_set_id, kind, count FROM rounds_played") { row in
      try? new.run(
        "INSERT INTO rounds_played (student_id, word_set_id, kind, count) VALUES (?, ?, ?, ?)",
        StatementArguments(row.databaseValues))
    }
    return yield
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

  /// A copy of the damaged file with the first page (header and schema) of a new outbox, whose tables have
  /// their roots at the same pages; nil where the file can't be copied.
  private func transplanted(to path: String) -> String? {
    let pageSize = 4096
    let model = "\(path)-model"
    defer { for name in Rescue.family(model) { unlink(name) } }
    guard var bytes = FileManager.default.contents(atPath: source), bytes.count > pageSize,
      let fresh = try? OutboxDatabase(path: model),
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
