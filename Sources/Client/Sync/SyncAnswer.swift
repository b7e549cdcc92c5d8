package import Primitives
package import Transport
import Wire
package import XP

/// What an answer to a batch means for the events that were sent.
package enum SyncAnswer: Hashable, Sendable {
  /// The server has these events, all of them from the batch and at least one, and this is how things stand now.
  case acknowledged([UniqueID], Confirmation)
  /// The server named bad events of the batch; nothing of it was stored.
  case rejected([OutboxRejection])
  /// The server refused the batch without naming an event.
  case refused(code: String, detail: SyncTrouble.Refusal)
  /// The batch is too large in bytes or in events, for Glosa itself or for something on the way to it.
  case tooLarge(isGlosa: Bool)
  /// A Glosa server that has no quests yet.
  case channelUnknown
  /// The token is not known, or not for this.
  case signInNeeded
  /// Keep everything and try again later.
  case failed(SyncFailure)
  /// The request was cancelled by this side.
  case cancelled

  /// Reads what came back for a batch of the given ids on a channel.
  ///
  /// Only a 200 that can be read whole, with a total and with ids of the batch alone, acknowledges anything. What is not
  /// the ledger's own (a web filter's page, a proxy's, another server's) says nothing, whatever its status: it is a failure
  /// to try again after, in smaller batches where it found this one too large.
  ///
  /// - Parameter ledger: Whose answers count. Where it is not known, a server of before may be there, which does not say
  ///   who it is: its acknowledgements count, and nothing else.
  package init(
    _ result: Result<HTTPResponse, TransportError>, on channel: Channel = .points, for batch: Set<UniqueID>,
    from ledger: UniqueID?, at now: Timestamp
  ) {
    switch result {
    case .failure(.cancelled): self = .cancelled
    case .failure(let error): self = .failed(SyncFailure(error))
    case .success(let response) where response.isOf(ledger):
      self.init(response, on: channel, for: batch, at: now)
    case .success(let response) where response.status == 413: self = .tooLarge(isGlosa: false)
    case .success(let response): self = .failed(.unexpectedResponse(response, at: now))
    }
  }

  private init(
    _ response: HTTPResponse, on channel: Channel, for batch: Set<UniqueID>, at now: Timestamp
  ) {
    let json = try? JSON.parse(response.body)
    let problem = json.flatMap { Problem(json: $0) }
    func failed(_ trouble: SyncTrouble) -> SyncAnswer {
      .failed(SyncFailure(trouble, retryAfter: Self.retryAfter(of: response, at: now)))
    }
    switch response.status {
    case 200..<300: self = Self.reading(json, on: channel, for: batch)
    case 300..<400: self = failed(.redirected)
    case 401: self = .signInNeeded
    case 403 where problem != nil: self = .signInNeeded
    case 404 where channel == .quests && problem != nil: self = .channelUnknown
    case 413: self = .tooLarge(isGlosa: problem != nil)
    case 400 where json != nil || response.body.isEmpty, 422 where json != nil || response.body.isEmpty:
      let named = (problem?.rejected ?? []).compactMap { rejection -> OutboxRejection? in
        guard let id = UniqueID(rejection.id), batch.contains(id) else { return nil }
        return OutboxRejection(id: id, code: rejection.code, detail: .words(rejection.detail))
      }
      if named.isEmpty {
        self = .refused(
          code: problem?.code ?? "refused", detail: problem.map { .words($0.detail) } ?? .noReason)
      } else {
        self = .rejected(named)
      }
    case 408, 429, 500...: self = failed(.busy(status: response.status))
    default: self = failed(.stranger(status: response.status))
    }
  }

  private static func reading(_ json: JSON?, on channel: Channel, for batch: Set<UniqueID>) -> SyncAnswer {
    let read: (ids: [UniqueID], confirmation: Confirmation)? =
      switch channel {
      case .points:
        json.flatMap { XPSyncResponse(json: $0) }.map { ($0.acceptedIDs, Confirmation($0.total)) }
      case .quests:
        json.flatMap { QuestSyncResponse(json: $0) }.map { response in
          (
            response.acceptedIDs,
            Confirmation(
              response.total, tellsGamesPlayed: response.tellsGamesPlayed, standings: response.quests)
          )
        }
      }
    guard let read, !read.ids.isEmpty, batch.isSuperset(of: read.ids) else {
      return .failed(SyncFailure(.malformedAnswer))
    }
    return .acknowledged(read.ids, read.confirmation)
  }

  /// Seconds; a date is counted from the server's clock, for this computer's may be years off.
  private static func retryAfter(of response: HTTPResponse, at now: Timestamp) -> Int64? {
    let time = LedgerMark(response.header)?.time
    return response.header("Retry-After").flatMap { RetryAfter.seconds($0, now: time ?? now) }
  }
}

