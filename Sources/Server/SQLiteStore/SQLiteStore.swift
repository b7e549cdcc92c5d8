import Assets
import GRDB
import Glibc
package import Primitives
package import Store
import Synchronization

/// The embedded store: one SQLite file in WAL mode, one writer, `synchronous=FULL`.
///
/// One process at a time may have a file open: see `DatabaseLock`.
package final class SQLiteStore: Store {
  /// How many threads may read at the same time.
  static let readerCount = 3
  /// How long a connection waits for another program that has the file locked (a backup, say), in seconds.
  static let busyTimeoutSeconds = 5.0

  /// What each connection keeps of the file in memory, in KiB.
  static let cacheKibibytes = 16 * 1024

  package let serverID: UniqueID

  let pool: DatabasePool
  let lock: DatabaseLock
  let overwrites: OverwriteWatch?
  private let health = WriteHealth()
  let path: String
  let onLost: @Sendable (String) -> Void
  /// Why this store stores nothing more; nil while its file is in its place.
  let loss = Mutex<String?>(nil)
  /// True once somebody wrote over the file.
  let isWrittenOver = Atomic(false)
  /// What `storedEvents` tells.
  let newEventCount = Atomic(0)

  /// Opens the file, creating it and its folders (readable by this user alone) where they are missing, and brings
  /// its tables up to date.
  ///
  /// - Parameters:
  ///   - path: The file; `path` + `.lock` is used as well.
  ///   - onLost: Called once, with a sentence, when the file was deleted or another put in its place: what the open one
  ///     holds was copied beside it then, and nothing more is stored.
  package init(path: String, onLost: @escaping @Sendable (String) -> Void = { _ in }) throws(OpenError) {
    (self.path, self.onLost) = (path, onLost)
    lock = try DatabaseLock(databasePath: path)
    do {
      var configuration = Configuration()
      configuration.label = "ledger"
      configuration.maximumReaderCount = Self.readerCount
      configuration.busyMode = .timeout(Self.busyTimeoutSeconds)
      configuration.prepareDatabase {
        // The upper levels of a large ledger's indexes stay in memory; the usual 2 MB would have them read again and
        // again.
        try $0.execute(sql: "PRAGMA cache_size = -\(Self.cacheKibibytes)")
      }
      pool = try DatabasePool(path: path, configuration: configuration)
      try Self.migrate(pool, path: path)
      // The pool sets NORMAL on its way into WAL mode, which may lose the last commits in a power cut. And what undoes a
      // batch of a group is kept in memory: only now, as a new index, which is sorted, would be kept there too.
      try pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
      }
      guard try pool.writeWithoutTransaction({ try Durability(database: $0) }) == .promised else {
        throw OpenError.notDurable(path: path)
      }
      serverID = try pool.read { try Self.serverID(in: $0) }
      lock.noteLog()
      overwrites = pool.writeWithoutTransaction { [lock] _ in lock.overwriteWatch() }
    } catch let error as OpenError {
      throw error
    } catch {
      throw OpenError(error, path: path)
    }
  }

  /// What makes the tables, step by step.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in Assets.sqliteMigrations {
      migrator.registerMigration(migration.name) { try $0.execute(sql: migration.sql) }
    }
    return migrator
  }

  private static func migrate(_ pool: DatabasePool, path: String) throws {
    let migrator = migrator
    guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
      throw OpenError.fromNewerVersion(path: path)
    }
    try migrator.migrate(pool)
  }

  package func check() async throws(StoreError) {
    try checkPlace()
    try health.check()
    _ = try await read { try Int.fetchOne($0, sql: "SELECT count(*) FROM teachers") }
  }

  private static func serverID(in database: Database) throws -> UniqueID {
    guard let row = try Row.fetchOne(database, sql: "SELECT server_id FROM ledger_identity") else {
      throw StoreError.unavailable("the ledger has lost its identity")
    }
    return try UniqueID(column: 0, of: row)
  }

  /// Gives the ledger a new identity: for a copy that is to live beside its original. Servers on it have to be started
  /// anew.
  package func renewIdentity() async throws(StoreError) -> UniqueID {
    try await write { database in
      var generator = SystemRandomNumberGenerator()
      let id = UniqueID.random(using: &generator)
      try database.execute(sql: "UPDATE ledger_identity SET server_id = ?", arguments: [id.description])
      return id
    }
  }

  package func close() async throws(StoreError) {
    if isWrittenOver.load(ordering: .relaxed) {
      // SQLite would put what it has in its log into a file that this does not belong to.
      _ = Unmanaged.passRetained(pool)
      return lock.release()
    }
    do {
      // Only a writer that closes last leaves one file with everything in it.
      pool.invalidateReadOnlyConnections()
      try pool.close()
    } catch {
      throw StoreError(error)
    }
    overwrites?.close()
    lock.release()
  }

  /// What SQLite promises about a commit, as read back from a connection.
  struct Durability: Equatable {
    var journalMode: String?
    var synchronous: Int?

    /// A commit in WAL mode survives a power cut.
    static let promised = Durability(journalMode: "wal", synchronous: 2)

    private init(journalMode: String?, synchronous: Int?) {
      self.journalMode = journalMode
      self.synchronous = synchronous
    }

    init(database: Database) throws {
      self.init(
        journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode"),
        synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous"))
    }
  }

  /// Keeps the caller's thread waiting.
  private func readHere<Value>(_ body: (Database) throws -> Value) throws -> Value { try pool.read(body) }

  /// One read-only look at the database.
  func read<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    do {
      return BlockingExecutor.isCurrent ? try readHere(body) : try await pool.read(body)
    } catch {
      throw StoreError(error)
    }
  }

  /// Keeps the caller's thread waiting.
  private func writeHere<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try pool.writeWithoutTransaction { database in try transaction(in: database, body) }
  }

  private func transaction<Value>(in database: Database, _ body: (Database) throws -> Value) throws -> Value {
    try guarded {
      var value: Value?
      try database.inTransaction {
        value = try body(database)
        return .commit
      }
      guard let value else { throw StoreError.unavailable("a transaction ended without an outcome") }
      return value
    }
  }

  /// One transaction, committed and synced when this returns.
  func write<Value: Sendable>(
    _ body: @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    do {
      let value =
        BlockingExecutor.isCurrent
        ? try writeHere(body)
        : try await pool.writeWithoutTransaction { try self.transaction(in: $0, body) }
      // What went to a file that nobody will ever open again is not stored.
      try checkPlace()
      health.note(nil)
      return value
    } catch {
      let failure = StoreError(error)
      health.note(failure)
      throw failure
    }
  }
}
