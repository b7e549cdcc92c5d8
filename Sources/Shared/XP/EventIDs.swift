package import Primitives

/// Makes the ids of events: version 7, each greater than every one that this object gave before.
package struct EventIDs: Sendable {
  private var generator: any RandomNumberGenerator & Sendable
  /// The id given last; all zeros before the first.
  package private(set) var last = UniqueID(high: 0, low: 0)

  /// - Parameter generator: The source of the random bits. No two computers may make the same ids, so in real play it is the
  ///   system's, whatever the game is seeded with.
  package init(using generator: any RandomNumberGenerator & Sendable) {
    self.generator = generator
  }

  /// An id for something that happens now.
  ///
  /// Within a millisecond, or where the clock was set back, the last id's time is used, and one more where the random bits
  /// happen to be lower.
  ///
  /// - Parameter time: By the computer's clock, right or wrong.
  package mutating func next(at time: Timestamp) -> UniqueID {
    var milliseconds = max(time.withinFourDigitYears.milliseconds, Int64(last.high >> 16))
    var id = UniqueID.version7(milliseconds: milliseconds, using: &generator)
    while id <= last {
      milliseconds += 1
      id = UniqueID.version7(milliseconds: milliseconds, using: &generator)
    }
    last = id
    return id
  }
}
