import Outbox
import Primitives
import Transport
import Wire

/// Sends the requests of one pupil and gives each answer on the scheduler. Used on the scheduler alone.
final class RequestSender {
  /// Where the requests go.
  var place: ServerPlace { builder.place }

  /// The ledger whose answers count; nil while it is not known.
  var ledger: UniqueID?

  private var builder: RequestBuilder
  private let renewed: () -> RequestBuilder?
  private let transport: any Transport
  private let scheduler: any Scheduler
  private let timeout: Int64

  init(_ parts: SyncParts) {
    builder = RequestBuilder(parts.place ?? ServerPlace(""), token: parts.token)
    (ledger, renewed) = (parts.owner.serverID, parts.renewed)
    (transport, scheduler) = (parts.transport, parts.scheduler)
    timeout = parts.configuration.requestTimeout
  }

  /// Reads anew where the requests go and what speaks for the pupil.
  ///
  /// - Returns: True where either is another now. Nobody has made sure then that the pupil's ledger is there.
  func renew() -> Bool {
    guard let renewed = renewed(), renewed != builder else { return false }
    builder = renewed
    return true
  }

  /// Starts a request.
  ///
  /// - Parameters:
  ///   - asNobody: Without the token.
  ///   - answered: Called once, never within this call, unless the request is dropped.
  func send(
    _ endpoint: Endpoint, _ ids: [UniqueID] = [], query: String = "", json: JSON? = nil,
    asNobody: Bool = false,
    timeout: Int64? = nil,
    answered: @escaping (Result<HTTPResponse, TransportError>) -> Void
  ) -> SentRequest {
    var builder = builder
    if asNobody { builder.token = nil }
    let request = builder.request(
      endpoint, ids, query: query, json: json, timeout: .milliseconds(timeout ?? self.timeout))
    let sent = Confined(value: SentRequest(answered))
    sent.value.running = transport.send(request) { @Sendable [scheduler] result in
      scheduler.perform { sent.value.finish(result) }
    }
    return sent.value
  }
}

/// A request under way. Used on the scheduler alone.
final class SentRequest {
  fileprivate var running: (any Cancellable)?
  private var answered: ((Result<HTTPResponse, TransportError>) -> Void)?

  fileprivate init(_ answered: @escaping (Result<HTTPResponse, TransportError>) -> Void) {
    self.answered = answered
  }

  /// Breaks it off: the answer is `.cancelled`, unless another was there first.
  func cancel() { running?.cancel() }

  /// Breaks it off; its answer is nobody's.
  func drop() {
    answered = nil
    cancel()
  }

  fileprivate func finish(_ result: Result<HTTPResponse, TransportError>) {
    let answered = answered
    (self.answered, running) = (nil, nil)
    answered?(result)
  }
}
