package import Primitives

/// When homework ends, as a pupil counts: in days from today.
package enum Due: Hashable, Sendable {
  /// It has no end.
  case never
  /// Today, at that minute of the day; nil for the day's end.
  case today(minute: Int?)
  case tomorrow
  /// In two to six days: 0 is Monday, 6 Sunday.
  case weekday(Int)
  /// In a week or more.
  case days(Int)

  /// From here on the minutes of a day are its end: nobody need be told "23:59".
  private static let lastMinute = 23 * 60 + 59

  /// The end of homework, seen at a moment before it. Midnight belongs to the day that it ends.
  ///
  /// - Parameter dueAt: Nil where it has no end.
  package init(_ dueAt: Timestamp?, at now: Timestamp, in place: LocalTime) {
    guard let dueAt else {
      self = .never
      return
    }
    let offset = place.offset(at: dueAt)
    let today = now.date(offsetSeconds: place.offset(at: now)).daysSince1970
    let last = Timestamp(microseconds: dueAt.microseconds - 1)
    let day = last.date(offsetSeconds: offset).daysSince1970
    switch day - today {
    case ...0:
      let minute = Int(dueAt.adding(seconds: offset).milliseconds / 60_000 - day * 1440)
      self = .today(minute: minute < Self.lastMinute ? minute : nil)
    case 1: self = .tomorrow
    // The first day of 1970 was a Thursday.
    case 2...6: self = .weekday(Int((day + 3) % 7))
    default: self = .days(Int(day - today))
    }
  }
}
