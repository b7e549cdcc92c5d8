import Store
import Synchronization

/// Remembers which function could not store anything: reading still works on a full disk, and would say that all is
/// well.
final class CallHealth: Sendable {
  private let broken = Mutex<(function: String, error: StoreError)?>(nil)

  /// Notes what became of a call: nil for success.
  func note(_ failure: SQLFailure?, of function: String) {
    broken.withLock { broken in
      if let failure, failure.isOfTheStore {
        broken = (function, failure.storeError)
      } else if failure == nil, broken?.function == function {
        broken = nil
      }
    }
  }

  /// - Throws: What kept a function from the disk, until the same one succeeds.
  func check() throws(StoreError) {
    if let broken = broken.withLock({ $0 }) { throw broken.error }
  }
}
