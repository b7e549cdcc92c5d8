import CoreFoundation
import Glibc

/// A small file that this user alone may read, and that is never reached through a link that somebody laid there.
struct PrivateFile {
  /// The system's error number of what could not be done.
  struct Fault: Error, Hashable {
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  let path: String

  /// Creates the file, which must not exist in any form, with this text; on disk when this returns.
  func create(_ text: String) -> Result<Void, Fault> {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return .failure(Fault(code: errno)) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    errno = 0
    guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      let fault = Fault(code: errno == 0 ? ENOSPC : errno)
      unlink(path)
      return .failure(fault)
    }
    syncFolder()
    return .success(())
  }

  /// What is in it, where it is a plain file of this user that nobody else may touch, and not longer than that.
  func contents(atMost limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = read(file, &bytes, bytes.count)
    return (0...limit).contains(count) ? Array(bytes.prefix(count)) : nil
  }

  /// Makes the file's name as durable as its contents, where the file system can.
  func syncFolder() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let folder = parts.joined(separator: "/")
    let file = open(
      folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }
}
