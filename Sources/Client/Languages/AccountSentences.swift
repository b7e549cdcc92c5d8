package import Primitives

/// What is said of this computer's files, of servers and of what proves that they are the right ones.
package protocol AccountSentences {
  var noDescriptorsLeft: String { get }
  func cannotRead(_ path: String, reason: String) -> String
  func cannotWrite(_ path: String, reason: String) -> String
  func cannotRemove(_ path: String, reason: String) -> String
  func cannotMakeFolder(_ path: String, reason: String) -> String
  func cannotStart(_ program: String, reason: String) -> String
  func serverProgramMissing(at path: String) -> String

  func accountDamaged(_ path: String) -> String
  /// What the local profile is called where the system has no name for its user.
  var you: String { get }

  // Finding a server and trusting it.
  func plainWhereTLSIsKnown(_ url: String) -> String
  func certificateUnreadable(at url: String) -> String
  func keyIsAnother(at url: String) -> String
  func noCertificate(in file: String) -> String
  var readableByOthers: String { get }
  var readableByOthersForTeacher: String { get }
  func readableSoNotSent(_ url: String) -> String

  // Asking it.
  func failed(at url: String, _ sentence: String) -> String
  func answerMadeNoSense(of url: String) -> String
  func unlikeGlosa(_ url: String, status: Int) -> String
  func cannotSayWhoItIs(_ url: String) -> String
  func otherServer(_ id: UniqueID, at url: String) -> String
  /// The server's sentence, and how long it wants to be left alone.
  func tryAgain(_ sentence: String, inSeconds seconds: Int64) -> String

  // Word sets on this computer.
  func noWordSet(_ wanted: String) -> String
  var titleLength: String { get }
  func setExists(_ path: String) -> String
}
