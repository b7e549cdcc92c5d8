import Glibc

/// TCP on 127.0.0.1 by plain system calls.
package enum LoopbackSocket {
  /// Why a socket could not be made.
  struct Failure: Error, CustomStringConvertible {
    let call: String
    let code = errno
    var description: String { "\(call): \(String(cString: strerror(code)))" }
  }

  /// A socket bound to a port, 0 for any that is free; it refuses connections until `listen`.
  static func bound(to port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure(call: "socket") }
    set(SO_REUSEADDR, on: descriptor)
    // So that a second socket can keep the port while nobody listens.
    set(SO_REUSEPORT, on: descriptor)
    guard withAddress(port, { Glibc.bind(descriptor, $0, $1) }) == 0 else {
      let failure = Failure(call: "bind")
      close(descriptor)
      throw failure
    }
    return descriptor
  }

  /// A listening socket.
  static func listening(on port: UInt16) throws -> Int32 {
    let descriptor = try bound(to: port)
    guard listen(descriptor, 128) == 0 else {
      let failure = Failure(call: "listen")
      close(descriptor)
      throw failure
    }
    return descriptor
  }

  /// The next connection; nil once the socket was shut down.
  static func accept(on listener: Int32) -> Int32? {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor >= 0 {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
      }
      guard errno == EINTR || errno == ECONNABORTED else { return nil }
    }
  }

  /// A connection to a port, from this computer's usual address or from another of its own; nil where it is refused.
  package static func connect(to port: UInt16, from host: UInt32 = loopback) -> Int32? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    guard host == loopback || withAddress(0, of: host, { Glibc.bind(descriptor, $0, $1) }) == 0,
      withAddress(port, { Glibc.connect(descriptor, $0, $1) }) == 0
    else {
      close(descriptor)
      return nil
    }
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    return descriptor
  }

  /// The port that a socket is bound to.
  static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutableBytes(of: &address) { bytes in
      _ = bytes.withMemoryRebound(to: sockaddr.self) { getsockname(descriptor, $0.baseAddress, &size) }
    }
    return UInt16(bigEndian: address.sin_port)
  }

  /// What has come, at most 64 KiB; empty at the end and after an error.
  package static func read(from descriptor: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      repeat {
        count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      } while count < 0 && errno == EINTR
      count = max(count, 0)
    }
  }

  /// Writes everything; false where the connection is gone.
  @discardableResult
  package static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
    }
    return true
  }

  /// Makes the coming `close` answer with RST.
  static func makeCloseReset(_ descriptor: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  private static func set(_ option: Int32, on descriptor: Int32) {
    var one: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, option, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  /// 127.0.0.1.
  package static let loopback: UInt32 = 0x7F00_0001

  private static func withAddress(
    _ port: UInt16, of host: UInt32 = loopback, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = host.bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
