package import Primitives
package import XP

/// What one request wants stored: events of one student, validated, each id once.
package struct EventBatch: Hashable, Sendable {
  /// Whose events these are.
  package let studentID: UniqueID
  /// All of `studentID`.
  package let events: [XPEvent]
  /// When the server took the request, by its own clock.
  package let receivedAt: Timestamp
  /// When the client sent it, by the clock that gave the events their times; nil where it does not say.
  package let sentAt: Timestamp?
  /// The token that spoke for the student; checked again in the transaction that stores the batch, so that whoever
  /// guessed the student from a memory of it need not be right. Nil is not checked.
  package let token: TokenHash?

  package init(
    studentID: UniqueID, events: [XPEvent], receivedAt: Timestamp, sentAt: Timestamp? = nil,
    token: TokenHash? = nil
  ) {
    self.studentID = studentID
    self.events = events
    self.receivedAt = receivedAt
    self.sentAt = sentAt
    self.token = token
  }

  /// When an event of the batch happened, where it is stored with this batch for the first time.
  package func occurredAt(_ event: XPEvent) -> Timestamp {
    .ofOccurrence(createdAt: event.createdAt, sentAt: sentAt, receivedAt: receivedAt)
  }
}

extension Timestamp {
  /// No event happened before Glosa could exist: 2020-01-01T00:00:00Z.
  static let earliestOccurrence = Timestamp(milliseconds: 1_577_836_800_000)

  /// When an event happened, by the server's clock: as long before the request came as the event was made before the
  /// request was sent, both by the client's clock, whatever that shows. Never after the request came, and never before
  /// 2020, unless the server's own clock is there.
  ///
  /// - Parameters:
  ///   - createdAt: When the client made the event, by its own clock.
  ///   - sentAt: When the client sent it, by the same clock; nil takes `createdAt` at its word.
  ///   - receivedAt: When it came, by the server's clock.
  package static func ofOccurrence(createdAt: Timestamp, sentAt: Timestamp?, receivedAt: Timestamp)
    -> Timestamp
  {
    let told = sentAt.map {
      Timestamp(microseconds: receivedAt.microseconds - ($0.microseconds - createdAt.microseconds))
    }
    return min(max(told ?? createdAt, earliestOccurrence), receivedAt)
  }
}

extension PaceMoment {
  /// The day and the minute whose time an event takes.
  ///
  /// - Parameters:
  ///   - occurredAt: See `Timestamp.ofOccurrence`.
  ///   - receivedAt: When it came, by the server's clock.
  package init(occurredAt: Timestamp, receivedAt: Timestamp) {
    self.init(occurredAt: occurredAt, earliest: .earliestOccurrence, receivedAt: receivedAt)
  }
}

/// What became of a batch.
package enum IngestOutcome: Hashable, Sendable {
  /// Every event is stored now, by this call or an earlier one; the total after it, and when each event happened, as was
  /// fixed when it was first stored.
  case stored(LedgerTotal, occurredAt: [Timestamp])
  /// Nothing of the batch was stored: the ids at these places belong to other events.
  case conflicting([Int])
  /// Nothing of the batch was stored: the token is not, or no longer, the student's.
  case signedOut
}

/// What the ledger says of a student.
package struct StudentTotal: Hashable, Sendable {
  /// Whose events these are.
  package let studentID: UniqueID
  /// Points, plays and version.
  package let total: LedgerTotal
  /// The kind of the event stored last.
  package let lastGameType: String?
  /// When that was.
  package let updatedAt: Timestamp?

  package init(studentID: UniqueID, total: LedgerTotal, lastGameType: String?, updatedAt: Timestamp?) {
    self.studentID = studentID
    self.total = total
    self.lastGameType = lastGameType
    self.updatedAt = updatedAt
  }
}

/// An event as the ledger has it.
package struct StoredEvent: Hashable, Sendable {
  /// What the client sent.
  package let event: XPEvent
  /// When it happened, by the server's clock: see `Timestamp.ofOccurrence`.
  package let occurredAt: Timestamp
  /// When the server took it, by its own clock.
  package let receivedAt: Timestamp

  package init(event: XPEvent, occurredAt: Timestamp, receivedAt: Timestamp) {
    self.event = event
    self.occurredAt = occurredAt
    self.receivedAt = receivedAt
  }
}

/// A place in a student's log, in the order of storing.
package struct EventCursor: Hashable, Sendable {
  /// Grows with every stored event; positive.
  package let sequence: Int64

  package init(sequence: Int64) { self.sequence = sequence }
}

/// Some events of a student's log, those stored last first.
package struct EventPage: Hashable, Sendable {
  /// Those stored last first.
  package let events: [StoredEvent]
  /// Where older events go on; nil where there are none.
  package let next: EventCursor?

  package init(events: [StoredEvent], next: EventCursor?) {
    self.events = events
    self.next = next
  }
}

/// A student whose total is not what their log adds up to, in points or in games.
package struct TotalMismatch: Hashable, Sendable {
  /// Whose events these are.
  package let studentID: UniqueID
  /// What the total says.
  package let totalXP: Int
  /// What the events add up to.
  package let logXP: Int
  /// The games that the total says.
  package let gamesPlayed: Int
  /// The games of the events.
  package let logGames: Int

  package init(studentID: UniqueID, totalXP: Int, logXP: Int, gamesPlayed: Int, logGames: Int) {
    self.studentID = studentID
    self.totalXP = totalXP
    self.logXP = logXP
    self.gamesPlayed = gamesPlayed
    self.logGames = logGames
  }
}

/// What it takes for progress to earn a bonus, and for points to count for homework.
package enum Credit {
  /// How long after it happened something may come, in seconds: 30 days.
  package static let latenessSeconds: Int64 = 30 * 86_400

  /// True for what came in time.
  package static func isEarned(occurredAt: Timestamp, receivedAt: Timestamp) -> Bool {
    receivedAt <= occurredAt.adding(seconds: latenessSeconds)
  }
}
