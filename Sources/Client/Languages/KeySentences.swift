/// What keys are called, what they do, and why they do nothing.
package protocol KeySentences {
  var helpTitle: String { get }
  var helpClose: String { get }
  // The parts of the help, by the screen that they are about.
  var helpEverywhere: String { get }
  var helpMenu: String { get }
  var helpResults: String { get }
  var helpJoining: String { get }
  var helpGoals: String { get }
  /// What is no key, and belongs in the help all the same: a word, and what is said of it.
  var helpOfGoals: [(String, String)] { get }

  /// The longest way to say it first.
  func meaning(_ meaning: KeyMeaning) -> [String]
  func obstacle(_ obstacle: KeyObstacle, key: String) -> [String]

  var keySpace: String { get }
  var keyEnter: String { get }
  var keyEscape: String { get }
  var keyTab: String { get }
  var keyBackTab: String { get }
  var keyBackspace: String { get }
  var keyDelete: String { get }
  var keyHome: String { get }
  var keyEnd: String { get }
  var keyPageUp: String { get }
  var keyPageDown: String { get }
  /// What stands before a letter pressed with the control key.
  var keyControl: String { get }
}
