/// A moment in UTC with the precision of a microsecond, which is PostgreSQL's, so that the same event reads the
/// same from every store.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let microseconds: Int64

  /// A moment the given number of microseconds after 1970-01-01T00:00:00Z.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// A moment the given number of milliseconds after 1970-01-01T00:00:00Z.
  package init(milliseconds: Int64) {
    self.microseconds = milliseconds * 1000
  }

  /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
  package var milliseconds: Int64 { microseconds.floorDivided(by: 1000) }

  /// The moment `seconds` later (earlier where negative).
  package func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }

  /// The moment so many milliseconds later (earlier where negative).
  package func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + milliseconds * 1000)
  }

  /// Orders from earlier to later.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Timestamp {
  /// The calendar's date at this moment, in a place whose clocks are that far ahead of UTC.
  package func date(offsetSeconds: Int64 = 0) -> CivilDate {
    CivilDate(daysSince1970: adding(seconds: offsetSeconds).microseconds.floorDivided(by: 86_400_000_000))
  }
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
