import Glibc

/// What went wrong with a file, as a sentence.
package struct FileError: Error, CustomStringConvertible {
  let code: Int32
  package let description: String

  init(_ action: String, _ path: String, code: Int32) {
    self.code = code
    description = "Can't \(action) \(path): \(String(cString: strerror(code)))."
  }

  /// True where the file is simply not there.
  package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}
