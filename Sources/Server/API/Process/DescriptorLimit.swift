import Glibc

/// How many files and sockets this process may have open, and what that leaves for connections.
package enum DescriptorLimit {
  /// What is asked of the system; more would be of no use.
  static let wanted = 4096
  /// Kept for everything but connections: the database, the event loops, and connections on their way out.
  static let reserved = 64

  /// Raises this process's own limit as far as is useful and allowed.
  ///
  /// - Returns: The limit from now on.
  @discardableResult
  package static func raise() -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
    let soft = min(limit.rlim_max, rlim_t(wanted))
    if soft > limit.rlim_cur {
      var raised = limit
      raised.rlim_cur = soft
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return Int(min(limit.rlim_cur, rlim_t(Int32.max)))
  }
}

extension ServerLimits {
  /// Lowers the number of connections to what so many descriptors have room for.
  package mutating func fit(descriptors: Int) {
    connections = max(1, min(connections, descriptors - DescriptorLimit.reserved))
  }
}
