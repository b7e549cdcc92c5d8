public import Primitives
public import XP

/// What one request wants stored: events of one student, validated, each id once.
public struct EventBatch: Hashable, Sendable {
  /// Whose events these are.
  public let studentID: UniqueID
  /// All of `studentID`.
  public let events: [XPEvent]
  /// When the server took the request, by its own clock.
  public let receivedAt: Timestamp
  /// The token that spoke for the student; checked again in the transaction that stores the batch, so that whoever
  /// guessed the student from a memory of it need not be right. Nil is not checked.
  public let token: TokenHash?

  /// A batch of the given parts.
  public init(studentID: UniqueID, events: [XPEvent], receivedAt: Timestamp, token: TokenHash? = nil) {
    self.studentID = studentID
    self.events = events
    self.receivedAt = receivedAt
    self.token = token
  }
}

/// What became of a batch.
public enum IngestOutcome: Hashable, Sendable {
  /// Every event is stored now, by this call or an earlier one; the total after it.
  case stored(LedgerTotal)
  /// Nothing of the batch was stored: the ids at these places belong to other events.
  case conflicting([Int])
  /// Nothing of the batch was stored: the token is not, or no longer, the student's.
  case signedOut
}

/// What the ledger says of a student.
public struct StudentTotal: Hashable, Sendable {
  /// Whose events these are.
  public let studentID: UniqueID
  /// Points, plays and version.
  public let total: LedgerTotal
  /// The kind of the event stored last.
  public let lastGameType: String?
  /// When that was.
  public let updatedAt: Timestamp?

  /// A total of the given parts.
  public init(studentID: UniqueID, total: LedgerTotal, lastGameType: String?, updatedAt: Timestamp?) {
    self.studentID = studentID
    self.total = total
    self.lastGameType = lastGameType
    self.updatedAt = updatedAt
  }
}

/// An event as the ledger has it.
public struct StoredEvent: Hashable, Sendable {
  /// What the client sent.
  public let event: XPEvent
  /// When the server took it, by its own clock.
  public let receivedAt: Timestamp

  /// An event of the given parts.
  public init(event: XPEvent, receivedAt: Timestamp) {
    self.event = event
    self.receivedAt = receivedAt
  }
}

/// A place in a student's log, in the order of storing.
public struct EventCursor: Hashable, Sendable {
  /// Grows with every stored event; positive.
  public let sequence: Int64

  /// The place of that number.
  public init(sequence: Int64) { self.sequence = sequence }
}

/// Some events of a student's log, those stored last first.
public struct EventPage: Hashable, Sendable {
  /// Those stored last first.
  public let events: [StoredEvent]
  /// Where older events go on; nil where there are none.
  public let next: EventCursor?

  /// A page of the given parts.
  public init(events: [StoredEvent], next: EventCursor?) {
    self.events = events
    self.next = next
  }
}

/// A student whose total is not what their log adds up to, in points or in games.
public struct TotalMismatch: Hashable, Sendable {
  /// Whose events these are.
  public let studentID: UniqueID
  /// What the total says.
  public let totalXP: Int
  /// What the events add up to.
  public let logXP: Int
  /// The games that the total says.
  public let gamesPlayed: Int
  /// The games of the events.
  public let logGames: Int

  /// A mismatch of the given parts.
  public init(studentID: UniqueID, totalXP: Int, logXP: Int, gamesPlayed: Int, logGames: Int) {
    self.studentID = studentID
    self.totalXP = totalXP
    self.logXP = logXP
    self.gamesPlayed = gamesPlayed
    self.logGames = logGames
  }
}
