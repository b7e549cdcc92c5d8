import Primitives
import Transport
import Wire

extension SyncFailure {
  /// No answer at all.
  init(_ error: TransportError) {
    switch error {
    case .unreachable: self.init(.noAnswer(error), isNetworkFault: true, obstacle: .address)
    case .noNetwork: self.init(.noAnswer(error), isNetworkFault: true, obstacle: .network)
    case .insecure, .wrongKey, .notSecured:
      self.init(.noAnswer(error), isNetworkFault: true, obstacle: .identity)
    default: self.init(.noAnswer(error), isNetworkFault: true)
    }
  }

  /// An answer that is none of the expected ledger's: it says nothing of events, tokens or time.
  static func unexpectedResponse(_ response: HTTPResponse, at now: Timestamp) -> SyncFailure {
    let retryAfter = response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: now) }
    let problem = (try? JSON.parse(response.body)).flatMap { Problem(json: $0) }
    let trouble: SyncTrouble =
      problem?.code == Problem.httpsRequired
      ? .httpsAlone
      : (300..<400).contains(response.status) ? .redirected : .stranger(status: response.status)
    return SyncFailure(
      trouble,
      // Whoever that is may ask for patience, but not for an hour's.
      retryAfter: retryAfter.map { min($0, 60) }, isNetworkFault: true)
  }
}

extension HTTPResponse {
  /// True where it is the answer of that ledger; with none known, of any, or a success of a server of before.
  func isOf(_ ledger: UniqueID?) -> Bool {
    let mark = LedgerMark(header)
    guard let ledger else { return mark != nil || (200..<300).contains(status) }
    return mark?.serverID == ledger
  }
}
