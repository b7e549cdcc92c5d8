import Glibc
package import Primitives

/// When days begin where the server stands.
package struct LocalCalendar: Sendable {
  private let offset: @Sendable (Int64) -> Int64

  /// The calendar of a place.
  ///
  /// - Parameter offsetSeconds: How far its clocks are ahead of UTC at a moment, given in seconds since 1970.
  package init(offsetSeconds: @escaping @Sendable (_ moment: Int64) -> Int64) { offset = offsetSeconds }

  /// The calendar of this computer, by its time zone.
  package static let system = LocalCalendar(
    offsetSeconds: { moment in
      var (seconds, parts) = (time_t(moment), tm())
      // Unlike its elder, `localtime_r` need not look at the time zone by itself.
      tzset()
      return localtime_r(&seconds, &parts) == nil ? 0 : Int64(parts.tm_gmtoff)
    })

  package func date(_ moment: Timestamp) -> CivilDate {
    let milliseconds = moment.milliseconds
    // Rounded down, also before 1970.
    return moment.date(offsetSeconds: offset((milliseconds < 0 ? milliseconds - 999 : milliseconds) / 1000))
  }

  /// The moment at which a date begins: the first of its two midnights where the clocks are put back over it, and the
  /// change where they are put forward over it. A date that is left out begins with the one after it.
  package func midnight(_ date: CivilDate) -> Timestamp {
    let midnight = date.daysSince1970 * 86_400
    func hasBegun(_ moment: Int64) -> Bool { moment + offset(moment) >= midnight }
    // Only a change about then matters, and no place has two of them within six hours.
    let guess = midnight - offset(midnight)
    let offsets = (offset(guess - 10_800), offset(guess + 10_800))
    var (before, after) = (midnight - max(offsets.0, offsets.1), midnight - min(offsets.0, offsets.1))
    if hasBegun(before) { return Timestamp(milliseconds: before * 1000) }
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if hasBegun(middle) { after = middle } else { before = middle }
    }
    return Timestamp(milliseconds: after * 1000)
  }

  /// The moment at which the day of another began.
  func startOfDay(at moment: Timestamp) -> Timestamp { midnight(date(moment)) }

  /// The moment at which the week of another began: its Monday.
  func startOfWeek(at moment: Timestamp) -> Timestamp {
    let days = date(moment).daysSince1970
    // 1970 began on a Thursday.
    let daysSinceMonday = ((days + 3) % 7 + 7) % 7
    return midnight(CivilDate(daysSince1970: days - daysSinceMonday))
  }
}
