package import Primitives
package import Transport
import Wire

/// A network and a server in one, on a virtual clock: each request is answered as the test says, when it says.
///
/// `@unchecked Sendable`: everything is done on the thread of its scheduler, which makes sure of it.
package final class FakeTransport: Transport, @unchecked Sendable {
  /// What becomes of a request.
  package enum Outcome: Sendable {
    /// An answer, or the reason why there is none, after so many milliseconds.
    case answer(Result<HTTPResponse, TransportError>, after: Int64)
    /// Parts of a stream, each so many milliseconds after the one before, and then its end.
    case stream([(text: String, after: Int64)], end: Result<HTTPResponse, TransportError>, after: Int64)
    /// Nothing comes, ever.
    case silence

    /// An answer with a body of text.
    package static func answer(_ status: Int, _ body: String, after milliseconds: Int64 = 20) -> Outcome {
      .answer(
        .success(
          HTTPResponse(
            status: status, headers: [HTTPHeader(LedgerMark.ledgerField, serverID.description)],
            body: Array(body.utf8))), after: milliseconds)
    }

    /// Nobody is there.
    package static let unreachable = Outcome.answer(.failure(.unreachable(reason: "nobody there")), after: 5)
  }

  /// The ledger whose mark the answers of `.answer` carry.
  package static let serverID = UniqueID(high: 0x1ed6_e200_0000_4000, low: 0x8000_0000_0000_0001)

  /// The requests so far, in order, but for those that ask who is there.
  package private(set) var requests: [HTTPRequest] = []
  private let scheduler: VirtualScheduler
  private let outcome: (HTTPRequest) -> Outcome
  private let watches = NetworkWatches()

  /// - Parameter outcome: Asked once for each request, as it is sent. Whatever it answers to `GET /healthz` becomes the
  ///   ledger's own answer to that; no answer stays none.
  package init(on scheduler: VirtualScheduler, outcome: @escaping (HTTPRequest) -> Outcome) {
    self.scheduler = scheduler
    self.outcome = outcome
  }

  /// Paths and queries asked for, in order.
  package var paths: [String] {
    requests.map { "/" + $0.url.split(separator: "/", maxSplits: 2).dropFirst(2).joined(separator: "/") }
  }

  /// The computer's network becomes another.
  package func changeNetwork() { watches.change() }

  /// See `Transport`.
  @discardableResult
  package func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    start(request, received: nil, completion: completion)
  }

  /// See `Transport`.
  @discardableResult
  package func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    start(request, received: received, completion: completion)
  }

  /// See `Transport`.
  package func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)? {
    watches.add(changed)
  }

  private func start(
    _ request: HTTPRequest, received: (@Sendable ([UInt8]) -> Void)?,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    let asksWhoIsThere = request.url.hasSuffix(Route.healthz)
    if !asksWhoIsThere { requests.append(request) }
    let exchange = VirtualExchange(on: scheduler, completion)
    let patience = request.patience
    var outcome = outcome(request)
    if asksWhoIsThere, case .answer(.success, let delay) = outcome {
      outcome = .answer(
        200, #"{"status":"ok","server_id":"\#(Self.serverID)","version":"test"}"#, after: delay)
    }
    switch outcome {
    case .silence: scheduler.after(patience) { exchange.end(.failure(.timedOut)) }
    case .answer(let result, let delay):
      scheduler.after(min(delay, patience)) {
        exchange.end(delay > patience ? .failure(.timedOut) : result)
      }
    case .stream(let parts, let end, let delay):
      var moment: Int64 = 0
      for part in parts {
        moment += part.after
        scheduler.after(moment) { if !exchange.isOver { received?(Array(part.text.utf8)) } }
      }
      scheduler.after(moment + delay) { exchange.end(end) }
    }
    return exchange
  }
}
