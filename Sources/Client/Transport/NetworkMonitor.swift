import CCurl
package import Dispatch
import Glibc

/// Notices that the computer's network has changed: a link that comes or goes, an address, a route.
///
/// It listens on a netlink route socket (netlink(7), rtnetlink(7)) and costs nothing while nothing changes.
/// It says only that something changed, never what: the next request finds that out best.
package final class NetworkMonitor: Cancellable {
  // Dispatch sources may be cancelled from any thread; nothing else is done with this one after `init`.
  private nonisolated(unsafe) let source: any DispatchSourceRead

  /// Starts to listen; nil where this system has no netlink or does not allow it.
  ///
  /// - Parameters:
  ///   - queue: Where `handler` is called.
  ///   - handler: Called once for all changes that have come since the call before.
  package init?(queue: DispatchQueue, handler: @escaping @Sendable () -> Void) {
    guard let descriptor = Self.openSocket() else { return nil }
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    // `@Sendable`, or the closure would take on the isolation of whoever makes the monitor, and trap on the
    // queue.
    source.setEventHandler { @Sendable in
      if Self.drain(descriptor) { handler() }
    }
    source.setCancelHandler { @Sendable in close(descriptor) }
    source.resume()
  }

  deinit { cancel() }

  /// Stops listening. A call of the handler that has begun is not waited for.
  package func cancel() {
    source.cancel()
  }

  /// The kernel's `struct sockaddr_nl`.
  private struct Address {
    var family = sa_family_t(AF_NETLINK)
    var padding: UInt16 = 0
    var port: UInt32 = 0
    var groups: UInt32
  }

  private static func openSocket() -> Int32? {
    let routeProtocol: Int32 = 0
    // RTMGRP_LINK, _IPV4_IFADDR, _IPV4_ROUTE, _IPV6_IFADDR, _IPV6_ROUTE of <linux/rtnetlink.h>.
    var address = Address(groups: 0x1 | 0x10 | 0x40 | 0x100 | 0x400)
    let type = Int32(SOCK_RAW.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(AF_NETLINK, type, routeProtocol)
    guard descriptor >= 0 else { return nil }
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { bind(descriptor, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard status == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Reads away all messages; true where there was one, or where so many came that the kernel dropped some.
  private static func drain(_ descriptor: Int32) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 8192, alignment: 16) { buffer in
      var hasChange = false
      while true {
        let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
        if count > 0 || (count < 0 && errno == ENOBUFS) {
          hasChange = true
        } else if count == 0 || errno != EINTR {
          return hasChange
        }
      }
    }
  }
}
