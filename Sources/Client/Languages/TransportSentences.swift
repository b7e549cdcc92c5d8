/// What is said of a server that can't be asked.
package protocol TransportSentences {
  // Reasons, in a few words, for the sentences below.
  var nameUnknownHere: String { get }
  var nothingAnswersAtAddress: String { get }
  var endedWithinHeader: String { get }
  var showsNoCertificate: String { get }
  var unreadableCertificate: String { get }
  var curlHasNoMemory: String { get }
  var curlTookNoRequest: String { get }
  func curlError(_ code: Int) -> String
  func curlLacks(_ library: String, symbol: String) -> String
  func curlTooOld(_ version: String, minimum: String) -> String
  var noThread: String { get }
  func noMethod(_ method: String) -> String
  func badHeaderField(_ name: String) -> String

  // Errors, each what happened and what to do, for a pupil.
  func badAddress(_ url: String) -> String
  func serverUnreachable(_ reason: String) -> String
  var noNetworkHere: String { get }
  func noLibrary(_ reason: String) -> String
  var timedOut: String { get }
  func connectionLost(_ reason: String) -> String
  func notProven(_ reason: String) -> String
  var wrongKey: String { get }
  var noTLS: String { get }
  func answerTooLarge(limit: Int) -> String
  var cancelled: String { get }
  func requestFailed(_ reason: String) -> String

  // The same for a teacher.
  var noServerOnThisComputer: String { get }
  func teacherServerUnreachable(_ reason: String) -> String
  func teacherNotProven(_ reason: String) -> String
  var teacherWrongKey: String { get }
  var teacherNoTLS: String { get }

  // What is wrong with an address that was typed, and what to type instead.
  var addressEmpty: String { get }
  func addressWithoutScheme(_ typed: String) -> String
  func addressOfScheme(_ scheme: String) -> String
  var addressWithUser: String { get }
  var addressWithQuery: String { get }
  func addressOfBadHost(_ host: String) -> String
  func addressOfBadPort(_ port: String) -> String
  func addressOfBadPath(_ path: String) -> String
}
