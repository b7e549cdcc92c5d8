import Game
import Languages
import Primitives

/// Tells moments of the server's clock in the time of the place where the board stands.
struct BoardClock {
  /// The server's clock.
  let now: Timestamp

  /// How far that is ahead of this computer's, in milliseconds.
  private let skew: Int64
  private let place: LocalTime
  private let language: any Language

  /// - Parameters:
  ///   - wall: This computer's clock.
  ///   - skew: How far the server's clock is ahead of it, in milliseconds.
  init(wall: Timestamp, skew: Int64, place: LocalTime, language: any Language) {
    now = wall.adding(milliseconds: skew)
    (self.skew, self.place, self.language) = (skew, place, language)
  }

  /// When something was, the longest text first: `10:41` today, `Mon 10:41` or `Mon` within a week, `29 Nov` before.
  func texts(of moment: Timestamp) -> [String] {
    local(moment.adding(milliseconds: -skew))
  }

  /// The same of a moment of this computer's clock.
  func local(_ moment: Timestamp) -> [String] {
    let date = shown(moment).date()
    let today = shown(now.adding(milliseconds: -skew)).date()
    let time = shown(moment).description.dropFirst(11).prefix(5)
    switch today.daysSince1970 - date.daysSince1970 {
    // A clock that was set back is no reason to tell of tomorrow.
    case ...0: return [String(time)]
    case 1...6:
      let day = language.shortWeekday(Int((date.daysSince1970 + 3) % 7))
      return ["\(day) \(time)", day]
    default: return [language.shortDate(day: Int(date.day), month: Int(date.month))]
    }
  }

  private func shown(_ moment: Timestamp) -> Timestamp { moment.adding(seconds: place.offset(at: moment)) }
}
