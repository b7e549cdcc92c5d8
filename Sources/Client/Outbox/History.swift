import Files
import Foundation
import GRDB
import Glibc
import Primitives
import XP

/// Everything that ledgers have acknowledged to this computer, outside the outbox: a ledger that is restored from a backup has
/// lost the newest of it, and gets it again from here. Nothing is ever let go of: neither a clock nor a full file decides what
/// a ledger may still need.
///
/// A file that SQLite condemns is moved aside; any other error leaves it as it is. Used under the outbox's lock alone.
struct History: Sendable {
  /// Rows of one page.
  static let pageLength = 500

  private let queue: DatabaseQueue
  private let path: String
  private let identity: FileIdentity?

  /// Opens the file beside an outbox, making it where it is missing.
  init(directory: String) throws {
    path = Self.path(in: directory)
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
    // Short: what can't be filed now lies in the outbox until it can.
    configuration.busyMode = .timeout(1)
    configuration.label = "glosa.history"
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    }
    queue = try DatabaseQueue(path: path, configuration: configuration)
    identity = FileIdentity(path: path)
    try queue.writeWithoutTransaction {
      try Self.migrate($0)
      // Beside the versions: a Glosa of before that opens the file does not mind it.
      try $0.execute(sql: Self.comparedTable)
    }
  }

  static func path(in directory: String) -> String { "\(directory)/history.sqlite" }

  /// True while the path leads to the file that is open.
  var isInPlace: Bool { FileIdentity(path: path) == identity }

  func close() { try? queue.close() }

  /// How far each ledger was found to have everything.
  private static let comparedTable = """
    CREATE TABLE IF NOT EXISTS compared (
      server     TEXT    NOT NULL,
      student_id BLOB    NOT NULL CHECK (length(student_id) = 16),
      position   INTEGER NOT NULL,
      PRIMARY KEY (server, student_id)
    ) STRICT, WITHOUT ROWID
    """

  /// Files of earlier versions have no order but their ledgers' clocks.
  private static func migrate(_ db: Database) throws {
    func isCurrent() throws -> Bool { try Int.fetchOne(db, sql: "PRAGMA user_version") == 1 }
    guard try !isCurrent() else { return }
    try db.inImmediateTransaction {
      guard try !isCurrent() else { return }
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS acknowledged (
            server          TEXT    NOT NULL,
            student_id      BLOB    NOT NULL CHECK (length(student_id) = 16),
            id              BLOB    NOT NULL CHECK (length(id) = 16),
            is_quest        INTEGER NOT NULL CHECK (is_quest IN (0, 1)),
            event           TEXT    NOT NULL,
            acknowledged_at INTEGER NOT NULL,
            PRIMARY KEY (server, student_id, id)
          ) STRICT, WITHOUT ROWID;
          DROP INDEX IF EXISTS acknowledged_by_time;
          -- Grows in the order of the acknowledgements, whoever's they are.
          ALTER TABLE acknowledged ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
          UPDATE acknowledged SET position = numbered.number
          FROM (SELECT server, student_id, id, row_number() OVER (ORDER BY acknowledged_at, id) AS number
                FROM acknowledged) AS numbered
          WHERE (acknowledged.server, acknowledged.student_id, acknowledged.id)
            = (numbered.server, numbered.student_id, numbered.id);
          CREATE INDEX acknowledged_in_order ON acknowledged (position);
          PRAGMA user_version = 1;
          """)
    }
  }

  /// Keeps what was acknowledged, in that order. What is acknowledged once more is the newest again: the ledger had lost it.
  ///
  /// - Parameter ledger: What the owner's rows are filed under.
  func keep(
    _ copies: [AcknowledgedCopy], ledger: String, student: UniqueID, at time: Timestamp
  ) throws {
    try queue.write { db in
      var position = try db.row("SELECT max(position) FROM acknowledged")?.value(0, as: Int64.self) ?? 0
      for copy in copies {
        position += 1
        try db.run(
          """
          INSERT INTO acknowledged (server, student_id, id, is_quest, event, acknowledged_at, position)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (server, student_id, id) DO UPDATE SET position = excluded.position
          """,
          [ledger, student.blob, copy.id.blob, copy.isQuest, copy.text, time.microseconds, position])
      }
    }
  }

  /// Files what lies under an address under the ledger's identity.
  func rename(_ addresses: [String], to ledger: String, student: UniqueID) throws {
    try queue.write { db in
      for address in addresses where address != ledger {
        try db.run(
          "UPDATE OR REPLACE acknowledged SET server = ? WHERE server = ? AND student_id = ?",
          [ledger, address, student.blob])
        try db.run(
          "UPDATE OR REPLACE compared SET server = ? WHERE server = ? AND student_id = ?",
          [ledger, address, student.blob])
      }
    }
  }

  /// Notes the newest event of a ledger that was found to have everything, by its position.
  func noteCompared(_ position: Int64, ledger: String, student: UniqueID) throws {
    guard try compared(ledger: ledger, student: student) != position else { return }
    try queue.write { db in
      try db.run(
        "INSERT OR REPLACE INTO compared (server, student_id, position) VALUES (?, ?, ?)",
        [ledger, student.blob, position])
    }
  }

  /// The position that was noted; nil where none was.
  func compared(ledger: String, student: UniqueID) throws -> Int64? {
    try queue.read { db in
      try db.row(
        "SELECT position FROM compared WHERE server = ? AND student_id = ?", [ledger, student.blob])?
        .value(0)
    }
  }

  /// The events of points that were acknowledged last, the newest first: so many, and all from a position on.
  func newest(
    _ count: Int, since position: Int64?, ledger: String, student: UniqueID
  ) throws -> [AcknowledgedEvent] {
    let sql = """
      SELECT id, position FROM acknowledged
      WHERE server = ? AND student_id = ? AND is_quest = 0 AND position >= ?
      ORDER BY position DESC LIMIT ?
      """
    return try queue.read { db in
      let arguments: StatementArguments = [ledger, student.blob]
      let top = try db.rows(sql, arguments + [0, count])
      guard let position, let last = top.last?.value(1, as: Int64.self), last > position else { return top }
      return try db.rows(sql, arguments + [position, -1])
    }.compactMap { row in
      guard let id = row.id(at: 0), let position = row.value(1, as: Int64.self) else { return nil }
      return AcknowledgedEvent(id: id, position: position)
    }
  }

  /// Those among some events of points of which there are copies.
  func known(_ ids: [UniqueID], ledger: String, student: UniqueID) throws -> [UniqueID] {
    let sql = "SELECT 1 FROM acknowledged WHERE server = ? AND student_id = ? AND id = ? AND is_quest = 0"
    return try queue.read { db in
      try ids.filter { try db.row(sql, [ledger, student.blob, $0.blob]) != nil }
    }
  }

  /// The next page of an owner's copies, the oldest first.
  ///
  /// - Returns: The copies, and the position of the last one; nil after the last page.
  func page(
    after position: Int64, ledger: String, student: UniqueID
  ) throws -> (copies: [AcknowledgedCopy], last: Int64)? {
    let rows = try queue.read { db in
      try db.rows(
        """
        SELECT id, is_quest, event, position FROM acknowledged
        WHERE server = ? AND student_id = ? AND position > ? ORDER BY position LIMIT ?
        """, [ledger, student.blob, position, Self.pageLength])
    }
    guard let last = rows.last?.value(3, as: Int64.self) else { return nil }
    return (rows.compactMap { AcknowledgedCopy(row: $0) }, last)
  }

  /// Moves a file that SQLite condemns aside, begins a new one, and carries over what can be read.
  ///
  /// - Returns: A sentence for the pupil.
  /// - Throws: `error` where the file is not condemned, which leaves it as it is.
  static func replaceCondemned(in directory: String, after error: any Error, at time: Timestamp) throws
    -> OutboxNotice
  {
    let rescue = Rescue(path: path(in: directory), stamp: time.fileStamp)
    guard case .condemned = rescue.examine() else { throw error }
    let aside = try rescue.moveAside()
    let new = try History(directory: directory)
    var carried = 0
    if let old = try? DatabaseQueue(path: aside) {
      try new.queue.write { db in
        old.unsafeRead { carried = copy(from: $0, to: db) }
      }
      try? old.close()
    }
    new.close()
    return .historyDamaged(carriedOver: carried, keptAs: aside)
  }

  private static func copy(from old: Database, to new: Database) -> Int {
    var copied = 0
    let columns = "server, student_id, id, is_quest, event, acknowledged_at"
    let hasOrder = "SELECT count(*) FROM pragma_table_info('acknowledged') WHERE name = 'position'"
    let order = (try? Int.fetchOne(old, sql: hasOrder)) == 1 ? "position" : "acknowledged_at"
    // From both ends, as far as either can be read.
    for direction in ["ASC", "DESC"] {
      let end = "ORDER BY server \(direction), student_id \(direction), id \(direction)"
      SalvageScan(old).all("SELECT \(columns), \(order) FROM acknowledged \(end)") { row in
        let isNew: Void? = try? new.run(
          "INSERT OR IGNORE INTO acknowledged (\(columns), position) VALUES (?, ?, ?, ?, ?, ?, ?)",
          StatementArguments(values: row.values))
        if isNew != nil { copied += new.changesCount }
      }
    }
    return copied
  }
}
