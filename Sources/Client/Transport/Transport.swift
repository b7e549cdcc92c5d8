import Dispatch
import Synchronization

/// A way to send requests to a server and get their answers.
package protocol Transport: Sendable {
  /// Starts a request.
  ///
  /// - Parameter completion: Called exactly once, on a thread not specified and never within this call: with
  ///   the whole answer, whatever its status, or with the reason why there is none; after `cancel()` with
  ///   `.cancelled`, unless the answer came first. It must not block, other answers may wait behind it.
  /// - Returns: What cancels the request. To let go of it cancels nothing.
  @discardableResult
  func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable

  /// Starts a request whose answer goes on for as long as both sides like: a stream of events.
  ///
  /// The request's timeout is for silence here: how long nothing at all may come, from the start on.
  ///
  /// - Parameters:
  ///   - received: Called with each part of the body of an answer of 200 as it comes, on the thread of `completion` and
  ///     before it. It must not block.
  ///   - completion: As for `send`; the body of an answer of 200 is empty then, for its parts have been given.
  @discardableResult
  func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable

  /// Watches the computer's network.
  ///
  /// - Parameter changed: Called on a thread not specified whenever a link, an address or a route came or went, once the
  ///   transport has forgotten what it had learned of connections and addresses.
  /// - Returns: What ends the watch, also when it is let go; nil where changes can't be noticed here.
  func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)?
}

/// A transport that does something of its own with what goes over another one, and leaves the rest to it.
package protocol WrappingTransport: Transport {
  /// The other one.
  var base: any Transport { get }
}

extension WrappingTransport {
  @discardableResult
  package func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    base.stream(request, received: received, completion: completion)
  }

  package func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)? {
    base.watchNetwork(changed)
  }
}

/// Something under way that can be called off.
package protocol Cancellable: Sendable {
  /// Calls it off and returns at once, from any thread. Does nothing where it has ended already.
  func cancel()
}

extension Transport {
  /// Sends a request and blocks until its answer is there: for commands, and never on the transport's own
  /// thread.
  package func response(to request: HTTPRequest) throws(TransportError) -> HTTPResponse {
    let answer = Answer()
    send(request) { result in
      answer.result.withLock { $0 = result }
      answer.arrived.signal()
    }
    answer.arrived.wait()
    return try answer.result.withLock { $0 }.get()
  }
}

private final class Answer: Sendable {
  let arrived = DispatchSemaphore(value: 0)
  let result = Mutex<Result<HTTPResponse, TransportError>>(.failure(.cancelled))
}
