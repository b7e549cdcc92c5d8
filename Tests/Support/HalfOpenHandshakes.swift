import Glibc

/// Connections that have begun a TLS handshake and never go on with it.
package final class HalfOpenHandshakes {
  private let descriptors: [Int32]

  /// Opens so many to a port, from 127.0.0.`host`; fewer where the system or the server takes no more.
  package init(_ count: Int, to port: UInt16, fromHost host: UInt8) {
    // The head of a record with a ClientHello of 512 bytes, and none of them but the first four.
    let beginning: [UInt8] = [22, 3, 1, 2, 0, 1, 0, 1, 0xFC]
    descriptors = (0..<count).compactMap { _ in
      guard let descriptor = LoopbackSocket.connect(to: port, from: 0x7F00_0000 | UInt32(host)) else {
        return nil
      }
      LoopbackSocket.write(beginning, to: descriptor)
      return descriptor
    }
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  /// How many were opened.
  package var opened: Int { descriptors.count }

  /// How many of them the server has not ended.
  package var held: Int {
    descriptors.count { descriptor in
      var byte: UInt8 = 0
      return recv(descriptor, &byte, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK)) < 0
        && errno == EAGAIN
    }
  }
}
