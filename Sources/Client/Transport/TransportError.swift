package import Languages

/// Why a request got no answer. Whether the server saw the request is unknown for all but `badURL`,
/// `unreachable`, `noNetwork`, `noLibrary`, `insecure`, `wrongKey` and `notSecured`: only an answer is an answer.
package indirect enum TransportError: Error, Hashable, Sendable {
  /// The URL cannot be used; the value is the URL without user info and query.
  case badURL(String)
  /// No connection: the name is unknown, the port refuses, no route leads there, nothing answers while a connection may take
  /// to open.
  case unreachable(reason: Reason)
  /// No connection, and this computer has no network that could lead to one.
  case noNetwork
  /// This computer has no libcurl that can be used.
  case noLibrary(reason: Reason)
  /// The time that the request allowed went by.
  case timedOut
  /// The connection ended, or what came over it was no whole answer.
  case connectionLost(reason: Reason)
  /// The server could not prove that it is the one asked for; nothing was sent to it.
  case insecure(reason: Reason)
  /// The server's key is another than the one that was asked for; nothing was sent to it.
  case wrongKey
  /// What answers speaks no TLS; nothing was sent to it.
  case notSecured
  /// The answer is larger than `limit` bytes.
  case responseTooLarge(limit: Int)
  /// `Cancellable.cancel()` was called, or the transport was shut down.
  case cancelled
  /// Anything else.
  case other(reason: Reason)
  /// One of the above, to be told to a teacher; with whether their own computer is the server's.
  case forTeacher(TransportError, isHere: Bool)
}

extension TransportError: Sayable {
  /// What happened and what to do, as a sentence for a pupil where it is not for a teacher.
  package func text(in language: any Language) -> String {
    switch self {
    case .badURL(let url): language.badAddress(url)
    case .unreachable(let reason): language.serverUnreachable(reason.text(in: language))
    case .noNetwork: language.noNetworkHere
    case .noLibrary(let reason): language.noLibrary(reason.text(in: language))
    case .timedOut: language.timedOut
    case .connectionLost(let reason): language.connectionLost(reason.text(in: language))
    case .insecure(let reason): language.notProven(reason.text(in: language))
    case .wrongKey: language.wrongKey
    case .notSecured: language.noTLS
    case .responseTooLarge(let limit): language.answerTooLarge(limit: limit)
    case .cancelled: language.cancelled
    case .other(let reason): language.requestFailed(reason.text(in: language))
    case .forTeacher(let error, let isHere): error.textForTeacher(isHere: isHere, in: language)
    }
  }

  private func textForTeacher(isHere: Bool, in language: any Language) -> String {
    switch self {
    case .unreachable where isHere: language.noServerOnThisComputer
    case .unreachable(let reason): language.teacherServerUnreachable(reason.text(in: language))
    case .insecure(let reason): language.teacherNotProven(reason.text(in: language))
    case .wrongKey: language.teacherWrongKey
    case .notSecured: language.teacherNoTLS
    case .badURL, .noNetwork, .noLibrary, .timedOut, .connectionLost, .responseTooLarge, .cancelled, .other,
      .forTeacher:
      text(in: language)
    }
  }
}
