import Foundation

/// A value that threads change and wait for.
///
/// `@unchecked Sendable`: the value is read and written under the condition's lock only.
package final class Watched<Value: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private var value: Value

  /// Begins with a value.
  package init(_ value: Value) {
    self.value = value
  }

  /// The value now.
  package var current: Value { update { $0 } }

  /// Changes the value and wakes whoever waits for it.
  @discardableResult
  package func update<Result>(_ change: (inout Value) throws -> Result) rethrows -> Result {
    condition.lock()
    defer { condition.unlock() }
    defer { condition.broadcast() }
    return try change(&value)
  }

  /// Blocks until the value is as wanted.
  ///
  /// - Returns: False where it was not within the time, in seconds.
  @discardableResult
  package func wait(upTo seconds: Double = 10, until isWanted: (Value) -> Bool) -> Bool {
    let limit = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while !isWanted(value) {
      guard condition.wait(until: limit) else { return isWanted(value) }
    }
    return true
  }
}

/// A door that is shut until a test opens it.
package final class Gate: Sendable {
  private let isOpen = Watched(false)

  /// A shut door.
  package init() {}

  /// Opens it for good.
  package func open() { isOpen.update { $0 = true } }

  /// Blocks until it is open, or for a minute at most.
  package func wait() { isOpen.wait(upTo: 60) { $0 } }
}
