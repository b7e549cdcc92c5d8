/// What went wrong with a file, as a sentence.
package struct FileError: Error, CustomStringConvertible, Sendable {
  /// What the system said.
  package let cause: SystemError
  package let description: String

  init(_ action: String, _ path: String, _ cause: SystemError) {
    self.cause = cause
    description = "Can't \(action) \(path): \(cause.plainReason)."
  }

  /// True where the file is simply not there.
  package var isMissing: Bool { cause.isMissing }
}
