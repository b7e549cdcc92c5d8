import Primitives

extension Timestamp {
  /// The form of HTTP's `Date` (RFC 9110, section 5.6.7): `Sun, 22 Nov 2026 10:43:19 GMT`.
  var httpDate: String {
    // A clock that shows a time before 1970 is wrong whatever is said.
    let seconds = max(0, microseconds / 1_000_000)
    let date = CivilDate(daysSince1970: seconds / 86_400)
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(seconds / 86_400 % 7)]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][Int(date.month) - 1]
    let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(twoDigits).joined(separator: ":")
    return "\(weekday), \(twoDigits(date.day)) \(month) \(date.year) \(clock) GMT"
  }
}

private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
