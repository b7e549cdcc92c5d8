import Files
import GRDB
import Glibc
import Primitives

/// What is done about a database file that `integrity_check` condemns: what can be read goes into a new file,
/// the old one is kept under a name that says so, and only then the new one takes its place.
///
/// The caller holds the gate exclusively and no connection is open in this process. A crash at any step
/// leaves either the old file in place, to be rescued anew, or no file and the finished new one under
/// `….rescued`, which the next start puts in place.
struct Rescue {
  let path: String
  let stamp: String

  private var finished: String { "\(path).rescued" }

  enum Verdict {
    case sound
    case condemned
    /// Reading failed for another reason than damage: nothing may be done then.
    case unclear(any Error)
  }

  /// Asks SQLite whether the file is damaged.
  func examine() -> Verdict {
    do {
      let queue = try DatabaseQueue(path: path)
      let answer = try queue.writeWithoutTransaction {
        try String.fetchOne($0, sql: "PRAGMA integrity_check(1)")
      }
      return answer == "ok" ? .sound : .condemned
    } catch let error as DatabaseError where error.isDamage {
      return .condemned
    } catch {
      return .unclear(error)
    }
  }

  /// Replaces the condemned file.
  ///
  /// - Returns: How much was carried over, and the name that the old file has now.
  func replace() throws -> (carried: Salvage.Yield, keptAs: String) {
    guard let replaced = try replace({ try Salvage(target: $0).run(from: path) }) else {
      throw OutboxError.other(.nothingReplaced)
    }
    return replaced
  }

  /// Replaces the file by a new one, unless the answer is nil.
  ///
  /// - Parameter fill: Carries over what the new file is to have.
  func replace(
    _ fill: (DatabaseQueue) throws -> Salvage.Yield?
  ) throws -> (carried: Salvage.Yield, keptAs: String)? {
    let draft = "\(path).rescue"
    defer { for name in Self.family(draft) { unlink(name) } }
    for name in Self.family(draft) { unlink(name) }
    let target = try OutboxDatabase(path: draft)
    let yield = try fill(target.queue)
    try target.queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
    try target.queue.close()
    guard let yield else { return nil }
    try FileSystem.move(draft, to: finished)
    FileSystem.sync(directory: Self.directory(of: path))
    return (yield, try putInPlace())
  }

  /// True where a crash came in the middle of the exchange of the files. While the old file is still in place
  /// others may have written to it since, so that an earlier rescue no longer counts.
  var isUnfinished: Bool { FileSystem.exists(finished) && (FileSystem.status(of: path)?.st_size ?? 0) == 0 }

  /// Moves the old file aside and the rescued one to its place.
  @discardableResult
  func putInPlace() throws -> String {
    let aside = try moveAside(Self.suffixes)
    try FileSystem.move(finished, to: path)
    FileSystem.sync(directory: Self.directory(of: path))
    return aside
  }

  /// A write-ahead log without its database: SQLite would delete it, so it is kept aside.
  ///
  /// - Returns: The name it has now; nil where there was none.
  func keepOrphanedLog() throws -> String? {
    guard (FileSystem.status(of: path)?.st_size ?? 0) == 0,
      FileSystem.status(of: "\(path)-wal")?.st_size ?? 0 > 0
    else { return nil }
    return try moveAside(["-wal"]) + "-wal"
  }

  /// Moves the file with what belongs to it aside.
  ///
  /// - Returns: The name it has now.
  func moveAside() throws -> String { try moveAside(Self.suffixes) }

  private func moveAside(_ suffixes: [String]) throws -> String {
    let aside = FileSystem.unused("\(path).damaged-\(stamp)")
    for suffix in suffixes where FileSystem.exists(path + suffix) {
      try FileSystem.move(path + suffix, to: aside + suffix)
    }
    return aside
  }

  /// The database first: where it is gone, and only there, an exchange is unfinished.
  private static let suffixes = ["", "-wal", "-shm"]

  static func family(_ path: String) -> [String] { suffixes.map { path + $0 } }

  static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }
}

extension DatabaseError {
  /// True where SQLite says that the file itself is wrong.
  var isDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}

extension Timestamp {
  /// `YYYYMMDD-HHMMSS` in UTC, for the names of files put aside.
  var fileStamp: String {
    let digits = description.prefix(19).filter(\.isNumber)
    return "\(digits.prefix(8))-\(digits.dropFirst(8))"
  }
}
