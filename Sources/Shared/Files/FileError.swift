/// What went wrong with a file.
package struct FileError: Error, CustomStringConvertible, Sendable {
  /// What was to be done with it, in the words of a server's log.
  package enum Action: String, Sendable {
    case read
    case write
    case remove
    case makeFolder = "make the folder"
  }

  package let action: Action
  package let path: String
  /// What the system said.
  package let cause: SystemError

  init(_ action: Action, _ path: String, _ cause: SystemError) {
    (self.action, self.path, self.cause) = (action, path, cause)
  }

  /// A sentence for a server's log; the client's is in its catalogue.
  package var description: String { "Can't \(action.rawValue) \(path): \(cause.plainReason)." }

  /// True where the file is simply not there.
  package var isMissing: Bool { cause.isMissing }
}
