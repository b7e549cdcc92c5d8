/// Why the screen can't be had.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or output is not a terminal.
  case notATerminal(stream: String)
  /// The terminal of that type can't place text freely.
  case unusable(type: String)
  /// The process has no file descriptors left.
  case outOfDescriptors

  /// One sentence for the user: what is wrong and what to do.
  package var description: String {
    switch self {
    case .notATerminal(let stream):
      "\(stream) is not a terminal: start glosa in a terminal window, or play without a screen with "
        + "`glosa play --linear`."
    case .unusable(let type) where type.isEmpty:
      "TERM is not set, so the full screen can't be shown: set it to the type of your terminal "
        + "(TERM=xterm-256color fits most), or use `glosa play --linear`."
    case .unusable(let type):
      "A terminal of the type \"\(type)\" can't show a full screen: set TERM to the type of your terminal "
        + "(TERM=xterm-256color fits most), or use `glosa play --linear`."
    case .outOfDescriptors:
      "The screen can't be opened because this program has too many open files: raise the limit with `ulimit -n`."
    }
  }
}
