import Primitives

/// The sentences of the sync manager, each whole, so that they can be said in another language.
enum SyncPhrase {
  static let malformedBody = "The server's answer made no sense, so nothing was taken as sent."
  static let redirected = "The server points to another address, which is not followed: check the address."
  static let httpsRequired =
    "What answers at the address speaks HTTPS alone; everything is kept. Ask the teacher for the line to type: glosa move ADDRESS FINGERPRINT."
  static let noReason = "The server gave no reason."
  static let signInAgain =
    "The server asks you to sign in again: glosa join, with the class's address and code."
  static let senderElsewhere = "Another copy of Glosa on this computer is sending."
  static let tooLarge = "The server finds this event too large."

  static func unreachable(_ reason: String) -> String {
    "The server cannot be reached (\(reason)). Check the network. Has the server another address now? Then: glosa move ADDRESS."
  }

  static func notFound(at address: String) -> String {
    "The class's server is not found at \(address) any more; everything is kept. Ask for its new address, then: glosa move ADDRESS."
  }

  static func refusesEverything(_ detail: String) -> String {
    "The server refuses everything that is sent, so nothing was set aside and all is tried again: \(detail)"
  }

  static func busy(status: Int) -> String { "The server is busy or in trouble (answer \(status))." }

  static func notGlosa(status: Int) -> String {
    "What answers at the address is not the class's Glosa server (answer \(status)); everything is kept and tried again."
  }

  static func otherLedgerThanTokens(_ id: UniqueID) -> String {
    "At the address is another Glosa server now (\(id.description.prefix(8))) than the one of your token, and it was told nothing."
  }

  static func otherLedger(_ id: UniqueID) -> String {
    "At the address is another Glosa server now (\(id.description.prefix(8))), which was told nothing. Has yours moved? Then: glosa move ADDRESS."
  }
}
