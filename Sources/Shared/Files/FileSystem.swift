import CLinux
import Glibc

/// Which file a path leads to: two paths, or one path at two moments, lead to the same file where these are
/// equal.
struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// The few calls on files that the outbox makes beside SQLite. Failures are `errno` values.
enum FileSystem {
  struct Failure: Error, Hashable {
    let code: Int32

    /// The failure of the call just made.
    static var last: Failure { Failure(code: errno) }

    /// No room: on the disk, in the user's share of it, or in the size that a file may have (`ulimit -f`).
    var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

    /// A few words, without a path.
    var reason: String {
      if isFull { return "disk full" }
      if code == EROFS || code == EACCES || code == EPERM { return "no permission to write" }
      return String(cString: strerror(code))
    }
  }

  /// Makes the directory and those above it that are missing, for the user alone.
  static func makeDirectory(_ path: String) throws(Failure) {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw .last }
    try makeDirectory(String(path[..<slash]))
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
  }

  static func status(of path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  static func identity(of path: String) -> FileIdentity? { status(of: path).map(FileIdentity.init) }

  /// True for a directory, no link to one, that belongs to this user and that no one else may read or write.
  static func isPrivate(_ path: String) -> Bool { ownDirectory(path)?.st_mode.isForOwnerAlone ?? false }

  /// True for a directory of this user that others may read or write, too.
  static func isOwnButOpen(_ path: String) -> Bool { ownDirectory(path)?.st_mode.isForOwnerAlone == false }

  private static func ownDirectory(_ path: String) -> stat? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
      return nil
    }
    return status
  }

  /// True where a path lies, or would lie, in memory (tmpfs, ramfs), so that a restart of the computer loses it.
  static func isInMemory(_ path: String) -> Bool {
    var information = statfs()
    var path = path
    while statfs(path, &information) != 0 {
      guard errno == ENOENT || errno == ENOTDIR, let slash = path.lastIndex(of: "/"), slash > path.startIndex
      else { return false }
      path = String(path[..<slash])
    }
    // statfs(2): TMPFS_MAGIC and RAMFS_MAGIC.
    return [0x0102_1994, 0x8584_58F6].contains(UInt32(truncatingIfNeeded: information.f_type))
  }

  static func size(of path: String) -> Int { Int(status(of: path)?.st_size ?? 0) }

  static func exists(_ path: String) -> Bool { status(of: path) != nil }

  /// Makes an empty file of mode 0600 where there is none. An existing file is not opened: closing it again
  /// would drop the POSIX locks that SQLite holds on it in this process.
  static func createIfMissing(_ path: String) throws(Failure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { return }
      throw .last
    }
    close(descriptor)
  }

  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) throws(Failure) {
    let bytes = Array(bytes)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      written += count
    }
  }

  static func read(_ descriptor: Int32, from offset: Int, count: Int) throws(Failure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress! + filled, count - filled, off_t(offset + filled))
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw .last
      }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }

  static func move(_ path: String, to target: String) throws(Failure) {
    guard rename(path, target) == 0 else { throw .last }
  }

  /// Makes renames and new files in a directory last through a loss of power.
  static func sync(directory: String) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    _ = fsync(descriptor)
    close(descriptor)
  }

  /// The path itself, or with a number behind it, such that nothing is there yet.
  static func unused(_ path: String) -> String {
    var candidate = path
    var number = 2
    while exists(candidate) {
      candidate = "\(path)-\(number)"
      number += 1
    }
    return candidate
  }

  /// Why a directory can't take another page of data; nil where it can. Found by writing one and removing it.
  ///
  /// - Parameter files: Those that are to grow: a file's size may be what is limited.
  static func obstacle(toWritingIn directory: String, atTheEndOf files: [String] = []) -> Failure? {
    let path = unused("\(directory)/outbox.probe-\(getpid())")
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return .last }
    defer {
      close(descriptor)
      unlink(path)
    }
    do throws(Failure) {
      try write(repeatElement(0, count: 8192), to: descriptor)
      if let end = files.map(size).max(), end > 0 {
        // A hole before it takes no room.
        guard lseek(descriptor, off_t(end), SEEK_SET) >= 0 else { throw .last }
        try write(repeatElement(0, count: 8192), to: descriptor)
      }
      return fsync(descriptor) == 0 ? nil : .last
    } catch {
      return error
    }
  }
}

/// A file itself, whatever its path leads to.
///
/// Opened as a place only (`O_PATH`): to close any other descriptor would drop the POSIX locks that SQLite holds on the file
/// in this process.
final class FilePlace: Sendable {
  private let descriptor: Int32

  init(path: String) throws(FileSystem.Failure) {
    // Glibc keeps `O_PATH` to programs that ask for GNU's own.
    descriptor = open(path, 0o10000000 | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
  }

  deinit { close(descriptor) }

  /// True where no path leads to the file any more: it is gone with the last descriptor.
  var isRemoved: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }
}

extension mode_t {
  fileprivate var isForOwnerAlone: Bool { self & 0o077 == 0 }
}
