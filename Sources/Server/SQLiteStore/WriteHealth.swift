import Store
import Synchronization

/// Remembers whether the last write went to disk: reading still works on a full disk, and would say that all is well.
final class WriteHealth: Sendable {
  private let failure = Mutex<StoreError?>(nil)

  /// Notes what became of a write: nil for a commit.
  func note(_ error: StoreError?) {
    switch error {
    case nil: failure.withLock { $0 = nil }
    case .unavailable?: failure.withLock { $0 = error }
    // The data's fault or the crowd's, not the disk's.
    case .refused?, .overloaded?: break
    }
  }

  /// - Throws: What kept the last write from the disk, until one succeeds.
  func check() throws(StoreError) {
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
