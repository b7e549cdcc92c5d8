package import Languages

/// Why the screen can't be had.
package enum TerminalError: Error, Hashable, Sendable, Sayable {
  /// What should have been a terminal.
  package enum Stream: Hashable, Sendable {
    case input
    case output
    /// One of them.
    case either
  }

  case notATerminal(Stream)
  /// The terminal of that type can't place text freely.
  case unusable(type: String)
  /// The process has no file descriptors left.
  case outOfDescriptors

  /// One sentence for the user: what is wrong and what to do.
  package func text(in language: any Language) -> String {
    switch self {
    case .notATerminal(.input): language.inputIsNoTerminal
    case .notATerminal(.output): language.outputIsNoTerminal
    case .notATerminal(.either): language.inputOrOutputIsNoTerminal
    case .unusable(let type): type.isEmpty ? language.terminalUnset : language.terminalUnusable(type)
    case .outOfDescriptors: language.tooManyOpenFiles
    }
  }
}
