import Primitives
import Synchronization
package import Transport
import Wire

/// Counts the events of points that go over another transport.
package final class CountingTransport: WrappingTransport {
  /// What was counted.
  package struct Counts: Sendable {
    /// Events sent, each time they were.
    var sent = 0
    /// Those of them that had been sent before.
    var resent = 0
    fileprivate var known: Set<UniqueID> = []
  }

  package let base: any Transport
  private let counted = Mutex(Counts())

  init(_ transport: any Transport) { base = transport }

  /// What was counted so far.
  var counts: Counts { counted.withLock { $0 } }

  @discardableResult
  package func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    let ids = request.url.hasSuffix(Endpoint.xpSync.path) ? Self.ids(in: request) : []
    return base.send(request) { @Sendable [self] result in
      // Without a connection nothing was sent.
      switch result {
      case .failure(.unreachable), .failure(.noNetwork), .failure(.noLibrary): break
      default: count(ids)
      }
      completion(result)
    }
  }

  private static func ids(in request: HTTPRequest) -> [UniqueID] {
    let batch = request.body.flatMap { try? JSON.parse($0) }.map { SentBatch(json: $0) }
    return (batch?.events ?? []).compactMap { SentEvent(json: $0).id }
  }

  private func count(_ ids: [UniqueID]) {
    counted.withLock { counts in
      counts.sent += ids.count
      for id in ids where !counts.known.insert(id).inserted { counts.resent += 1 }
    }
  }
}
