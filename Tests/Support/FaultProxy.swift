import Dispatch
import Glibc

/// A TCP proxy on 127.0.0.1 that stands between client and server and breaks what a test wants broken.
///
/// ```swift
/// let proxy = try FaultProxy(target: server.port)
/// proxy.set(.resetAnswer(after: 17), times: 1)   // the next connection, later ones are whole again
/// proxy.set(.refuse)                             // the wire is cut, until `.none`
/// ```
package final class FaultProxy: Sendable {
  /// What is done to a connection.
  package enum Fault: Hashable, Sendable {
    /// Bytes pass both ways.
    case none
    /// Nobody listens, and all open connections are reset.
    case refuse
    /// Connections open, nothing passes, and those that are open fall silent too. When another fault is set,
    /// the connections that were silent are reset.
    case blackHole
    /// After so many bytes of the client have passed, both sides get RST.
    case resetRequest(after: Int)
    /// After so many bytes of the server have passed, both sides get RST.
    case resetAnswer(after: Int)
    /// After so many bytes of the server have passed, the connection is closed as if that were all.
    case truncateAnswer(after: Int)
    /// Every request reaches the server twice, whole; the client gets the second answer.
    case duplicateRequest
    /// The server is not asked; the client gets these bytes for each request.
    case answer([UInt8])
  }

  struct State: Sendable {
    var fault = Fault.none
    var remaining = Int.max
    var accepted = 0
    var received: [UInt8] = []
    var isStopped = false
    var listener: Int32?
    var links: [Int: FaultLink] = [:]

    /// The fault of a new connection.
    mutating func nextFault() -> Fault {
      guard remaining > 0 else { return .none }
      remaining -= remaining == .max ? 0 : 1
      return fault
    }
  }

  /// The port it listens on, the same also while it refuses.
  package let port: UInt16
  /// The port that it forwards to.
  package let target: UInt16
  private let state = Watched(State())
  /// Holds the port, and never listens.
  private let holder: Int32

  /// Listens on a port, or on a free one, and forwards faithfully at first.
  package init(port: UInt16 = 0, target: UInt16) throws {
    self.target = target
    holder = try LoopbackSocket.bound(to: port)
    self.port = LoopbackSocket.port(of: holder)
    try startListening()
  }

  deinit {
    stop()
    close(holder)
  }

  /// `http://127.0.0.1:PORT`, or with another scheme, and the path.
  package func url(_ path: String = "/", scheme: String = "http") -> String {
    "\(scheme)://127.0.0.1:\(port)\(path)"
  }

  /// How many connections it has accepted.
  package var accepted: Int { state.current.accepted }

  /// Every byte of a client that was passed on, in the order of its coming.
  package var received: [UInt8] { state.current.received }

  /// Sets what is done to the connections accepted from now on: to the next `times` of them, and nothing to
  /// later ones. `refuse` and `blackHole` take effect on open connections too, and hold until something else
  /// is set.
  package func set(_ fault: Fault, times: Int = .max) {
    let links: [FaultLink] = state.update { state in
      let previous = state.fault
      state.fault = fault
      state.remaining = fault == .refuse || fault == .blackHole ? .max : times
      if fault == .refuse, let listener = state.listener {
        shutdown(listener, Int32(SHUT_RDWR))
        state.listener = nil
      }
      if fault == .blackHole { for link in state.links.values { link.fallSilent() } }
      return fault == .refuse || (previous == .blackHole && fault != .blackHole)
        ? Array(state.links.values) : []
    }
    for link in links { link.reset() }
    if fault != .refuse { try? startListening() }
  }

  /// Resets all open connections.
  package func dropConnections() {
    for link in state.current.links.values { link.reset() }
  }

  /// Ends everything.
  package func stop() {
    set(.refuse)
    state.update { $0.isStopped = true }
  }

  private func startListening() throws {
    let listener: Int32? = try state.update { state in
      guard state.listener == nil, !state.isStopped else { return nil }
      let listener = try LoopbackSocket.listening(on: port)
      state.listener = listener
      return listener
    }
    guard let listener else { return }
    let received: @Sendable ([UInt8]) -> Void = { @Sendable [state] bytes in
      state.update { $0.received += bytes }
    }
    DispatchQueue(label: "proxy").async { @Sendable [state, target] in
      while let client = LoopbackSocket.accept(on: listener) {
        let accepted: (Int, FaultLink)? = state.update { state in
          let fault = state.nextFault()
          // One that was in the queue when the wire was cut.
          guard fault != .refuse else { return nil }
          let number = state.accepted
          let link = FaultLink(client: client, target: target, fault: fault) { @Sendable bytes in
            received(bytes)
          }
          state.accepted += 1
          state.links[number] = link
          return (number, link)
        }
        guard let (number, link) = accepted else {
          LoopbackSocket.makeCloseReset(client)
          close(client)
          continue
        }
        link.run { @Sendable in state.update { $0.links[number] = nil } }
      }
      close(listener)
    }
  }
}
