import Glibc

/// What the system says of a call that failed.
package struct SystemError: Error, Hashable, Sendable {
  /// The `errno` value.
  package let code: Int32

  package init(code: Int32) { self.code = code }

  /// Of the call just made.
  package static var last: SystemError { SystemError(code: errno) }

  /// True where the file, or a folder above it, is not there.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

  /// No room: on the disk, in the user's share of it, or in the size that a file may have (`ulimit -f`).
  package var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

  /// Nobody lets this user write there.
  package var isForbidden: Bool { code == EROFS || code == EACCES || code == EPERM }

  /// The system's own words.
  package var plainReason: String { String(cString: strerror(code)) }
}
