import Glibc
public import Primitives

/// When days begin where the server stands.
public struct LocalCalendar: Sendable {
  /// The date at a moment.
  public let date: @Sendable (Timestamp) -> CivilDate
  /// The moment at which a date begins.
  public let midnight: @Sendable (CivilDate) -> Timestamp

  /// A calendar that asks these.
  public init(
    date: @escaping @Sendable (Timestamp) -> CivilDate,
    midnight: @escaping @Sendable (CivilDate) -> Timestamp
  ) {
    self.date = date
    self.midnight = midnight
  }

  /// The calendar of a place whose clocks are always that far ahead of UTC.
  public static func fixed(offsetSeconds: Int64) -> LocalCalendar {
    LocalCalendar(
      date: { $0.date(offsetSeconds: offsetSeconds) },
      midnight: { Timestamp(microseconds: ($0.daysSince1970 * 86_400 - offsetSeconds) * 1_000_000) })
  }

  /// The calendar of this computer, by its time zone.
  public static let system = LocalCalendar(
    date: { moment in
      var (seconds, parts) = (time_t(moment.milliseconds / 1000), tm())
      // Unlike its elder, this one need not look at the time zone by itself.
      tzset()
      localtime_r(&seconds, &parts)
      return CivilDate(
        year: Int64(parts.tm_year) + 1900, month: Int64(parts.tm_mon) + 1, day: Int64(parts.tm_mday))
        ?? moment.date()
    },
    midnight: { date in
      var parts = tm()
      parts.tm_year = Int32(date.year - 1900)
      parts.tm_mon = Int32(date.month - 1)
      parts.tm_mday = Int32(date.day)
      parts.tm_isdst = -1
      return Timestamp(milliseconds: Int64(mktime(&parts)) * 1000)
    })

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
