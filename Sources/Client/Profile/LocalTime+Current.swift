package import Game
import Glibc
package import Primitives

extension LocalTime {
  /// The clocks of this computer's time zone, with the next change within a year. Reads the zone's file at first.
  package static func current(at now: Timestamp) -> LocalTime {
    tzset()
    let start = now.milliseconds / 1000
    let offset = offsetSeconds(at: start)
    let week: Int64 = 7 * 86_400
    guard
      let last = (1...52).lazy.map({ start + $0 * week }).first(where: { offsetSeconds(at: $0) != offset })
    else { return LocalTime(offsetSeconds: offset) }
    // The change lies in the week before: halved down to the second.
    var (before, after) = (last - week, last)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if offsetSeconds(at: middle) == offset { before = middle } else { after = middle }
    }
    return LocalTime(
      offsetSeconds: offset,
      change: Change(at: Timestamp(milliseconds: after * 1000), offsetSeconds: offsetSeconds(at: after)))
  }

  /// How far the clocks here are ahead of UTC at that moment, in seconds since 1970: the program's one look at the
  /// computer's time zone. 0 where the system can't tell.
  static func offsetSeconds(at seconds: Int64) -> Int64 {
    var time = time_t(seconds)
    var parts = tm()
    return localtime_r(&time, &parts) == nil ? 0 : Int64(parts.tm_gmtoff)
  }
}
