package import Languages
package import Primitives
package import Transport

/// Why a board's stream is lost.
package enum BoardFeedFault: Hashable, Sendable, Sayable {
  case noAnswer(TransportError)
  /// What was asked who it is could not say.
  case stranger(status: Int)
  case otherLedger(UniqueID)
  /// What was asked for the stream answers as no Glosa server does.
  case noGlosa(status: Int)
  case noBoard
  case ended
  /// The server's sentence.
  case refused(String)

  /// A sentence for the teacher.
  package func text(in language: any Language) -> String {
    switch self {
    case .noAnswer(let error): error.text(in: language)
    case .stranger(let status): language.notTheClassServer(status: status)
    case .otherLedger(let id): language.otherLedgerThanTokens(id)
    case .noGlosa(let status): language.noGlosaServer(status: status)
    case .noBoard: language.noBoard
    case .ended: language.streamEnded
    case .refused(let words): words
    }
  }
}
