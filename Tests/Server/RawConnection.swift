import Foundation
import Glibc

/// A TCP connection to this computer that sends what no decent client would.
final class RawConnection: Sendable {
  private let socket: Int32

  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    // A server that hangs must fail the test, not hang it.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard socket >= 0, result == 0 else { throw Failure.connecting(errno) }
  }

  enum Failure: Error { case connecting(Int32) }

  deinit { close(socket) }

  /// Sends the text; false where the other side has gone.
  @discardableResult
  func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  /// Sends the text over and over, on a thread that may block; how many times it went out.
  func send(_ text: String, times: Int) async -> Int {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { @Sendable [self] in
        var sent = 0
        while sent < times, send(text) { sent += 1 }
        continuation.resume(returning: sent)
      }
    }
  }

  /// Sends the text a byte at a time, with a pause after each, until the other side ends the connection; what that said.
  /// Nil where all of the text went out.
  func trickle(_ text: String) async -> String? {
    let hasEnded: Bool = await withCheckedContinuation { continuation in
      Thread.detachNewThread { @Sendable [socket] in
        var end = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        for var byte in text.utf8 {
          // The pause is over at once when something comes.
          guard Glibc.send(socket, &byte, 1, Int32(MSG_NOSIGNAL)) == 1, poll(&end, 1, 10) == 0 else {
            return continuation.resume(returning: true)
          }
        }
        continuation.resume(returning: false)
      }
    }
    return hasEnded ? await readToEnd() : nil
  }

  /// Everything until the other side ends the connection; nil where it does not.
  func readToEnd() async -> String? {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { @Sendable [socket] in
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
          let count = recv(socket, &buffer, buffer.count, 0)
          if count < 0, errno == EAGAIN { return continuation.resume(returning: nil) }
          guard count > 0 else { break }
          text += buffer[..<count]
        }
        continuation.resume(returning: String(decoding: text, as: UTF8.self))
      }
    }
  }

  /// What comes until `marker` has come `times` times, or the end.
  func read(until marker: String, times: Int = 1) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { @Sendable [socket] in
        let wanted = Array(marker.utf8)
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var seen = 0
        // Each byte is looked at once, however many parts the text comes in.
        var next = 0
        while seen < times {
          let count = recv(socket, &buffer, buffer.count, 0)
          guard count > 0 else { break }
          text += buffer[..<count]
          while next + wanted.count <= text.count {
            let isHere = text[next] == wanted[0] && text[next..<next + wanted.count].elementsEqual(wanted)
            if isHere { seen += 1 }
            next += isHere ? wanted.count : 1
          }
        }
        continuation.resume(returning: String(decoding: text, as: UTF8.self))
      }
    }
  }
}
