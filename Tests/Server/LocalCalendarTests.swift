import Primitives
import TestScopes
import Testing

@testable import API

@Suite(.ownThread()) struct LocalCalendarTests {
  @Test(
    "days begin at midnight where the server stands, weeks on Monday",
    arguments: [
      ("2026-11-22T12:00:00Z", "2026-11-21T23:00:00Z", "2026-11-15T23:00:00Z"),
      ("2026-11-22T22:59:59.999999Z", "2026-11-21T23:00:00Z", "2026-11-15T23:00:00Z"),
      ("2026-11-22T23:00:00Z", "2026-11-22T23:00:00Z", "2026-11-22T23:00:00Z"),
      ("2024-02-29T23:30:00Z", "2024-02-29T23:00:00Z", "2024-02-25T23:00:00Z"),
      ("1969-12-31T12:00:00Z", "1969-12-30T23:00:00Z", "1969-12-28T23:00:00Z"),
    ])
  func begins(moment: String, day: String, week: String) {
    let calendar = LocalCalendar.fixed(offsetSeconds: 3600)
    #expect(calendar.startOfDay(at: Timestamp(moment)!) == Timestamp(day))
    #expect(calendar.startOfWeek(at: Timestamp(moment)!) == Timestamp(week))
  }

  @Test("the system's calendar agrees with itself: midnight is of its date, and the moment before is not")
  func agrees() {
    for day in stride(from: Int64(18_262), to: 21_000, by: 13) {
      let date = CivilDate(daysSince1970: day)
      let midnight = LocalCalendar.system.midnight(date)
      #expect(LocalCalendar.system.date(midnight) == date)
      #expect(LocalCalendar.system.date(midnight.adding(seconds: -1)) == CivilDate(daysSince1970: day - 1))
    }
  }
}
