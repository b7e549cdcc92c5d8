import Game
import Glibc
import Primitives

extension Timestamp {
  /// Date and time by this computer's clocks, to the minute: `2026-11-24 18:03`.
  package var local: String {
    let shown = adding(seconds: LocalTime.offsetSeconds(at: milliseconds / 1000)).description
    return String(shown.prefix(16).map { $0 == "T" ? " " : $0 })
  }

  /// The end that a person means: `2026-12-01` (the end of that day here), `2026-12-01 18:00` or `2026-12-01T18:00` (by
  /// the clocks here), or RFC 3339 with its own offset. Nil for anything else.
  package init?(end text: String) {
    if let time = Timestamp(text) {
      self = time
      return
    }
    let parts = text.split(maxSplits: 1, whereSeparator: { " Tt".contains($0) }).map(String.init)
    guard let first = parts.first, let date = CivilDate(first) else { return nil }
    var (hour, minute, second): (Int32, Int32, Int32) = (23, 59, 59)
    if parts.count == 2 {
      // The rest is read by what reads RFC 3339, seconds and zone put in.
      let clock = parts[1].utf8.count == 5 ? parts[1] + ":00" : parts[1]
      guard clock.utf8.count == 8, let time = Timestamp("1970-01-01T\(clock)Z") else { return nil }
      let seconds = Int32(time.milliseconds / 1000)
      (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
    var local = tm()
    local.tm_year = Int32(date.year) - 1900
    local.tm_mon = Int32(date.month) - 1
    local.tm_mday = Int32(date.day)
    (local.tm_hour, local.tm_min, local.tm_sec) = (hour, minute, second)
    local.tm_isdst = -1
    self.init(milliseconds: Int64(mktime(&local)) * 1000)
  }
}
