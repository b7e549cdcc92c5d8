package import Primitives

/// How much a person can win with one kind of event, and how fast. What goes beyond is unusual: it is stored, shown to the
/// teacher, and earns no credit.
///
/// An event takes the time that its answers take at the fastest pace that anybody keeps up for a minute. A minute holds a
/// minute of that, and a day `longestDay`. Two computers of a pupil at the same time, and the best typist of a school, stay
/// below. PostgreSQL has the same figures in `xp_event_ms`.
package struct Pace: Hashable, Sendable {
  /// The most that one answer pays.
  package let answerPoints: Int
  /// The most answers that a person gives in a minute.
  package let answersPerMinute: Int
  /// The most that one event pays.
  package let eventPoints: Int

  /// The milliseconds that a minute holds.
  package static let minute = 60_000

  /// The milliseconds at the fastest pace that a day holds: two hours of it, which are a school day and an evening at an
  /// ordinary pace, a quarter of the fastest.
  package static let longestDay = 2 * 60 * minute

  /// How many answers one event may stand for: the usual round, for a client that awards a round as a whole.
  private static let answersPerEvent = 12

  private init(answerPoints: Int, answersPerMinute: Int, eventPoints: Int? = nil) {
    self.answerPoints = answerPoints
    self.answersPerMinute = answersPerMinute
    self.eventPoints = eventPoints ?? answerPoints * Self.answersPerEvent
  }

  /// A right answer pays 10. A word of four letters and Return, at ten keys a second, every half second.
  private static let typing = Pace(answerPoints: 10, answersPerMinute: 120)
  /// A right answer pays 5. One key; but four options have to be read, three times a second.
  private static let choice = Pace(answerPoints: 5, answersPerMinute: 180)
  /// A game to come: three forms of a verb, ten points each, are the most that an answer may pay; one key, as a choice.
  private static let toCome = Pace(answerPoints: 30, answersPerMinute: 180)
  /// A newer client's game: an event may carry what the protocol lets it. Points come as fast as with two typed words to
  /// each answer.
  private static let unknown = Pace(answerPoints: 20, answersPerMinute: 120, eventPoints: Award.maximum)

  /// Every kind that has figures of its own.
  package static let table = [
    "typing": typing, "choice": choice, "flashcards": toCome, "scramble": toCome, "connect": toCome,
    "rain": toCome, "story_gap": toCome, "listen": toCome, "forms": toCome, "sprint": toCome,
  ]

  /// The pace of a kind; nil for those that the server alone makes, which are never unusual.
  package static func of(kind: String) -> Pace? {
    EventKind.madeByServer.contains(kind) ? nil : table[kind] ?? unknown
  }

  /// The least time that a person takes for an event of that many points, in milliseconds; nil where no event of the kind
  /// pays as many.
  package func milliseconds(for delta: Int) -> Int? {
    guard delta <= eventPoints else { return nil }
    let answer = Self.minute / answersPerMinute
    return max(answer, delta * answer / answerPoints)
  }
}

/// The day and the minute whose time an event takes.
package struct PaceMoment: Hashable, Sendable {
  /// Days since 1970 in UTC.
  package let day: Int64
  /// Minutes since 1970; nil where the time of the event can't be right, and so says nothing about the pace: the clock that
  /// made it was wrong, or set meanwhile, and all events of hours have the same time then.
  package let minute: Int64?

  /// - Parameters:
  ///   - occurredAt: When the event happened, as the server worked it out.
  ///   - earliest: What stands for every time before it.
  ///   - receivedAt: When it came, which stands for every time after it.
  package init(occurredAt: Timestamp, earliest: Timestamp, receivedAt: Timestamp) {
    let isKnown = occurredAt > earliest && occurredAt < receivedAt
    day = (isKnown ? occurredAt : receivedAt).date().daysSince1970
    minute = isKnown ? occurredAt.microseconds / 60_000_000 : nil
  }
}

/// What was won on a day, as far as it takes to know whether more of it is unusual: what is unusual itself does not count.
package struct PaceOfDay: Hashable, Sendable {
  /// Milliseconds that the events of the day take.
  package private(set) var played: Int
  /// The latest minute of the day with an event; nil for none.
  package private(set) var lastMinute: Int64?
  /// Milliseconds that the events of that minute take.
  package var playedLastMinute: Int { lastMinute.flatMap { minutes[$0] } ?? 0 }
  private var minutes: [Int64: Int] = [:]

  package init(played: Int = 0, lastMinute: Int64? = nil, playedLastMinute: Int = 0) {
    (self.played, self.lastMinute) = (played, lastMinute)
    if let lastMinute { minutes[lastMinute] = playedLastMinute }
  }

  /// True where an event is more than what is left of its minute or of the day.
  package func isFull(for milliseconds: Int, minute: Int64?) -> Bool {
    let ofMinute = minute.map { minutes[$0, default: 0] } ?? 0
    return minute != nil && ofMinute + milliseconds > Pace.minute
      || played + milliseconds > Pace.longestDay
  }

  /// Adds an event for which there was room.
  package mutating func add(_ milliseconds: Int, minute: Int64?) {
    played += milliseconds
    guard let minute else { return }
    minutes[minute, default: 0] += milliseconds
    lastMinute = max(lastMinute ?? minute, minute)
  }
}
