import Files
import Glibc
import Synchronization

/// Keeps a database file to one server process, by OS locks that die with the process: on a file beside it, where earlier
/// versions look for it, and on the database file itself, which a hard or symbolic link leads to as well.
///
/// SQLite itself would let two servers share the file, but each would hold limits and guesses counted for itself
/// alone, and the slower one would meet locks in the middle of a lesson.
final class DatabaseLock: Sendable {
  /// The descriptors that hold the locks, of the file beside the database and of the database itself; nil once released.
  private let descriptors: Mutex<(beside: Int32, database: Int32)?>
  private let path: String
  private let identity: FileIdentity
  /// The write-ahead log's identity; nil until `noteLog`.
  private let logIdentity = Mutex<FileIdentity?>(nil)

  /// Creates the folders and files that are missing, for this user alone, and takes the lock.
  init(databasePath path: String) throws(OpenError) {
    do throws(SystemError) {
      try FileSystem.makeDirectory(FileSystem.folder(of: path))
    } catch {
      throw Self.notWritable(path, error.code)
    }
    try Self.createFile(path)
    let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.notWritable(path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      Glibc.close(file)
      throw reason == EWOULDBLOCK ? .inUse(path: path) : Self.notWritable(path, reason)
    }
    let database = open(path, O_RDWR | O_CLOEXEC)
    guard database >= 0, let identity = FileIdentity(descriptor: database) else {
      let error = Self.notWritable(path)
      Glibc.close(file)
      throw error
    }
    guard Self.setLock(F_WRLCK, on: database) else {
      let reason = errno
      Glibc.close(file)
      Glibc.close(database)
      throw reason == EAGAIN || reason == EACCES ? .inUse(path: path) : Self.notWritable(path, reason)
    }
    (self.path, self.identity) = (path, identity)
    descriptors = Mutex((file, database))
  }

  /// Locks or frees the file's end, far beyond where SQLite has its own locks, for as long as the descriptor is open. (A lock
  /// of the process, as SQLite's are, would go with any descriptor of the file that is closed.)
  private static func setLock(_ type: Int32, on database: Int32) -> Bool {
    var range = flock()
    range.l_type = Int16(type)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = 1 << 62
    range.l_len = 1
    // F_OFD_SETLK, which Swift's Glibc does not name.
    return fcntl(database, 37, &range) == 0
  }

  /// A watch over the file; nil where the lock is given up, or the database has no index of a write-ahead log.
  func overwriteWatch() -> OverwriteWatch? {
    descriptors.withLock { files in files.flatMap { OverwriteWatch(database: $0.database, path: path) } }
  }

  /// True while the database's path, and that of its write-ahead log, lead to the files that are locked and written to.
  var isInPlace: Bool {
    guard FileIdentity(path: path) == identity else { return false }
    return logIdentity.withLock { $0 == nil || $0 == FileIdentity(path: path + "-wal") }
  }

  /// Remembers the write-ahead log, once the database is open and has one.
  func noteLog() {
    logIdentity.withLock { $0 = FileIdentity(path: path + "-wal") }
  }

  deinit { release() }

  /// Gives the file up. The lock file stays: removing it could take the lock from under another process.
  func release() {
    let files = descriptors.withLock { files in
      defer { files = nil }
      return files
    }
    guard let files else { return }
    // Said, and not left to `close`: a program that this process is just starting has a copy of the descriptor until it
    // begins to run.
    _ = flock(files.beside, LOCK_UN)
    _ = Self.setLock(F_UNLCK, on: files.database)
    Glibc.close(files.beside)
    Glibc.close(files.database)
  }

  /// The database holds what children did: neither it nor the files SQLite lays beside it are for others to read.
  private static func createFile(_ path: String) throws(OpenError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw notWritable(path) }
    Glibc.close(file)
  }

  private static func notWritable(_ path: String, _ code: Int32 = errno) -> OpenError {
    .notWritable(path: path, reason: String(cString: strerror(code)))
  }
}
