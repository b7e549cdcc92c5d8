package import Primitives

/// What is said and asked by who joins a class, moves with its server, or signs out.
package protocol JoiningSentences {
  // Questions.
  func goOn(as name: String, ofClass className: String?) -> String
  func takeAlong(points: Int, of name: String, ofClass className: String?) -> String
  func bringIntoClass(points: Int) -> String
  var whatBoardSays: String { get }
  var yourName: String { get }
  var makeUpPIN: String { get }
  var onceMore: String { get }
  var twoDifferentPINs: String { get }
  func yourPIN(digits: ClosedRange<Int>) -> String
  /// A question whose answer is yes or no, with what to type.
  func yesOrNo(_ question: String) -> String
  /// What is typed for yes, in small letters.
  var affirmations: [String] { get }
  var inputEnded: String { get }

  // Joining.
  func notProvenByKey(_ url: String, className: String) -> String
  var joiningMadeNoSense: String { get }
  func inClassButNotKept(_ sentence: String) -> String
  func inClass(but sentence: String) -> String
  func waitedHereComesAlong(points: Int) -> String
  func gameSends(points: Int) -> String
  func belongsToAnother(points: Int) -> String
  func staysOnThisComputer(points: Int) -> String
  func comesAlong(points: Int) -> String
  func leftWithoutClass(points: Int) -> String
  func welcome(_ name: String, to className: String) -> String
  var nameNeeded: String { get }
  var pinNeeded: String { get }
  func inFile(_ file: String, _ sentence: String) -> String

  // Moving with the server.
  var noClassSoJoin: String { get }
  func serverOfEarlierVersion(_ url: String) -> String
  func serverOfAnotherClass(_ url: String, found: UniqueID, className: String, known: UniqueID) -> String
  func serverKnowsNot(_ name: String, of className: String, _ url: String) -> String
  func isNowAt(_ className: String, _ url: String) -> String
  func isNowAt(_ className: String, _ url: String, waiting points: Int) -> String
  func noFingerprint(_ typed: String) -> String

  // Signing out.
  var noClassToLeave: String { get }
  /// What waits, within the sentences below.
  func waitingPoints(_ points: Int) -> String
  var waitingQuests: String { get }
  func unsentStays(_ waiting: String, of name: String) -> String
  func serverNotTold(_ sentence: String) -> String
  /// A fact, and how to sign out although it is so.
  func signOutNeedsYes(_ fact: String) -> String
  func signOutAllTheSame(_ fact: String) -> String
  var nobodySignedOut: String { get }
  func nobodySignedOut(because sentence: String) -> String
  func signedOut(_ name: String, of className: String) -> String
  func sentWhenJoinedAgain(_ waiting: String, name: String) -> String
}
