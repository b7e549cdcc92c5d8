public import Primitives

/// What the store knows of a pupil for the live board.
public struct BoardEntry: Hashable, Sendable {
  /// The student's id.
  public let studentID: UniqueID
  /// As it is shown.
  public let displayName: String
  /// Points in the ledger.
  public let totalXP: Int
  /// Points of the events received since the moment that was asked for.
  public let todayXP: Int
  /// When an event of theirs was last stored; nil for never.
  public let lastSyncAt: Timestamp?
  /// What their client last said of itself, on whatever computer; nil for never.
  public let presence: Presence?
  /// Their computers that had something unsent when they were last heard of, in no order.
  public let waiting: [WaitingDevice]
  /// The points in the ledger that are unusual: see `Pace`.
  public let unusualXP: Int

  /// An entry of the given parts.
  public init(
    studentID: UniqueID, displayName: String, totalXP: Int, todayXP: Int, lastSyncAt: Timestamp?,
    presence: Presence?, waiting: [WaitingDevice] = [], unusualXP: Int = 0
  ) {
    self.studentID = studentID
    self.displayName = displayName
    self.totalXP = totalXP
    self.todayXP = todayXP
    self.lastSyncAt = lastSyncAt
    self.presence = presence
    self.waiting = waiting
    self.unusualXP = unusualXP
  }
}

/// A pupil as their teacher looks at them closely.
public struct StoredPupil: Hashable, Sendable {
  /// As on the board.
  public let entry: BoardEntry
  /// The latest events, those stored last first.
  public let events: [StoredEvent]
  /// The quests of the day that have progress, in no order.
  public let quests: [StoredQuest]

  /// A pupil of the given parts.
  public init(entry: BoardEntry, events: [StoredEvent], quests: [StoredQuest]) {
    self.entry = entry
    self.events = events
    self.quests = quests
  }
}

/// A computer of a student's that had something unsent.
public struct WaitingDevice: Hashable, Sendable {
  /// The computer.
  public let deviceID: UniqueID
  /// Events that waited on it; at least 1.
  public let pendingCount: Int
  /// The points of those.
  public let pendingXP: Int
  /// When that was heard, by the server's clock.
  public let seenAt: Timestamp

  /// A computer of the given parts.
  public init(deviceID: UniqueID, pendingCount: Int, pendingXP: Int, seenAt: Timestamp) {
    self.deviceID = deviceID
    self.pendingCount = pendingCount
    self.pendingXP = pendingXP
    self.seenAt = seenAt
  }
}

/// What a client said of itself, and when.
public struct Presence: Hashable, Sendable {
  /// Who plays.
  public let studentID: UniqueID
  /// The computer.
  public let deviceID: UniqueID
  /// One of the words that `BoardRow.State` has for what a client can say.
  public let state: String
  /// Events that waited on that computer.
  public let pendingCount: Int
  /// The points of those.
  public let pendingXP: Int
  /// The kind of the game being played; nil in the menu.
  public let game: String?
  /// When the server heard it, by its own clock.
  public let seenAt: Timestamp
  /// Since when their program has been refused for a token that a new PIN made worthless; nil while it has not.
  public let signedOutAt: Timestamp?

  /// A presence of the given parts.
  public init(
    studentID: UniqueID, deviceID: UniqueID, state: String, pendingCount: Int, pendingXP: Int, game: String?,
    seenAt: Timestamp, signedOutAt: Timestamp? = nil
  ) {
    self.studentID = studentID
    self.deviceID = deviceID
    self.state = state
    self.pendingCount = pendingCount
    self.pendingXP = pendingXP
    self.game = game
    self.seenAt = seenAt
    self.signedOutAt = signedOutAt
  }
}

/// What boards may have to be drawn anew for.
public struct BoardChange: Hashable, Sendable {
  /// Students whose entries may have become others.
  public var students: Set<UniqueID>
  /// Classes that got or lost pupils.
  public var classes: Set<UniqueID>
  /// Changes may have been missed: anything may be another.
  public var isEverything: Bool

  /// A change of the given parts; of nothing without any.
  public init(students: Set<UniqueID> = [], classes: Set<UniqueID> = [], isEverything: Bool = false) {
    self.students = students
    self.classes = classes
    self.isEverything = isEverything
  }
}
