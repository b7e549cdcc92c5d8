import Glibc
import Synchronization

/// Notices that a program which knows nothing of SQLite wrote over the database file: somebody copied a backup onto it, say.
///
/// Whoever writes through SQLite, this server or a shell, leaves a trace in the index of the write-ahead log: a commit
/// changes its header, a checkpoint the count of the frames that are in the database. A database file that changed while
/// these did not was written over.
final class OverwriteWatch: Sendable {
  /// What a writer leaves behind.
  private struct Trace: Equatable {
    /// Of the database file.
    let changedAt: [Int]
    let size: Int
    /// The two copies of the index's header, and the count of checkpointed frames after them.
    let index: [UInt8]
  }

  private static let indexBytes = 100
  private let database: Int32
  private let index: Int32
  private let last = Mutex<Trace?>(nil)

  /// Watches a database that is open in WAL mode; nil where it has no index.
  ///
  /// - Parameter database: A descriptor of the file, that stays open. (To close any descriptor of it or of its index would
  ///   end the locks that SQLite has on them in this process.)
  init?(database: Int32, path: String) {
    index = open(path + "-shm", O_RDONLY | O_CLOEXEC)
    guard index >= 0 else { return nil }
    self.database = database
    note()
  }

  /// Called once SQLite has closed the database.
  func close() { Glibc.close(index) }

  /// Remembers the files as they are, after writes of this process. To be called where no other write of this process can
  /// come between.
  func note() {
    let trace = trace()
    last.withLock { $0 = trace }
  }

  /// True where the file was written over since the last note. To be called as `note` is.
  var isWrittenOver: Bool {
    guard let now = trace(), let last = last.withLock({ $0 }) else { return false }
    return (now.changedAt != last.changedAt || now.size != last.size) && now.index == last.index
  }

  private func trace() -> Trace? {
    var status = stat()
    guard fstat(database, &status) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Self.indexBytes)
    guard pread(index, &bytes, bytes.count, 0) == bytes.count else { return nil }
    return Trace(
      changedAt: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec], size: Int(status.st_size), index: bytes)
  }
}
