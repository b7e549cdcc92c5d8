package import Glibc

/// Which file a path leads to, whatever its names: two paths, or one path at two moments, lead to the same file where these
/// are equal.
package struct FileIdentity: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64

  package init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }

  /// Of the file that a path leads to; nil where it leads nowhere.
  package init?(path: String) {
    guard let status = FileSystem.status(of: path) else { return nil }
    self.init(status)
  }

  /// Of an open file.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }
}

/// A file itself, whatever its path leads to.
///
/// Opened as a place only (`O_PATH`): to close any other descriptor would drop the POSIX locks that SQLite holds on the file
/// in this process.
package final class FilePlace: Sendable {
  private let descriptor: Int32

  package init(path: String) throws(SystemError) {
    // Glibc keeps `O_PATH` to programs that ask for GNU's own.
    descriptor = open(path, 0o10000000 | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
  }

  deinit { close(descriptor) }

  /// True where no path leads to the file any more: it is gone with the last descriptor.
  package var isRemoved: Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }
}
