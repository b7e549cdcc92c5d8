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

  private struct Connection {
    let descriptor: Int32
    var sentAt: ContinuousClock.Instant
    var received: [UInt8] = []
  }

  private let port: UInt16
  private let count: Int

  /// A generator of that many connections to a port of 127.0.0.1.
  init(port: UInt16, connections count: Int) {
    self.port = port
    self.count = count
  }

  /// Sends requests for that long, then waits for the answers that are still to come.
  ///
  /// - Parameter request: The bytes of the next request, whole.
  func run(for time: Duration, request: () -> [UInt8]) throws -> Result {
    signal(SIGPIPE, SIG_IGN)
    var connections = try (0..<count).map { _ in Connection(descriptor: try connect(), sentAt: .now) }
    defer { for connection in connections { close(connection.descriptor) } }
    let watch = try watch(connections.map(\.descriptor))
    defer { close(watch) }
    var ready = [epoll_event](repeating: epoll_event(), count: count)
    var result = Result()
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let start = ContinuousClock.now
    for index in connections.indices { try send(request(), on: &connections[index]) }
    var underWay = count
    while underWay > 0 {
      let readyCount = epoll_wait(watch, &ready, Int32(ready.count), 30_000)
      guard readyCount > 0 else { throw BenchmarkError("The server has not answered for 30 s.") }
      for event in ready.prefix(Int(readyCount)) {
        let index = Int(event.data.u32)
        let length = read(connections[index].descriptor, &chunk, chunk.count)
        guard length > 0 else { throw BenchmarkError("The server ended a connection under load.") }
        connections[index].received += chunk[..<length]
        guard let status = Self.takeAnswer(from: &connections[index].received) else { continue }
        let now = ContinuousClock.now
        result.latencies.append(now - connections[index].sentAt)
        if status == 200 { result.answered += 1 } else { result.refused[status, default: 0] += 1 }
        if now - start < time {
          try send(request(), on: &connections[index])
        } else {
          underWay -= 1
        }
      }
    }
    result.time = ContinuousClock.now - start
    return result
  }

  /// An epoll descriptor that tells which of the connections, by number, have something to read.
  private func watch(_ descriptors: [Int32]) throws -> Int32 {
    let watch = epoll_create1(Int32(EPOLL_CLOEXEC))
    for (index, descriptor) in descriptors.enumerated() {
      var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u32: UInt32(index)))
      guard epoll_ctl(watch, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
        throw BenchmarkError("A connection can't be watched: errno \(errno).")
      }
    }
    return watch
  }

  private func send(_ bytes: [UInt8], on connection: inout Connection) throws {
    connection.sentAt = .now
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = rest.withUnsafeBytes { write(connection.descriptor, $0.baseAddress, $0.count) }
      guard length > 0 else { throw BenchmarkError("The server takes no more requests: errno \(errno).") }
      rest = rest.dropFirst(length)
    }
  }

  private func connect() throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, status == 0 else {
      throw BenchmarkError("No connection to port \(port): errno \(errno).")
    }
    return descriptor
  }

  /// Takes one whole answer off the front of `bytes` and gives its status; nil while it is not all there.
  private static func takeAnswer(from bytes: inout [UInt8]) -> Int? {
    let (answer, status) = bytes.withUnsafeBufferPointer { bytes -> (Int, Int) in
      guard let head = endOfHead(of: bytes) else { return (0, 0) }
      let status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 0x30 }
      return (head + contentLength(of: bytes[..<head]), status)
    }
    guard answer > 0, bytes.count >= answer else { return nil }
    bytes.removeFirst(answer)
    return status
  }

  private static let lengthField = Array("content-length:".utf8)

  private static func contentLength(of head: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var line = head.startIndex
    while let end = head[line...].firstIndex(of: UInt8(ascii: "\n")) {
      let field = head[line..<end]
      if field.count > lengthField.count, zip(field, lengthField).allSatisfy({ $0 | 0x20 == $1 || $0 == $1 })
      {
        return field.dropFirst(lengthField.count).reduce(0) { length, byte in
          (0x30...0x39).contains(byte) ? length * 10 + Int(byte - 0x30) : length
        }
      }
      line = end + 1
    }
    return 0
  }

  private static func endOfHead(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count > 16 else { return nil }
    for index in 3..<bytes.count where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10
    {
      return index + 1
    }
    return nil
  }
}
