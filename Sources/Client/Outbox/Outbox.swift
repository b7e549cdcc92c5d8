import GRDB
package import Primitives
import Synchronization
import XP

/// The durable queue of points between a game and the server's ledger.
///
/// `enqueue` returns only once the event survives a loss of power. Where the database can't be opened, a
/// plain append-only journal takes its place, and is carried into the database when that works again;
/// `isJournaling` says so. No event is ever changed, merged, evicted or dropped: one leaves only when the
/// server named its id.
///
/// Every call blocks until it is done, may be made from any thread, and runs alone. Several processes may use
/// one outbox; who sends is decided by a `SenderLock`.
package final class Outbox: Sendable {
  private let state: Mutex<OutboxState>
  /// What was acknowledged; opened with the first acknowledgement.
  let history = Mutex<History?>(nil)
  let directory: String
  /// The wall clock.
  let now: @Sendable () -> Timestamp
  /// The id of this computer, where it has none yet.
  let newDeviceID: UniqueID

  /// Opens the outbox of a data directory, making both where they are missing.
  ///
  /// Never fails and never recreates a file because of an error: where the database can't be opened, the
  /// outbox journals, and `openError` tells why.
  ///
  /// - Parameters:
  ///   - directory: Where `outbox.sqlite` lies.
  ///   - journalDirectories: Where a journal may lie, in the order to be tried: the state directory, then the
  ///     run-time directory.
  ///   - otherJournals: Where another environment of the same user has its journal: read and carried over, never begun.
  ///   - mayBeInMemory: True where somebody chose the directory: if it lies in memory, they know. Otherwise the pupil is told
  ///     that a restart of the computer loses what waits there.
  ///   - now: The wall clock, for the names of files put aside.
  ///   - generator: For the id of this computer, where it has none yet.
  package init(
    directory: String, journalDirectories: [String], otherJournals: [String] = [], mayBeInMemory: Bool = true,
    now: @escaping @Sendable () -> Timestamp, generator: any RandomNumberGenerator & Sendable
  ) {
    var generator = generator
    newDeviceID = .random(using: &generator)
    (self.directory, self.now) = (directory, now)
    state = Mutex(
      OutboxState(
        directory: directory, journalDirectories: journalDirectories, otherJournals: otherJournals,
        mayBeInMemory: mayBeInMemory, now: now, newDeviceID: newDeviceID))
  }

  /// True while the database can't be opened and events go to the journal.
  package var isJournaling: Bool { state.withLock { $0.database == nil } }

  /// Why the database can't be opened; nil while it is open.
  package var openError: OutboxError? { state.withLock { $0.openError } }

  /// What the pupil has to be told once, oldest first; a second call does not give it again.
  package func takeNotices() -> [OutboxNotice] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }

  /// Lets the pupil be told that once.
  func notify(_ notice: OutboxNotice) { state.withLock { $0.notices.append(notice) } }

  /// Tries to open the database again while journaling, and carries in a journal that waits, whichever
  /// process left it. To be called on every tick, whether journaling or not: with the database open and no
  /// journal there it costs a look at each of the journal's places. It waits for no other process's lock.
  ///
  /// - Returns: True where something came of it: the status and the notices have to be read again.
  package func recoverIfPossible() -> Bool { state.withLock { $0.recover() } }

  /// Files what is in the database's write-ahead log, so that nothing depends on it any more: SQLite drops all that is behind
  /// a damaged byte of a log. Costs two syncs, one of them of the next award's, and waits for no other process.
  ///
  /// - Returns: True where nothing depends on the log now.
  @discardableResult
  package func checkpoint() -> Bool { state.withLock { $0.checkpoint() } }

  /// True where another process has changed the outbox since the last call, on the first one, and always
  /// while journaling. Cheap.
  package func hasChanged() -> Bool { state.withLock { $0.hasChanged() } }

  /// Closes the database; every later call throws `OutboxError.closed`.
  package func close() { state.withLock { $0.close() } }

  /// What the outbox holds of an owner: as quick with a million events as with one.
  package func snapshot(owner: Owner) throws(OutboxError) -> OutboxSnapshot {
    try snapshot(of: owner, after: .read) {
      try $0.snapshot(of: owner)
    } journal: { _ throws(OutboxError) in
    }
  }

  /// The modes that durability rests on, as SQLite reports them: `wal` and 2 (FULL), or a rollback journal
  /// and 3 (EXTRA) on a file system without shared memory. Nil while journaling.
  package func durability() throws(OutboxError) -> (journalMode: String, synchronous: Int)? {
    let text = try perform(.read) { db -> [String] in
      try ["journal_mode", "synchronous"].compactMap { try String.fetchOne(db, sql: "PRAGMA \($0)") }
    } journal: { _ throws(OutboxError) in
      []
    }
    guard text.count == 2, let synchronous = Int(text[1]) else { return nil }
    return (text[0], synchronous)
  }

  /// Runs an operation on the database in a transaction of its own, or on the journal where there is no
  /// database.
  func perform<Value: Sendable>(
    _ access: OutboxState.Access, database operation: (Database) throws -> Value,
    journal alternative: (inout Journal) throws(OutboxError) -> Value
  ) throws(OutboxError) -> Value {
    try state.withLock { state throws(OutboxError) in
      try state.perform(access, database: operation, journal: alternative)
    }
  }

  /// See `OutboxState`. What is in the database can be read although nothing more has room there.
  ///
  /// - Returns: The owner's state; where it can't be read, what the journal says of it.
  func journalInstead(
    _ event: XPEvent, _ quests: [QuestEvent], _ owner: Owner
  ) throws(OutboxError) -> OutboxSnapshot {
    let journaled = try state.withLock { state throws(OutboxError) in
      try state.journalInstead(event, quests, owner)
      return state.completed(state.journal.snapshot(of: owner))
    }
    guard var snapshot = try? snapshot(owner: owner) else { return journaled }
    for day in Set(quests.map(\.questDate)) {
      snapshot.questProgress[day] = try? questProgress(owner: owner, on: day)
    }
    return snapshot
  }

  /// Tries whether new points could be stored in the database now: after some could not be, so that it is said as soon as
  /// they can.
  package func canStore() -> Bool {
    // As large as an event can be, and gone again: what is small may find room where an event finds none.
    let isStored: Void? = try? perform(.write) { db in
      try db.storeMeta("trial", String(repeating: "x", count: 8192))
    } journal: { _ throws(OutboxError) in
      throw .closed
    }
    guard isStored != nil else { return false }
    _ = try? perform(.write) { db in
      try db.run("DELETE FROM meta WHERE key = 'trial'")
    } journal: { _ throws(OutboxError) in
    }
    return true
  }

  /// Runs an operation on the rows of an owner, whose key it is given, and tells in the same transaction how things stand
  /// after it.
  func change(
    _ owner: Owner, database operation: (Database, Int64) throws -> Void,
    journal alternative: (inout Journal) throws(OutboxError) -> Void
  ) throws(OutboxError) -> OutboxSnapshot {
    try snapshot(of: owner, after: .write) { db in
      let key = try db.makeKey(of: owner)
      try operation(db, key)
      return try db.snapshot(of: key)
    } journal: { journal throws(OutboxError) in
      try alternative(&journal)
    }
  }

  private func snapshot(
    of owner: Owner, after access: OutboxState.Access,
    database operation: (Database) throws -> OutboxSnapshot,
    journal alternative: (inout Journal) throws(OutboxError) -> Void
  ) throws(OutboxError) -> OutboxSnapshot {
    try state.withLock { state throws(OutboxError) in
      var snapshot = try state.perform(access, database: operation) { journal throws(OutboxError) in
        try alternative(&journal)
        return journal.snapshot(of: owner)
      }
      if state.leftOver != nil { state.journal.read().count(of: owner, into: &snapshot) }
      return state.completed(snapshot)
    }
  }

  /// For tests: the statements whose cost must not grow with the number of rows.
  package static var hotStatements: [String] { SQL.all }

  /// For tests: a database that is full at that many pages, also after it was opened again; nil lifts the
  /// limit.
  package func limitPages(to count: Int?) throws {
    try state.withLock { state in
      state.pageLimit = count
      try state.database?.limitPages(to: count ?? 1_000_000_000)
    }
  }
}
