import Glibc
import Synchronization

/// Keeps a database file to one server process: an OS lock on a file beside it, which dies with the process.
///
/// SQLite itself would let two servers share the file, but each would hold limits and guesses counted for itself
/// alone, and the slower one would meet locks in the middle of a lesson.
final class DatabaseLock: Sendable {
  /// The descriptor that holds the lock; nil once released.
  private let descriptor: Mutex<Int32?>

  /// Creates the folders and files that are missing, for this user alone, and takes the lock.
  init(databasePath path: String) throws(OpenError) {
    try PrivateFolders.create(above: path)
    try Self.createFile(path)
    let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.notWritable(path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      Glibc.close(file)
      throw reason == EWOULDBLOCK ? .inUse(path: path) : Self.notWritable(path, reason)
    }
    descriptor = Mutex(file)
  }

  deinit { release() }

  /// Gives the file up. The lock file stays: removing it could take the lock from under another process.
  func release() {
    let file = descriptor.withLock { file in
      defer { file = nil }
      return file
    }
    guard let file else { return }
    // Said, and not left to `close`: a program that this process is just starting has a copy of the descriptor until it
    // begins to run.
    _ = flock(file, LOCK_UN)
    Glibc.close(file)
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
