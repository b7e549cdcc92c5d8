import Assets
import Files
import GRDB
import Glibc

/// One open connection to the database file, with every pragma that the promise rests on read back.
struct OutboxDatabase: Sendable {
  let queue: DatabaseQueue
  /// The file this connection writes to; once the path leads elsewhere, the connection must not be used any
  /// more.
  let identity: FileIdentity
  private let path: String
  private let place: FilePlace
  /// True where the file lies in memory, and a restart of the computer loses it.
  let isInMemory: Bool
  /// The write-ahead log this connection writes to; nil on a file system that takes none.
  private let log: FileIdentity?

  /// Opens the file, making it where it is missing. The caller holds the gate, exclusively where there is no
  /// file yet.
  ///
  /// - Parameter version: The schema to bring the file up to: the newest, but for a model of an older one.
  init(path: String, version: Int = Assets.outboxMigrations.count) throws {
    do throws(SystemError) {
      try FileSystem.createIfMissing(path)
    } catch {
      throw OutboxError.cannotOpen(reason: .init(error))
    }
    // SQLite opens a file that may not be written for reading alone, without a word.
    guard access(path, W_OK) == 0 else {
      throw OutboxError.cannotOpen(reason: .init(SystemError.last))
    }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(Self.busySeconds))
    configuration.label = "glosa.outbox"
    configuration.prepareDatabase { db in try Self.prepare(db) }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    guard let identity = FileIdentity(path: path) else {
      throw OutboxError.cannotOpen(reason: .fileGone)
    }
    do throws(SystemError) {
      place = try FilePlace(path: path)
    } catch {
      throw OutboxError.cannotOpen(reason: .init(error))
    }
    (self.identity, self.path, isInMemory) = (identity, path, FileSystem.isInMemory(path))
    try queue.writeWithoutTransaction { db in
      try Self.migrate(db, to: version)
      guard version == Assets.outboxMigrations.count else { return }
      do {
        try Self.recount(db)
      } catch let error as DatabaseError where !error.isDamage {
        // What can't be counted just now (the disk is full, say) is no reason not to open.
      }
    }
    log = FileIdentity(path: "\(path)-wal")
  }

  // MARK: Its place

  /// True while the path leads to the file, and to the log, that this connection has open. Two looks at the file system: made
  /// before every operation.
  var isInPlace: Bool {
    FileIdentity(path: path) == identity
      && (log == nil || FileIdentity(path: "\(path)-wal") == log)
  }

  /// True where the file is not what the path leads to, and nobody else can have it: it was removed, or moved away and nothing
  /// is in its place. One that a rescue has put aside is not lost.
  var isLost: Bool {
    guard let current = FileIdentity(path: path) else { return true }
    return current != identity && place.isRemoved
  }

  /// Moves what is in the write-ahead log into the file, so that nothing depends on the log any more, and waits for nobody
  /// meanwhile. The caller holds the gate exclusively, or does without where others are at work.
  ///
  /// - Returns: True where the log is empty now.
  @discardableResult
  func checkpoint() -> Bool {
    let result = try? queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA busy_timeout = 0")
      defer { try? db.execute(sql: "PRAGMA busy_timeout = \(Self.busySeconds * 1000)") }
      return try db.row("PRAGMA wal_checkpoint(TRUNCATE)")?.value(0, as: Int.self)
    }
    return result == 0
  }

  private static let busySeconds = 5

  /// The pragmas of RELIABILITY, read back: only FULL survives a loss of power in WAL mode. A file system
  /// without shared memory refuses WAL; a rollback journal wants EXTRA for the same promise.
  private static func prepare(_ db: Database) throws {
    let isWAL = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal"
    let level = isWAL ? 2 : 3
    try db.execute(sql: "PRAGMA synchronous = \(level)")
    guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == level else {
      throw OutboxError.cannotOpen(reason: .notDurable)
    }
  }

  /// Every version of the schema that a file can have.
  static var versions: ClosedRange<Int> { 1...Assets.outboxMigrations.count }

  /// Brings the schema up to that version. `user_version` is the number of migrations that the file has had.
  private static func migrate(_ db: Database, to wanted: Int) throws {
    guard try version(of: db) != wanted else { return }
    try db.inImmediateTransaction {
      let version = try version(of: db)
      guard version <= wanted else {
        throw OutboxError.cannotOpen(reason: .madeByNewerVersion)
      }
      for migration in Assets.outboxMigrations[version..<wanted] { try db.execute(sql: migration.sql) }
      try db.execute(sql: "PRAGMA user_version = \(wanted)")
    }
  }

  /// Puts counters right that are not what the rows come to: one that is too low would keep the last events from ever
  /// leaving. Writes only where one is wrong.
  private static func recount(_ db: Database) throws {
    let sums = [
      ("pending_count, pending_xp", "count(*), coalesce(sum(delta), 0)", "outbox_events"),
      ("quarantined_count, quarantined_xp", "count(*), coalesce(sum(delta), 0)", "quarantined_events"),
      ("quest_pending_count", "count(*)", "outbox_quest_events"),
      ("quest_quarantined_count", "count(*)", "quarantined_quest_events"),
    ]
    for (counters, sum, table) in sums {
      let counted = "(SELECT \(sum) FROM \(table) AS e WHERE e.owner_id = owners.owner_id)"
      try db.execute(
        sql: "UPDATE owners SET (\(counters)) = \(counted) WHERE (\(counters)) IS NOT \(counted)")
    }
  }

  private static func version(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}

