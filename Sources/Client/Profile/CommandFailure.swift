import Languages

/// How a command ends, after `sysexits.h` and the shell's custom for signals.
package enum ExitStatus: Int32, Error {
  case done = 0
  /// It ran, and what it checked is not in order.
  case faultsFound = 1
  case badUsage = 64
  case badInput = 65
  case unreachable = 69
  case cannotWrite = 73
  case unsent = 75
  case notAllowed = 77
  case hungUp = 129
  case interrupted = 130
  case terminated = 143
}

/// A command's failure: one sentence for standard error, and the status to exit with.
package struct CommandFailure: Error {
  package let status: ExitStatus
  package let sentence: String
  /// The name that the protocol has for it; nil where it is not the server's.
  package let code: String?

  package init(_ status: ExitStatus, _ sentence: String, code: String? = nil) {
    self.status = status
    self.sentence = sentence
    self.code = code
  }

  /// The process can open nothing more.
  package static let noDescriptors = CommandFailure(
    .cannotWrite, Spoken.language.noDescriptorsLeft)
}
