import CLinux
import Glibc

/// Sends requests over kept connections, one under way on each, from a single thread: so little work a request that the
/// figure is the server's and not this program's.
struct LoadGenerator {
  /// What came of a run.
  struct Result {
    /// Requests answered with 200.
    var answered = 0
    /// Answers of any other status, by status.
    var refused: [Int: Int] = [:]
    /// From the first request to the last answer.
    var time = Duration.zero
    /// How long each answer took, in the order they came.
    var latencies: [Duration] = []

    /// Answers a second.
    var rate: Double { Double(answered) / (time / .seconds(1)) }
  }

  private let port: UInt16
  private let count: Int
  private let isSecured: Bool

  /// A generator of that many connections to a port of 127.0.0.1.
  ///
  /// - Parameter isSecured: Over TLS, with every handshake done before the time begins.
  init(port: UInt16, connections count: Int, isSecured: Bool = false) {
    self.port = port
    self.count = count
    self.isSecured = isSecured
  }

  /// Sends requests for that long, then waits for the answers that are still to come.
  ///
  /// - Parameter request: The bytes of the next request, whole.
  func run(for time: Duration, request: () -> [UInt8]) throws -> Result {
    signal(SIGPIPE, SIG_IGN)
    var connections: [LoopbackConnection] = []
    defer { for connection in connections { connection.close() } }
    for _ in 0..<count { connections.append(try LoopbackConnection(port: port, isSecured: isSecured)) }
    let watch = try LoopbackConnection.watch(connections)
    defer { close(watch) }
    var sentAt = [ContinuousClock.Instant](repeating: .now, count: count)
    func send(on index: Int) throws {
      sentAt[index] = .now
      try connections[index].send(request())
    }
    var ready = [epoll_event](repeating: epoll_event(), count: count)
    var result = Result()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let start = ContinuousClock.now
    for index in connections.indices { try send(on: index) }
    var underWay = count
    while underWay > 0 {
      let readyCount = epoll_wait(watch, &ready, Int32(ready.count), 30_000)
      guard readyCount > 0 else { throw BenchmarkError("The server has not answered for 30 s.") }
      for event in ready.prefix(Int(readyCount)) {
        let index = Int(event.data.u32)
        try connections[index].receive(by: &chunk)
        guard let status = connections[index].takeAnswer() else { continue }
        let now = ContinuousClock.now
        result.latencies.append(now - sentAt[index])
        if status == 200 { result.answered += 1 } else { result.refused[status, default: 0] += 1 }
        if now - start < time { try send(on: index) } else { underWay -= 1 }
      }
    }
    result.time = ContinuousClock.now - start
    return result
  }
}
