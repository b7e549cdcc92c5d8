import Game
import Primitives
import TestScopes
import Testing

@Suite(.ownThread()) struct DueTests {
  private func due(
    _ moment: String?, at now: String, in place: LocalTime = LocalTime(offsetSeconds: 3600)
  ) throws -> Due {
    Due(try moment.map { try #require(Timestamp($0)) }, at: try #require(Timestamp(now)), in: place)
  }

  @Test(
    "homework is due today at a time, tomorrow, on a weekday, or in so many days, by the clocks of the place",
    arguments: [
      ("2026-11-24T16:00:00+01:00", Due.today(minute: 960)),
      ("2026-11-24T09:31:00+01:00", .today(minute: 571)),
      ("2026-11-24T23:59:00+01:00", .today(minute: nil)), ("2026-11-25T00:00:00+01:00", .today(minute: nil)),
      ("2026-11-25T00:00:01+01:00", .tomorrow), ("2026-11-26T00:00:00+01:00", .tomorrow),
      ("2026-11-26T12:00:00+01:00", .weekday(3)), ("2026-11-27T12:00:00+01:00", .weekday(4)),
      ("2026-11-30T23:59:59+01:00", .weekday(0)), ("2026-12-01T12:00:00+01:00", .days(7)),
      ("2027-11-24T12:00:00+01:00", .days(365)),
    ])
  func days(moment: String, due: Due) throws {
    // A Tuesday, half past nine.
    #expect(try self.due(moment, at: "2026-11-24T09:30:00+01:00") == due)
  }

  @Test("the day changes at the place's midnight, not at UTC's")
  func midnight() throws {
    let moment = "2026-11-25T12:00:00Z"
    #expect(try due(moment, at: "2026-11-24T22:59:59Z") == .tomorrow)
    #expect(try due(moment, at: "2026-11-24T23:00:00Z") == .today(minute: 13 * 60))
    let west = LocalTime(offsetSeconds: -5 * 3600)
    #expect(try due(moment, at: "2026-11-25T04:59:59Z", in: west) == .tomorrow)
    #expect(try due(moment, at: "2026-11-25T05:00:00Z", in: west) == .today(minute: 7 * 60))
  }

  @Test("across the end of summer time the day is the one of the clocks then")
  func summerTime() throws {
    let change = try #require(Timestamp("2026-10-25T01:00:00Z"))
    let place = LocalTime(offsetSeconds: 7200, change: .init(at: change, offsetSeconds: 3600))
    // Monday's last minute in winter time would be Tuesday in summer time.
    #expect(try due("2026-10-26T22:58:00Z", at: "2026-10-23T10:00:00Z", in: place) == .weekday(0))
    #expect(try due("2026-10-26T22:58:00Z", at: "2026-10-26T10:00:00Z", in: place) == .today(minute: 1438))
  }

  @Test("homework without an end is never due")
  func never() throws {
    #expect(try due(nil, at: "2026-11-24T09:30:00Z") == .never)
  }
}