/// What the one sync manager sends: two queues of the outbox, each to a route of its own.
package enum Channel: Hashable, Sendable {
  /// Events of points; they go first.
  case points
  /// Progress on quests.
  case quests
}

/// How things stand at the server once it has a batch.
package struct Confirmation: Hashable, Sendable {
  /// The student's total, bonuses included.
  package let total: LedgerTotal
  /// False where the server left the games played out: then those that are known stay.
  package let tellsGamesPlayed: Bool
  /// The quests that the batch was about; empty for points.
  package let standings: [QuestStanding]

  package init(_ total: LedgerTotal, tellsGamesPlayed: Bool = true, standings: [QuestStanding] = []) {
    self.total = total
    self.tellsGamesPlayed = tellsGamesPlayed
    self.standings = standings
  }
}

/// Why nothing could be sent just now.
package struct SyncFailure: Hashable, Sendable {
  /// What the pupil is told.
  package let trouble: SyncTrouble
  /// How many seconds the server wants to be left alone; nil where it does not say.
  package let retryAfter: Int64?
  /// True where no answer of the server itself came.
  package let isNetworkFault: Bool
  /// Where it lies that nobody was reached; nil where somebody was, or may have been.
  package let obstacle: Obstacle?
  /// True where the server was reached, and what this computer has to know of it can't be read or stored.
  package let isOutboxFault: Bool

  /// Why nobody is reached.
  package enum Obstacle: Hashable, Sendable {
    /// Nothing answers at the address.
    case address
    /// This computer has no network.
    case network
    /// What answers at the address can't prove that it is the server.
    case identity
  }

  package init(
    _ trouble: SyncTrouble, retryAfter: Int64? = nil, isNetworkFault: Bool = false, obstacle: Obstacle? = nil,
    isOutboxFault: Bool = false
  ) {
    self.trouble = trouble
    self.retryAfter = retryAfter
    self.isNetworkFault = isNetworkFault
    self.obstacle = obstacle
    self.isOutboxFault = isOutboxFault
  }
}

/// What an answer to `GET /api/xp-total` means.
package enum TotalAnswer: Hashable, Sendable {
  case total(LedgerTotal)
  case signInNeeded
  /// Try again later.
  case failed(SyncFailure)
  /// The request was cancelled by this side.
  case cancelled

  /// Reads what came back: see `SyncAnswer`.
  package init(_ result: Result<HTTPResponse, TransportError>, from ledger: UniqueID?, at now: Timestamp) {
    if case .success(let response) = result, response.status == 200, response.isOf(ledger) {
      let total = (try? JSON.parse(response.body)).flatMap { LedgerTotal(json: $0) }
      self = total.map { .total($0) } ?? .failed(SyncFailure(.malformedAnswer))
      return
    }
    switch SyncAnswer(result, for: [], from: ledger, at: now) {
    case .signInNeeded: self = .signInNeeded
    case .failed(let failure): self = .failed(failure)
    case .cancelled: self = .cancelled
    case .acknowledged, .rejected, .refused, .tooLarge, .channelUnknown:
      self = .failed(SyncFailure(.malformedAnswer))
    }
  }
}

/// An event that the server refused by name, on its way to quarantine.
package struct OutboxRejection: Hashable, Sendable {
  /// The event.
  package let id: UniqueID
  /// The server's stable name for the reason.
  package let code: String
  /// The reason.
  package let detail: SyncTrouble.Refusal

  package init(id: UniqueID, code: String, detail: SyncTrouble.Refusal) {
    self.id = id
    self.code = code
    self.detail = detail
  }
}
