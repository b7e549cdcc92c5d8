import CLinux
import Dispatch
import Glibc
import Languages
import Profile
import Synchronization

/// A wire between clients and a server on this computer that can be cut: a TCP relay on a port of its own.
///
/// Everything is done by one thread that sleeps in `poll`; the calls return at once and take effect a moment later.
package final class Relay: Sendable {
  /// What the wire does.
  package enum Mode: Hashable, Sendable {
    /// Passes everything on.
    case open
    /// Refuses connections; those there were are reset.
    case cut
    /// Takes nothing and answers nothing: as if every packet were lost.
    case blackHole
    /// Takes what clients send, and breaks when the server answers: clients can't know that it was received.
    case losesAnswers
  }

  /// Bytes that are kept for a reader who is slow, in each direction of a connection.
  fileprivate static let bufferSize = 64 << 10

  /// The port on 127.0.0.1 that clients connect to; the same whatever the mode was meanwhile.
  package let port: UInt16
  private let target: UInt16
  private let wake: Int32
  private let wanted = Mutex<Mode?>(.open)

  /// A wire to a port of 127.0.0.1, open.
  init(to target: UInt16) throws(CommandFailure) {
    guard let listener = LoopbackSocket.listener(on: 0), let port = LoopbackSocket.port(of: listener) else {
      throw CommandFailure(
        .cannotWrite, Spoken.language.demoHasNoPort(String(cString: strerror(errno))))
    }
    (self.target, self.port) = (target, port)
    wake = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    let thread = DispatchQueue(label: "glosa.relay")
    thread.async { @Sendable [self] in run(listener) }
  }

  /// Changes what the wire does.
  func set(_ mode: Mode) { tell(mode) }

  /// Ends it; every connection is reset.
  func stop() { tell(nil) }

  private func tell(_ mode: Mode?) {
    wanted.withLock { $0 = mode }
    var one: UInt64 = 1
    _ = write(wake, &one, 8)
  }

  // MARK: The thread

  private func run(_ first: Int32) {
    var (listener, mode) = (first, Mode.open)
    var links: [Link] = []
    defer {
      for link in links { link.reset() }
      for descriptor in [listener, wake] where descriptor >= 0 { close(descriptor) }
    }
    while let next = wanted.withLock({ $0 }) {
      if next != mode {
        mode = next
        if mode == .cut {
          close(listener)
          listener = -1
          for link in links { link.reset() }
          links = []
        } else if listener < 0 {
          // Another program may have taken the port meanwhile: tried again at every turn.
          listener = LoopbackSocket.listener(on: port) ?? -1
        }
      }
      let isOpen = mode == .open || mode == .losesAnswers
      var descriptors = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
      descriptors.append(pollfd(fd: isOpen ? listener : -1, events: Int16(POLLIN), revents: 0))
      if isOpen { for link in links { descriptors += link.interests } }
      let timeout: Int32 = isOpen && listener < 0 ? 100 : -1
      guard poll(&descriptors, nfds_t(descriptors.count), timeout) >= 0 || errno == EINTR else { return }
      var count: UInt64 = 0
      if descriptors[0].revents != 0 { _ = read(wake, &count, 8) }
      guard isOpen else { continue }
      if listener < 0 { listener = LoopbackSocket.listener(on: port) ?? -1 }
      for index in links.indices {
        links[index].move(
          descriptors[2 + 2 * index], descriptors[3 + 2 * index], losesAnswers: mode == .losesAnswers)
      }
      for link in links where link.isOver { link.end() }
      links.removeAll(where: \.isOver)
      if descriptors[1].revents != 0, let link = Link(accepting: listener, to: target) { links.append(link) }
    }
  }
}

/// A connection through the wire.
private struct Link {
  /// One way of it.
  private struct Way {
    var bytes: [UInt8] = []
    /// The sender has ended, and then the receiver was told.
    var hasEnded = false
    var isTold = false
  }

