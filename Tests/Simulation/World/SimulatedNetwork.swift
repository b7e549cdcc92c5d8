import Primitives
import TestSupport
import Transport

/// The way from one computer to the server: everything that a network does to messages, as the world's chance has it.
///
/// `@unchecked Sendable`: everything is done on the world's thread, which its scheduler makes sure of.
final class SimulatedNetwork: Transport, @unchecked Sendable {
  /// What becomes of a request and its answer.
  enum Fate: String, CaseIterable {
    case whole
    /// The request never arrives.
    case requestLost
    /// The request arrives, and its answer does not.
    case answerLost
    /// Nobody takes the connection.
    case refused
    /// The request arrives twice, the second time later.
    case doubled
    /// The answer breaks off.
    case cut
    /// A portal, a proxy or a filter answers in the server's place.
    case foreign
    /// The server has it, and a proxy answers that it had not.
    case proxied
  }

  unowned let world: World
  let computer: Int
  private let watches = NetworkWatches()

  init(of world: World, computer: Int) { (self.world, self.computer) = (world, computer) }

  @discardableResult
  func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    let exchange = VirtualExchange(on: world.scheduler, completion)
    let patience = request.patience
    let fate = world.fate(of: computer)
    let (there, back) = (world.delay(), world.delay())
    let wire = WireRequest(request)
    func ends(after delay: Int64, _ result: Result<HTTPResponse, TransportError>) {
      world.scheduler.after(min(delay, patience)) {
        exchange.end(delay >= patience ? .failure(.timedOut) : result)
      }
    }
    switch fate {
    case .refused: ends(after: there, .failure(.unreachable(reason: "nobody there")))
    case .requestLost: ends(after: patience, .failure(.timedOut))
    case .foreign: ends(after: there, .success(world.foreignAnswer()))
    case .whole, .answerLost, .doubled, .cut, .proxied:
      world.scheduler.after(there) { [world, computer] in
        let answer = world.serve(wire, from: computer)
        if fate == .doubled { world.scheduler.after(back * 3) { _ = world.serve(wire, from: computer) } }
        guard let answer else {
          return exchange.end(.failure(.unreachable(reason: "nobody there")))
        }
        switch fate {
        case .answerLost: ends(after: patience, .failure(.timedOut))
        case .cut: ends(after: back, .failure(.connectionLost(reason: "cut")))
        case .proxied: ends(after: back, .success(world.foreignAnswer()))
        default: ends(after: back, .success(answer.response))
        }
      }
    }
    return exchange
  }

  /// Nothing in a computer of a pupil streams.
  @discardableResult
  func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    let exchange = VirtualExchange(on: world.scheduler, completion)
    world.scheduler.after(1) { exchange.end(.failure(.other(reason: "no streams"))) }
    return exchange
  }

  func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)? { watches.add(changed) }

  /// A link, an address or a route came or went.
  func change() { watches.change() }
}
