import Dispatch
import Glibc

/// One connection through a `FaultProxy`: two sockets and a thread for each direction.
final class FaultLink: Sendable {
  private struct Ends {
    var client: Int32?
    var server: Int32?
    var isSilent: Bool
    var isReset = false
  }

  private let ends: Watched<Ends>
  private let client: Int32
  private let target: UInt16
  private let fault: FaultProxy.Fault
  private let received: @Sendable ([UInt8]) -> Void

  /// - Parameter received: Told what the client sends, before it is passed on.
  init(
    client: Int32, target: UInt16, fault: FaultProxy.Fault, received: @escaping @Sendable ([UInt8]) -> Void
  ) {
    self.client = client
    self.target = target
    self.fault = fault
    self.received = received
    ends = Watched(Ends(client: client, isSilent: fault == .blackHole))
  }

  /// Passes bytes until the connection has ended, then calls `completion`.
  func run(completion: @escaping @Sendable () -> Void) {
    DispatchQueue(label: "proxy.link").async { @Sendable [self] in
      switch fault {
      case .blackHole: pump(from: client, limit: .max) { _ in true }
      case .answer(let bytes): answerEach(with: bytes)
      case .duplicateRequest: forwardTwice()
      default: forward()
      }
      end()
      completion()
    }
  }

  /// Lets nothing pass from now on.
  func fallSilent() { ends.update { $0.isSilent = true } }

  /// Ends the connection with RST on both sides.
  func reset() {
    ends.update { ends in
      ends.isReset = true
      for descriptor in [ends.client, ends.server].compactMap({ $0 }) {
        LoopbackSocket.makeCloseReset(descriptor)
        // Wakes the thread that reads from it; the RST follows with `close`. Reading alone is shut: a
        // shut-down of writing would send FIN, and look like a proper end.
        shutdown(descriptor, Int32(SHUT_RD))
      }
    }
  }

  private func end() {
    ends.update { ends in
      for descriptor in [ends.client, ends.server].compactMap({ $0 }) { close(descriptor) }
      (ends.client, ends.server) = (nil, nil)
    }
  }

  private func forward() {
    guard let server = connect() else { return reset() }
    let group = DispatchGroup()
    DispatchQueue(label: "proxy.answer").async(group: group) { @Sendable [self] in
      forwardAnswers(from: server)
    }
    forwardRequests(to: server)
    group.wait()
  }

  private func forwardRequests(to server: Int32) {
    var limit = Int.max
    if case .resetRequest(let count) = fault { limit = count }
    pump(from: client, limit: limit) { [received] bytes in
      received(bytes)
      return LoopbackSocket.write(bytes, to: server)
    }
    if case .resetRequest = fault { reset() } else { shutdown(server, Int32(SHUT_WR)) }
  }

  private func forwardAnswers(from server: Int32) {
    var limit = Int.max
    switch fault {
    case .resetAnswer(let count), .truncateAnswer(let count): limit = count
    default: break
    }
    pump(from: server, limit: limit) { [client] in LoopbackSocket.write($0, to: client) }
    if case .resetAnswer = fault { return reset() }
    // The end of the server is the end of the link: both directions stop.
    if !ends.current.isReset { shutdown(client, Int32(SHUT_RDWR)) }
    shutdown(server, Int32(SHUT_RDWR))
  }

  private func forwardTwice() {
    guard let server = connect() else { return reset() }
    let group = DispatchGroup()
    DispatchQueue(label: "proxy.answer").async(group: group) { @Sendable [self] in
      forwardAnswers(from: server)
    }
    var reader = HTTPRequestReader(descriptor: client)
    while let request = reader.next(), !ends.current.isReset {
      askOnce(request.bytes)
      guard LoopbackSocket.write(request.bytes, to: server) else { break }
    }
    shutdown(server, Int32(SHUT_WR))
    group.wait()
  }

  /// Sends a request on a connection of its own and waits for the first bytes of its answer.
  private func askOnce(_ request: [UInt8]) {
    guard let server = LoopbackSocket.connect(to: target) else { return }
    LoopbackSocket.write(request, to: server)
    _ = LoopbackSocket.read(from: server)
    close(server)
  }

  private func answerEach(with bytes: [UInt8]) {
    var reader = HTTPRequestReader(descriptor: client)
    while reader.next() != nil, !ends.current.isReset {
      guard LoopbackSocket.write(bytes, to: client) else { return }
    }
  }

  /// Passes on at most `limit` bytes, and returns when they have passed or one side has ended. It takes a
  /// first byte also where none may pass: an answer cut after 0 bytes is one that was given.
  private func pump(from source: Int32, limit: Int, write: ([UInt8]) -> Bool) {
    var left = limit
    repeat {
      let bytes = LoopbackSocket.read(from: source)
      let ends = ends.current
      // Bytes that come after the reset can still be read, but the connection is as good as gone.
      guard !bytes.isEmpty, !ends.isReset else { return }
      if ends.isSilent { continue }
      guard write(Array(bytes.prefix(left))) else { return }
      left -= min(left, bytes.count)
    } while left > 0
  }

  private func connect() -> Int32? {
    guard let server = LoopbackSocket.connect(to: target) else { return nil }
    let isReset = ends.update { ends in
      ends.server = server
      return ends.isReset
    }
    return isReset ? nil : server
  }
}
