import Files
import Glibc

/// An advisory lock of the operating system on a file (`flock`): it dies with its process, whatever ends it.
///
/// Two locks on one path exclude each other also within a process. Not for sharing between threads at once.
final class FileLock: Sendable {
  enum Mode { case shared, exclusive }

  private let path: String
  private let descriptor: Int32

  /// Opens the lock file, making it where it is missing; takes no lock yet.
  init(path: String) throws(SystemError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .last }
  }

  deinit { Self.unlockAndClose(descriptor) }

  /// False where the path leads to another file by now, or to none: others lock that one.
  var isInPlace: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && FileIdentity(path: path) == FileIdentity(status)
  }

  /// Takes the lock if it is free.
  func tryAcquire(_ mode: Mode) -> Bool { Self.tryLock(descriptor, mode) }

  /// Takes the lock, waiting for it no longer than `patience`: a holder may be stopped by Ctrl-Z.
  func acquire(_ mode: Mode, waits: Bool = true) -> Bool { Self.lock(descriptor, mode, waits: waits) }

  func release() { _ = flock(descriptor, LOCK_UN) }

  /// Ends the lock on an open file and closes it. Said, and not left to `close`: a program that this process is just
  /// starting has a copy of the descriptor, and with it the lock, until it begins to run.
  static func unlockAndClose(_ descriptor: Int32) {
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// Locks an open file, waiting no longer than `patience`.
  static func lock(_ descriptor: Int32, _ mode: Mode, waits: Bool = true) -> Bool {
    if !waits { return tryLock(descriptor, mode) }
    var waited: UInt32 = 0
    var pause: UInt32 = 200
    while !tryLock(descriptor, mode) {
      guard waited < patience else { return false }
      usleep(pause)
      waited += pause
      pause = min(pause * 2, 20_000)
    }
    return true
  }

  private static func tryLock(_ descriptor: Int32, _ mode: Mode) -> Bool {
    let operation = mode == .shared ? LOCK_SH : LOCK_EX
    while flock(descriptor, operation | LOCK_NB) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }

  /// Microseconds: as long as SQLite's own busy timeout here.
  private static let patience: UInt32 = 5_000_000
}
