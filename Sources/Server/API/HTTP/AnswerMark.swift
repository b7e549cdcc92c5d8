import HTTPTypes
import Primitives

/// Says in every answer of a connection whose it is, and what time: see `LedgerMark`. (Hummingbird's date may be two seconds
/// old.)
struct AnswerMark {
  private let serverID: String
  private let clock: ServerClock
  /// The `Date` of the last answer.
  private var dateInWords: (second: Int64, text: String)?

  init(serverID: UniqueID, clock: ServerClock) {
    (self.serverID, self.clock) = (serverID.description, clock)
  }

  /// Marks an answer that is sent now.
  mutating func mark(_ fields: inout HTTPFields) {
    let now = clock.now()
    fields[.date] = date(now)
    fields[.glosaLedger] = serverID
    fields[.glosaTime] = Timestamp(milliseconds: now.milliseconds).description
  }

  /// The time of day as HTTP has it, put into words once a second.
  private mutating func date(_ now: Timestamp) -> String {
    let second = now.microseconds / 1_000_000
    if let dateInWords, dateInWords.second == second { return dateInWords.text }
    let text = now.httpDate
    dateInWords = (second, text)
    return text
  }
}