extension OutboxDatabase {
  /// Takes the records of a journal in, all in one transaction.
  ///
  /// - Returns: How many new events were stored, and how many records could not be.
  func carry(_ records: [JournalRecord]) throws -> (stored: Int, refused: Int) {
    try queue.writeWithoutTransaction { db in
      try db.inImmediateTransaction {
        var stored = 0
        var refused = 0
        for record in records {
          do {
            let key = try db.makeKey(of: record.owner)
            switch record {
            case .won(let event, let quests, _):
              if try db.insert(event, key: key) { stored += 1 }
              for quest in quests { try db.insert(quest, key: key) }
            case .acknowledged(let ids, let owner):
              // Whether the history has them is not known; a second copy takes no harm.
              try db.keepUnfiled(try db.copies(of: ids, owner: owner), key: key)
              for queue in [QueueSQL.points, .quests] { try db.delete(ids, from: queue, key: key) }
            case .refused(let id, let code, let detail, let time, _):
              try db.quarantine(id, code: code, detail: detail, at: time, key: key)
            case .heard(let total, let time, _): try db.storeHeard(total, at: time, key: key)
            case .retried: try db.retryQuarantined(key: key)
            }
          } catch is OutboxError {
            refused += 1
          }
        }
        return (stored, refused)
      }
    }
  }

  /// Takes in what was heard while this database was not open.
  func store(_ heard: [Owner: OutboxSnapshot]) throws {
    try queue.writeWithoutTransaction { db in
      try db.inImmediateTransaction {
        for (owner, word) in heard {
          let key = try db.makeKey(of: owner)
          try db.storeHeard(word.total, at: word.lastSyncAt, key: key)
          if word.lastAttemptFailed, let sentence = word.lastError {
            try db.storeFailure(sentence, signInNeeded: word.signInNeeded, key: key)
          }
          if word.questsUnknown { try db.storeQuestsUnknown(true, key: key) }
        }
      }
    }
  }

  /// Makes the file as good as on a full disk once it has that many pages: for tests.
  func limitPages(to count: Int) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") }
  }
}

extension Database {
  /// Changes with every commit of another connection.
  func dataVersion() throws -> Int { try row("PRAGMA data_version")?.value(0) ?? 0 }
}
