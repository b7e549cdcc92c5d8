package import Primitives

/// The dates of HTTP header fields (RFC 9110, section 5.6.7).
package enum HTTPDate {
  /// Reads any of the three forms, each in GMT:
  /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
  ///
  /// Whether the name of the day fits the date is not looked at. A leap second, `:60`, is the first moment
  /// of the next minute.
  ///
  /// - Parameter now: Decides the century of a year of two digits, which is never more than 50 years ahead;
  ///   without it, 70 to 99 are of the 20th century and the others of the 21st.
  /// - Returns: Nil for anything else.
  package static func parse(_ text: some StringProtocol, now: Timestamp? = nil) -> Timestamp? {
    let words = text.split { $0 == " " || $0 == "," }.map { $0.lowercased() }
    switch words.count {
    case 6 where text.contains(",") && shortDays.contains(words[0]) && words[5] == "gmt":
      return moment(year: number(words[3], 4), month: words[2], day: number(words[1], 2), time: words[4])
    case 4 where text.contains(",") && longDays.contains(words[0]) && words[3] == "gmt":
      let date = words[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard date.count == 3, let year = number(date[2], 2) else { return nil }
      return moment(year: fullYear(year, now: now), month: date[1], day: number(date[0], 2), time: words[2])
    case 5 where !text.contains(",") && shortDays.contains(words[0]):
      let day = number(words[2], words[2].utf8.count)
      return moment(year: number(words[4], 4), month: words[1], day: day, time: words[3])
    default: return nil
    }
  }

  private static let shortDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let longDays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func moment(year: Int64?, month: String, day: Int64?, time: String) -> Timestamp? {
    let parts = time.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), 2) }
    guard let year, let day, let month = months.firstIndex(of: month), parts.count == 3,
      let date = CivilDate(year: year, month: Int64(month + 1), day: day),
      let hour = parts[0], let minute = parts[1], let second = parts[2], hour < 24, minute < 60, second <= 60
    else { return nil }
    return Timestamp(microseconds: 0)
      .adding(seconds: date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second)
  }

  private static func fullYear(_ year: Int64, now: Timestamp?) -> Int64 {
    guard let now else { return year < 70 ? 2000 + year : 1900 + year }
    let days = (Double(now.microseconds) / 86_400_000_000).rounded(.down)
    let thisYear = CivilDate(daysSince1970: Int64(days)).year
    let candidate = thisYear - thisYear % 100 + year
    return candidate > thisYear + 50 ? candidate - 100 : candidate
  }

  private static func number(_ text: String, _ digits: Int) -> Int64? {
    guard text.utf8.count == digits, digits <= 4,
      text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return nil }
    return Int64(text)
  }
}
