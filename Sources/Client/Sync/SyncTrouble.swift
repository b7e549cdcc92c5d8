package import Languages
package import Outbox
package import Primitives
package import Transport

/// What went wrong with sending, for the pupil to be told.
package indirect enum SyncTrouble: Hashable, Sendable {
  /// No answer came.
  case noAnswer(TransportError)
  case malformedAnswer
  case redirected
  case httpsAlone
  case busy(status: Int)
  /// What answers is not the class's server.
  case stranger(status: Int)
  case otherLedger(UniqueID)
  /// The server is not found there any more.
  case notFound(address: String)
  case signInAgain
  case senderElsewhere
  case everythingRefused(Refusal)
  /// The server was reached, and what this computer has to know of it can't be read or stored.
  case outbox(OutboxError)

  /// Why the server refused an event.
  package enum Refusal: Hashable, Sendable, Sayable {
    /// The server's sentence.
    case words(String)
    case noReason
    case tooLarge

    /// A sentence.
    package func text(in language: any Language) -> String {
      switch self {
      case .words(let words): words
      case .noReason: language.noReasonGiven
      case .tooLarge: language.eventTooLarge
      }
    }
  }
}

extension SyncTrouble: Sayable {
  /// A sentence.
  package func text(in language: any Language) -> String {
    switch self {
    case .noAnswer(.unreachable(let reason)): language.unreachableSoPerhapsMoved(reason.text(in: language))
    case .noAnswer(let error): error.text(in: language)
    case .malformedAnswer: language.malformedAnswer
    case .redirected: language.redirected
    case .httpsAlone: language.httpsAlone
    case .busy(let status): language.serverBusy(status: status)
    case .stranger(let status): language.notTheClassServer(status: status)
    case .otherLedger(let id): language.otherLedger(id)
    case .notFound(let address): language.serverNotFound(at: address)
    case .signInAgain: language.askedToSignInAgain
    case .senderElsewhere: language.senderElsewhere
    case .everythingRefused(let refusal): language.everythingRefused(refusal.text(in: language))
    case .outbox(let error): error.text(in: language)
    }
  }
}
