import Primitives
import Synchronization

/// Lets one attempt at a PIN through after the other for each pupil and source, so that those under way can't be taken for
/// wrong ones; how many there may be altogether the store counts.
final class PINGate: Sendable {
  /// Whose PIN it is, and where the attempt comes from.
  struct Door: Hashable, Sendable {
    let student: UniqueID
    let source: String
  }

  /// Those who wait at each door behind the one who went through.
  private let doors = Mutex<[Door: [CheckedContinuation<Bool, Never>]]>([:])
  private let capacity: Int

  /// - Parameter capacity: How many may wait at a door.
  init(capacity: Int) { self.capacity = capacity }

  /// Waits until the attempt may be made, and then `leave` has to follow; false, without a wait, where too many wait.
  func enter(_ door: Door) async -> Bool {
    await withCheckedContinuation { continuation in
      let isLetThrough = doors.withLock { doors -> Bool? in
        guard let waiting = doors[door] else {
          doors[door] = []
          return true
        }
        guard waiting.count < capacity else { return false }
        doors[door]?.append(continuation)
        return nil
      }
      if let isLetThrough { continuation.resume(returning: isLetThrough) }
    }
  }

  /// Ends an attempt that was let through.
  func leave(_ door: Door) {
    let next = doors.withLock { doors -> CheckedContinuation<Bool, Never>? in
      guard var waiting = doors[door], !waiting.isEmpty else {
        doors[door] = nil
        return nil
      }
      let next = waiting.removeFirst()
      doors[door] = waiting
      return next
    }
    next?.resume(returning: true)
  }
}
