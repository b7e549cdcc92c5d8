package import Primitives

/// How the clocks on the wall stand where the game is played; made outside, for the game itself knows no place.
package struct LocalTime: Hashable, Sendable {
  /// The clocks are put forward or back.
  package struct Change: Hashable, Sendable {
    /// From when on.
    package let at: Timestamp
    /// How far ahead of UTC the clocks are then, in seconds.
    package let offsetSeconds: Int64

    package init(at: Timestamp, offsetSeconds: Int64) {
      self.at = at
      self.offsetSeconds = offsetSeconds
    }
  }

  /// How far ahead of UTC the clocks are, in seconds.
  package let offsetSeconds: Int64
  /// The next change; nil where none is in sight.
  package let change: Change?

  /// Clocks that far ahead of UTC, until the change.
  package init(offsetSeconds: Int64, change: Change? = nil) {
    self.offsetSeconds = offsetSeconds
    self.change = change
  }

  /// How far ahead of UTC the clocks are at a moment, in seconds.
  package func offset(at moment: Timestamp) -> Int64 {
    if let change, moment >= change.at { return change.offsetSeconds }
    return offsetSeconds
  }
}
