import Glibc

/// Waiting for other threads where nobody tells when they are done.
package enum Patience {
  /// Asks ten times a second; false where it is not so after all those seconds.
  @discardableResult
  static func wait(seconds: Int, until isDone: () -> Bool) -> Bool {
    for _ in 0..<seconds * 10 {
      if isDone() { return true }
      usleep(100_000)
    }
    return isDone()
  }
}