  private let client: Int32
  private let server: Int32
  private var up = Way()
  private var down = Way()
  private var isBroken = false

  init?(accepting listener: Int32, to target: UInt16) {
    client = LoopbackSocket.accepted(from: listener)
    guard client >= 0 else { return nil }
    guard let connected = LoopbackSocket.connection(to: target) else {
      LoopbackSocket.reset(client)
      return nil
    }
    server = connected
  }

  var isOver: Bool { isBroken || (up.isTold && down.isTold) }

  /// What is waited for: first of the client, then of the server.
  var interests: [pollfd] {
    [(client, up, down), (server, down, up)].map { descriptor, from, to in
      var events: Int32 = 0
      if !from.hasEnded, from.bytes.count < Relay.bufferSize { events |= POLLIN }
      if !to.bytes.isEmpty { events |= POLLOUT }
      return pollfd(fd: events == 0 && to.isTold ? -1 : descriptor, events: Int16(events), revents: 0)
    }
  }

  mutating func move(_ clientReady: pollfd, _ serverReady: pollfd, losesAnswers: Bool) {
    Self.read(client, clientReady, &up, &isBroken)
    Self.read(server, serverReady, &down, &isBroken)
    Self.write(server, &up, &isBroken)
    if losesAnswers, !down.bytes.isEmpty { isBroken = true } else { Self.write(client, &down, &isBroken) }
  }

  private static func read(_ descriptor: Int32, _ ready: pollfd, _ way: inout Way, _ isBroken: inout Bool) {
    guard ready.revents & Int16(POLLIN | POLLHUP | POLLERR) != 0, !way.hasEnded else { return }
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count > 0 {
      way.bytes += chunk[..<count]
    } else if count == 0 {
      way.hasEnded = true
    } else if errno != EAGAIN && errno != EINTR {
      isBroken = true
    }
  }

  private static func write(_ descriptor: Int32, _ way: inout Way, _ isBroken: inout Bool) {
    if !way.bytes.isEmpty {
      let count = send(descriptor, way.bytes, way.bytes.count, Int32(MSG_NOSIGNAL))
      if count > 0 { way.bytes.removeFirst(count) }
      if count < 0, errno != EAGAIN, errno != EINTR { isBroken = true }
    }
    if way.hasEnded, way.bytes.isEmpty, !way.isTold {
      shutdown(descriptor, Int32(SHUT_WR))
      way.isTold = true
    }
  }

  /// Closes it as its ends did.
  func end() { if isBroken { reset() } else { for descriptor in [client, server] { close(descriptor) } } }

  /// Closes it so that both ends learn that it broke.
  func reset() { for descriptor in [client, server] { LoopbackSocket.reset(descriptor) } }
}

/// Sockets on 127.0.0.1, none of which a program started meanwhile inherits.
private enum LoopbackSocket {
  static func listener(on port: UInt16) -> Int32? {
    let descriptor = make()
    var one: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, socklen_t(MemoryLayout<Int32>.size))
    guard descriptor >= 0, call(bind, descriptor, port) == 0, listen(descriptor, 128) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      return nil
    }
    return descriptor
  }

  static func connection(to port: UInt16) -> Int32? {
    let descriptor = make()
    guard descriptor >= 0 else { return nil }
    guard call(connect, descriptor, port) == 0 || errno == EINPROGRESS else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  static func accepted(from listener: Int32) -> Int32 {
    let descriptor = accept(listener, nil, nil)
    if descriptor >= 0 {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
    return descriptor
  }

  static func port(of descriptor: Int32) -> UInt16? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    return status == 0 ? UInt16(bigEndian: address.sin_port) : nil
  }

  static func reset(_ descriptor: Int32) {
    var hard = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
    close(descriptor)
  }

  private static func make() -> Int32 {
    socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
  }

  private static func call(
    _ function: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32, _ descriptor: Int32, _ port: UInt16
  ) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
