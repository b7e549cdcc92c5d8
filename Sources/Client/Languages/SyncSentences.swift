package import Primitives

/// What the sync manager and the board's feed say.
package protocol SyncSentences {
  var malformedAnswer: String { get }
  var redirected: String { get }
  var httpsAlone: String { get }
  var noReasonGiven: String { get }
  var askedToSignInAgain: String { get }
  var senderElsewhere: String { get }
  var eventTooLarge: String { get }
  func unreachableSoPerhapsMoved(_ reason: String) -> String
  func serverNotFound(at address: String) -> String
  func everythingRefused(_ detail: String) -> String
  func serverBusy(status: Int) -> String
  func notTheClassServer(status: Int) -> String
  func otherLedgerThanTokens(_ id: UniqueID) -> String
  func otherLedger(_ id: UniqueID) -> String

  // Why a board's stream is lost.
  var noBoard: String { get }
  var streamEnded: String { get }
  func noGlosaServer(status: Int) -> String
}
