import Foundation
import TestSupport

/// Listens on a port where a Glosa server was, takes connections, and never says a word.
final class SilentServer {
  private let proxy: ListeningSocket

  /// Takes the port over once `after` has freed it.
  init(port: UInt16, after free: () -> Void) throws {
    free()
    proxy = try ListeningSocket(port: port)
  }

  func stop() { proxy.stop() }

  /// A socket that listens: the kernel completes connections by itself, nobody ever answers them.
  private final class ListeningSocket {
    private var descriptor: Int32

    init(port: UInt16) throws {
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let bound = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard bound == 0, listen(descriptor, 64) == 0 else {
        throw ClassroomError(description: "can't listen on \(port): \(String(cString: strerror(errno)))")
      }
    }

    func stop() {
      close(descriptor)
      descriptor = -1
    }
  }
}
