public import Primitives
public import Transport
import Wire
public import XP

/// What an answer to `POST /api/xp-sync` means for the events that were sent.
public enum SyncAnswer: Hashable, Sendable {
  /// The server has these events, all of them from the batch and at least one, and this is the new total.
  case acknowledged([UniqueID], LedgerTotal)
  /// The server named bad events of the batch; nothing of it was stored.
  case rejected([OutboxRejection])
  /// The server refused the batch without naming an event.
  case refused(code: String, detail: String)
  /// The batch is too large in bytes or in events.
  case tooLarge
  /// The token is not known, or not for this.
  case signInNeeded
  /// Keep everything and try again later, not before `retryAfter` seconds where the server said so.
  case failed(sentence: String, retryAfter: Int64?)
  /// The request was cancelled by this side.
  case cancelled

  /// Reads what came back for a batch of the given ids.
  ///
  /// Only a 200 that can be read whole, with a total and with ids of the batch alone, acknowledges anything.
  public init(
    _ result: Result<HTTPResponse, TransportError>, for batch: Set<UniqueID>, at now: Timestamp
  ) {
    switch result {
    case .failure(.cancelled): self = .cancelled
    case .failure(let error): self = .failed(sentence: error.description, retryAfter: nil)
    case .success(let response): self.init(response, for: batch, at: now)
    }
  }

  private init(_ response: HTTPResponse, for batch: Set<UniqueID>, at now: Timestamp) {
    let json = try? JSON.parse(response.body)
    let retryAfter = response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: now) }
    switch response.status {
    case 200..<300: self = Self.reading(json, for: batch)
    case 300..<400:
      self = .failed(
        sentence: SyncPhrase.redirected,
        retryAfter: retryAfter)
    case 401, 403: self = .signInNeeded
    case 413: self = .tooLarge
    case 400, 422:
      let problem = json.flatMap { Problem(json: $0) }
      let named = (problem?.rejected ?? []).compactMap { rejection -> OutboxRejection? in
        guard let id = UniqueID(rejection.id), batch.contains(id) else { return nil }
        return OutboxRejection(id: id, code: rejection.code, detail: rejection.detail)
      }
      if !named.isEmpty {
        self = .rejected(named)
      } else {
        self = .refused(
          code: problem?.code ?? "refused", detail: problem?.detail ?? SyncPhrase.noReason)
      }
    case 408, 429, 500...:
      self = .failed(
        sentence: SyncPhrase.busy(status: response.status), retryAfter: retryAfter)
    default:
      self = .failed(
        sentence: SyncPhrase.notGlosa(status: response.status),
        retryAfter: retryAfter)
    }
  }

  private static func reading(_ json: JSON?, for batch: Set<UniqueID>) -> SyncAnswer {
    guard let json, let response = XPSyncResponse(json: json), !response.acceptedIDs.isEmpty,
      batch.isSuperset(of: response.acceptedIDs)
    else {
      return .failed(sentence: SyncPhrase.nonsense, retryAfter: nil)
    }
    return .acknowledged(response.acceptedIDs, response.total)
  }
}

/// What an answer to `GET /api/xp-total` means.
public enum TotalAnswer: Hashable, Sendable {
  case total(LedgerTotal)
  case signInNeeded
  /// Try again later, not before `retryAfter` seconds where the server said so.
  case failed(sentence: String, retryAfter: Int64?)
  /// The request was cancelled by this side.
  case cancelled

  /// Reads what came back.
  public init(_ result: Result<HTTPResponse, TransportError>, at now: Timestamp) {
    if case .success(let response) = result, response.status == 200 {
      if let json = try? JSON.parse(response.body), let total = LedgerTotal(json: json) {
        self = .total(total)
      } else {
        self = .failed(sentence: SyncPhrase.nonsense, retryAfter: nil)
      }
      return
    }
    switch SyncAnswer(result, for: [], at: now) {
    case .signInNeeded: self = .signInNeeded
    case .failed(let sentence, let retryAfter): self = .failed(sentence: sentence, retryAfter: retryAfter)
    case .cancelled: self = .cancelled
    case .acknowledged, .rejected, .refused, .tooLarge:
      self = .failed(sentence: SyncPhrase.nonsense, retryAfter: nil)
    }
  }
}

/// An event that the server refused by name, on its way to quarantine.
public struct OutboxRejection: Hashable, Sendable {
  /// The event.
  public let id: UniqueID
  /// The server's stable name for the reason.
  public let code: String
  /// The server's sentence.
  public let detail: String

  /// A rejection of the given parts.
  public init(id: UniqueID, code: String, detail: String) {
    self.id = id
    self.code = code
    self.detail = detail
  }
}
