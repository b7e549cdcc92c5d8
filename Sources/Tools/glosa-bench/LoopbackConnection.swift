import CLinux
import Files
import Glibc

/// A connection to a port of 127.0.0.1, with what has come over it and was not taken yet.
struct LoopbackConnection {
  let descriptor: Int32
  private var security: LoopbackTLS?
  private var received: [UInt8] = []

  /// Connects; `close` has to follow.
  ///
  /// - Parameter isSecured: Over TLS, with the handshake done at the return.
  init(port: UInt16, isSecured: Bool = false) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, status == 0 else {
      throw BenchmarkError("No connection to port \(port): errno \(errno).")
    }
    guard isSecured else { return }
    let session = try LoopbackTLS()
    security = session
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    try write(session.outgoing())
    while !session.isReady { try receive(by: &chunk) }
  }

  func close() { Glibc.close(descriptor) }

  /// An epoll descriptor that tells which of some connections, by number, have something to read.
  static func watch(_ connections: [LoopbackConnection]) throws -> Int32 {
    let watch = epoll_create1(Int32(EPOLL_CLOEXEC))
    for (index, connection) in connections.enumerated() {
      var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(u32: UInt32(index)))
      guard epoll_ctl(watch, EPOLL_CTL_ADD, connection.descriptor, &event) == 0 else {
        throw BenchmarkError("A connection can't be watched: errno \(errno).")
      }
    }
    return watch
  }

  /// Sends all of it.
  func send(_ bytes: [UInt8]) throws {
    guard let security else { return try write(bytes) }
    try security.encrypt(bytes)
    try write(security.outgoing())
  }

  private func write(_ bytes: [UInt8]) throws {
    do throws(SystemError) {
      try FileSystem.write(bytes, to: descriptor)
    } catch {
      throw BenchmarkError("The server takes no more requests: \(error.plainReason).")
    }
  }

  /// Reads once, by way of a buffer that is used again and again.
  mutating func receive(by chunk: inout [UInt8]) throws {
    let length = read(descriptor, &chunk, chunk.count)
    guard length > 0 else { throw BenchmarkError("The server ended a connection under load.") }
    guard let security else {
      received += chunk[..<length]
      return
    }
    try security.decrypt(chunk[..<length], into: &received)
    try write(security.outgoing())
  }

  /// Takes one whole answer and gives its status; nil while it is not all there.
  mutating func takeAnswer() -> Int? {
    let (answer, status) = received.withUnsafeBufferPointer { bytes -> (Int, Int) in
      guard let head = Self.endOfHead(of: bytes) else { return (0, 0) }
      let status = bytes[9..<12].reduce(0) { $0 * 10 + Int($1) - 0x30 }
      return (head + Self.contentLength(of: bytes[..<head]), status)
    }
    guard answer > 0, received.count >= answer else { return nil }
    received.removeFirst(answer)
    return status
  }

  /// Takes one whole line of an endless answer, without its end; nil while there is none.
  mutating func takeLine() -> [UInt8]? {
    guard let end = received.firstIndex(of: 10) else { return nil }
    defer { received.removeFirst(end + 1) }
    return Array(received[..<end])
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
