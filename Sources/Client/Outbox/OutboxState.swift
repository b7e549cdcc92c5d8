import Files
import GRDB
import Glibc
import Primitives

/// The state behind an `Outbox`: either an open database, or a journal and the reason why.
struct OutboxState: Sendable {
  let directory: String
  let mayBeInMemory: Bool
  let now: @Sendable () -> Timestamp
  var journal: Journal
  private(set) var database: OutboxDatabase?
  private(set) var openError: OutboxError?
  /// Why a journal could not be carried over although the database is open: its events still count.
  var leftOver: OutboxError?
  var notices: [OutboxNotice] = []
  var gate: FileLock?
  /// Databases that are open although no path leads to them any more, until what they hold is carried into a new one.
  var lost: [OutboxDatabase] = []
  private var isClosed = false
  private var seenVersion: Int?
  /// How many snapshots were taken.
  var looks = 0
  /// Set by tests that need a full disk.
  var pageLimit: Int?

  var path: String { "\(directory)/outbox.sqlite" }
  var gatePath: String { "\(directory)/outbox.lock" }

  init(
    directory: String, journalDirectories: [String], otherJournals: [String], mayBeInMemory: Bool,
    now: @escaping @Sendable () -> Timestamp, newDeviceID: UniqueID
  ) {
    (self.directory, self.mayBeInMemory) = (directory, mayBeInMemory)
    self.now = now
    journal = Journal(directories: journalDirectories, others: otherJournals, deviceID: newDeviceID)
    open()
  }

  // MARK: One operation

  enum Access { case read, write }

  /// Runs an operation on the database in a transaction of its own, or on the journal where there is no
  /// database.
  ///
  /// Other processes can put a rescued file in the place of a damaged one. So each operation holds the gate,
  /// shared, and looks whether the path still leads to the file that it has open: what is written to another
  /// is lost.
  mutating func perform<Value>(
    _ access: Access, database operation: (Database) throws -> Value,
    journal alternative: (inout Journal) throws(OutboxError) -> Value
  ) throws(OutboxError) -> Value {
    var isHealed = false
    while true {
      guard !isClosed else { throw .closed }
      guard let database, let gate else { return try alternative(&journal) }
      guard gate.acquire(.shared) else { throw .busy }
      guard database.isInPlace else {
        gate.release()
        try follow()
        continue
      }
      do {
        defer { gate.release() }
        return try database.queue.writeWithoutTransaction { db in
          if access == .read { return try operation(db) }
          return try db.inImmediateTransaction { try operation(db) }
        }
      } catch let error as DatabaseError where error.isDamage && !isHealed {
        isHealed = true
        heal()
      } catch {
        throw explain(error)
      }
    }
  }

  // MARK: Opening

  /// Opens the database, heals it where it is damaged, and carries a waiting journal in. Leaves `openError`
  /// set and the journal in charge where that fails; nothing is ever recreated because of an error.
  ///
  /// - Parameter waits: False where a lock that another process holds is not waited for.
  mutating func open(waits: Bool = true) {
    guard !isClosed, database == nil else { return }
    do {
      do {
        try connect(waits: waits)
      } catch let error as DatabaseError where error.isDamage {
        try replaceIfCondemned(waits: waits)
        try connect(waits: waits)
      }
      openError = nil
      carryLost()
      drainJournal(waits: waits)
    } catch {
      database = nil
      leftOver = nil
      let reason = explain(error)
      if case .cannotOpen = reason {
        openError = reason
      } else {
        openError = .cannotOpen(reason: reason.reason)
      }
    }
  }

  mutating func reopen(waits: Bool = true) {
    database = nil
    seenVersion = nil
    open(waits: waits)
  }

  private mutating func connect(waits: Bool) throws {
    do throws(SystemError) {
      try FileSystem.makeDirectory(directory)
      if gate?.isInPlace != true { gate = try FileLock(path: gatePath) }
    } catch {
      throw OutboxError.cannotOpen(reason: .init(error))
    }
    guard let gate else { return }
    let rescue = rescue()
    let isNew = (FileSystem.status(of: path)?.st_size ?? 0) == 0
    guard gate.acquire(isNew ? .exclusive : .shared, waits: waits) else { throw OutboxError.busy }
    defer { gate.release() }
    // Asked again under the lock: another process may have made the file meanwhile.
    if isNew, rescue.isUnfinished {
      let aside = try rescue.putInPlace()
      notices.append(.rescued(keptAs: aside))
    } else if isNew, let kept = try rescue.keepOrphanedLog() {
      notices.append(.fileGone(keptAs: kept))
    }
    if isNew {
      // The index of a log that is gone: SQLite would cut it off under whoever still has it open.
      unlink("\(path)-shm")
    } else if rescue.damagedLog != nil {
      // Looked at again while nobody writes it.
      guard gate.acquire(.exclusive, waits: waits) else { throw OutboxError.busy }
      if let (carried, aside) = try rescue.rescueLog() {
        notices.append(.logDamaged(carriedOver: carried.total, keptAs: aside))
      }
    }
    let database = try OutboxDatabase(path: path)
    database.checkpoint()
    if isNew { FileSystem.sync(directory: directory) }
    if let pageLimit { try database.limitPages(to: pageLimit) }
    self.database = database
  }

  // MARK: Damage

  /// After an operation met damage: closes, replaces the file if it is condemned, opens again.
  private mutating func heal() {
    try? database?.queue.close()
    database = nil
    try? replaceIfCondemned()
    reopen()
  }

  private mutating func replaceIfCondemned(waits: Bool = true) throws {
    guard let gate, gate.acquire(.exclusive, waits: waits) else { throw OutboxError.busy }
    defer { gate.release() }
    let rescue = rescue()
    switch rescue.examine() {
    case .sound: return
    case .unclear(let error): throw error
    case .condemned:
      let (carried, aside) = try rescue.replace()
      let events = carried.events + carried.quarantined
      notices.append(.damaged(carriedOver: events, keptAs: aside))
    }
  }

  func rescue() -> Rescue { Rescue(path: path, stamp: now().fileStamp) }

  // MARK: The rest

  /// True where another process changed the database, or a journal, since the last call.
  mutating func hasChanged() -> Bool {
    guard let database, leftOver == nil else { return true }
    guard database.isInPlace,
      let version = try? database.queue.writeWithoutTransaction({ try $0.dataVersion() })
    else { return true }
    defer { seenVersion = version }
    return seenVersion != version
  }

  /// Files what is in the write-ahead log, where nobody else is at work.
  ///
  /// - Returns: True where nothing depends on the log now.
  func checkpoint() -> Bool {
    guard let database, let gate, gate.acquire(.exclusive, waits: false) else { return false }
    defer { gate.release() }
    return database.isInPlace && database.checkpoint()
  }

  mutating func close() {
    isClosed = true
    if let gate, gate.acquire(.shared) {
      try? database?.queue.close()
      gate.release()
    }
    database = nil
    gate = nil
  }

  func explain(_ error: any Error) -> OutboxError { OutboxError(error, directory: directory) }
}
