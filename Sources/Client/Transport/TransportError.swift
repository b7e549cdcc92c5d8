/// Why a request got no answer. Whether the server saw the request is unknown for all but `badURL`,
/// `unreachable`, `noNetwork`, `noLibrary`, `insecure`, `wrongKey` and `notSecured`: only an answer is an answer.
package indirect enum TransportError: Error, Hashable, Sendable {
  /// The URL cannot be used; the value is the URL without user info and query.
  case badURL(String)
  /// No connection: the name is unknown, the port refuses, no route leads there, nothing answers while a connection may take
  /// to open.
  case unreachable(reason: String)
  /// No connection, and this computer has no network that could lead to one.
  case noNetwork
  /// This computer has no libcurl that can be used.
  case noLibrary(reason: String)
  /// The time that the request allowed went by.
  case timedOut
  /// The connection ended, or what came over it was no whole answer.
  case connectionLost(reason: String)
  /// The server could not prove that it is the one asked for; nothing was sent to it.
  case insecure(reason: String)
  /// The server's key is another than the one that was asked for; nothing was sent to it.
  case wrongKey
  /// What answers speaks no TLS; nothing was sent to it.
  case notSecured
  /// The answer is larger than `limit` bytes.
  case responseTooLarge(limit: Int)
  /// `Cancellable.cancel()` was called, or the transport was shut down.
  case cancelled
  /// Anything else.
  case other(reason: String)
  /// One of the above, to be told to a teacher; with whether their own computer is the server's.
  case forTeacher(TransportError, isHere: Bool)
}

extension TransportError: CustomStringConvertible {
  /// What happened and what to do, as a sentence for a pupil where it is not for a teacher.
  package var description: String {
    switch self {
    case .badURL(let url):
      "“\(url)” is not a server address that can be used: it must begin with https:// or http://."
    case .unreachable(let reason):
      "The server cannot be reached (\(reason)). Check the network and the server's address."
    case .noNetwork:
      "This computer has no network just now. Check the cable or the wireless network."
    case .noLibrary(let reason):
      "No server can be reached from this computer (\(reason)). Ask whoever looks after it to install libcurl, on Debian with "
        + "apt install libcurl4, and start Glosa again then."
    case .timedOut:
      "The server did not answer in time. Check the network, or try again in a moment."
    case .connectionLost(let reason):
      "The connection to the server broke off (\(reason)). Try again in a moment."
    case .insecure(let reason):
      "The server could not prove that it is the right one, so nothing was sent to it (\(reason)). "
        + "If the code on the board has more than six characters, type all of it; else check the server's address and this "
        + "computer's clock, or ask the teacher."
    case .wrongKey:
      "The server's key is not the one that this computer knows, so nothing was sent to it. Either the server was set up anew: "
        + "then ask the teacher for the line to type, glosa move ADDRESS FINGERPRINT. Or somebody stands between: tell the teacher."
    case .notSecured:
      "What answers there speaks no TLS, so nothing was sent to it. Check the server's address, or ask the teacher."
    case .responseTooLarge(let limit):
      "The server's answer is larger than \(limit) bytes and was not read. Check the server's address."
    case .cancelled:
      "The request was cancelled."
    case .other(let reason):
      "The request could not be made (\(reason))."
    case .forTeacher(let error, let isHere): error.sentenceForTeacher(isHere: isHere)
    }
  }
}
