import Foundation
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
    let calendar = LocalCalendar { _ in 3600 }
    #expect(calendar.startOfDay(at: Timestamp(moment)!) == Timestamp(day))
    #expect(calendar.startOfWeek(at: Timestamp(moment)!) == Timestamp(week))
  }

  /// The calendar of a named place, as the tables that come with Foundation have its clocks.
  private func place(_ name: String) throws -> LocalCalendar {
    let zone = try #require(TimeZone(identifier: name), "the tables of time zones lack \(name)")
    return LocalCalendar(
      offsetSeconds: { Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double($0)))) })
  }

  @Test(
    "a date begins at its first moment, also where the clocks are put forward or back",
    arguments: [
      ("Europe/Stockholm", "2025-03-30", "2025-03-29T23:00:00Z"),
      ("Europe/Stockholm", "2025-03-31", "2025-03-30T22:00:00Z"),
      ("Europe/Stockholm", "2025-10-26", "2025-10-25T22:00:00Z"),
      ("Europe/Stockholm", "2025-10-27", "2025-10-26T23:00:00Z"),
      // There is no midnight: it is one o'clock at once.
      ("America/Havana", "2024-03-10", "2024-03-10T05:00:00Z"),
      ("America/Havana", "2024-03-11", "2024-03-11T04:00:00Z"),
      // There are two midnights, an hour apart.
      ("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z"),
      ("America/Havana", "2024-11-04", "2024-11-04T05:00:00Z"),
      // The hour before midnight comes twice.
      ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
      ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
      ("Asia/Beirut", "2024-03-31", "2024-03-30T22:00:00Z"),
      ("Asia/Beirut", "2024-10-27", "2024-10-26T22:00:00Z"),
      // The day before was left out.
      ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
    ])
  func changes(zone: String, day: String, beginning: String) throws {
    let calendar = try place(zone)
    let (date, first) = (try #require(CivilDate(day)), try #require(Timestamp(beginning)))
    #expect(calendar.midnight(date) == first)
    #expect(calendar.date(first) == date)
    let before = calendar.date(Timestamp(microseconds: first.microseconds - 1))
    #expect(before.daysSince1970 < date.daysSince1970)
  }

  @Test(
    "the day and the week of a moment have begun by then, also in the hour that comes twice",
    arguments: [
      ("Europe/Stockholm", "2025-03-30T21:59:59Z", "2025-03-29T23:00:00Z", "2025-03-23T23:00:00Z"),
      ("Europe/Stockholm", "2025-03-30T22:00:00Z", "2025-03-30T22:00:00Z", "2025-03-30T22:00:00Z"),
      ("Europe/Stockholm", "2025-10-26T22:30:00Z", "2025-10-25T22:00:00Z", "2025-10-19T22:00:00Z"),
      ("America/Havana", "2024-11-03T04:30:00Z", "2024-11-03T04:00:00Z", "2024-10-28T04:00:00Z"),
      ("America/Havana", "2024-11-03T05:30:00Z", "2024-11-03T04:00:00Z", "2024-10-28T04:00:00Z"),
      ("America/Sao_Paulo", "2018-02-18T02:30:00Z", "2018-02-17T02:00:00Z", "2018-02-12T02:00:00Z"),
    ])
  func begun(zone: String, moment: String, day: String, week: String) throws {
    let (calendar, time) = (try place(zone), try #require(Timestamp(moment)))
    #expect(calendar.startOfDay(at: time) == Timestamp(day))
    #expect(calendar.startOfWeek(at: time) == Timestamp(week))
  }

  @Test(
    "in every zone the first moment of a date is of that date, and the one before is of the day before",
    arguments: [
      nil, "Europe/Stockholm", "America/Havana", "America/Sao_Paulo", "Asia/Beirut", "Asia/Kathmandu",
    ])
  func agrees(zone: String?) throws {
    let calendar = try zone.map(place) ?? .system
    for day in Int64(17_000)...20_500 {
      let date = CivilDate(daysSince1970: day)
      let midnight = calendar.midnight(date)
      #expect(calendar.date(midnight) == date)
      #expect(calendar.date(midnight.adding(seconds: -1)) == CivilDate(daysSince1970: day - 1))
    }
  }
}
