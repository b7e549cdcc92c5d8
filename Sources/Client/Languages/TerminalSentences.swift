/// Why there is no full screen, and what to do.
package protocol TerminalSentences {
  var inputIsNoTerminal: String { get }
  var outputIsNoTerminal: String { get }
  var inputOrOutputIsNoTerminal: String { get }
  var terminalUnset: String { get }
  func terminalUnusable(_ type: String) -> String
  var tooManyOpenFiles: String { get }
}
