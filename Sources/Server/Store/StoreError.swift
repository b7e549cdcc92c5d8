/// Why a store could not do what it was asked.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Too much is waiting already; nothing was changed, and a later try may succeed.
  case overloaded
  /// The store can't work now (disk full, file gone, connection lost); nothing was changed. The text is for the log.
  case unavailable(String)
  /// The data broke a constraint that the caller should have kept. The text is for the log.
  case refused(String)

  /// One line for the log.
  package var description: String {
    switch self {
    case .overloaded: "too many requests are waiting for the store"
    case .unavailable(let cause): "the store is not available: \(cause)"
    case .refused(let cause): "the store refused the data: \(cause)"
    }
  }
}
