package import Primitives

/// What the store knows of a pupil for the live board.
package struct BoardEntry: Hashable, Sendable {
  package let studentID: UniqueID
  package let displayName: String
  /// Points in the ledger.
  package let totalXP: Int
  /// Points of the events received since the moment that was asked for.
  package let todayXP: Int
  /// When an event of theirs was last stored; nil for never.
  package let lastSyncAt: Timestamp?
  /// What their client last said of itself, on whatever computer; nil for never.
  package let presence: Presence?
  /// Their computers that had something unsent when they were last heard of, in no order.
  package let waiting: [WaitingDevice]
  /// The points in the ledger that are unusual: see `Pace`.
  package let unusualXP: Int

  package init(
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
package struct StoredPupil: Hashable, Sendable {
  /// As on the board.
  package let entry: BoardEntry
  /// The latest events, those stored last first.
  package let events: [StoredEvent]
  /// The quests of the day that have progress, in no order.
  package let quests: [StoredQuest]

  package init(entry: BoardEntry, events: [StoredEvent], quests: [StoredQuest]) {
    self.entry = entry
    self.events = events
    self.quests = quests
  }
}

/// A computer of a student's that had something unsent.
package struct WaitingDevice: Hashable, Sendable {
  package let deviceID: UniqueID
  /// Events that waited on it; at least 1.
  package let pendingCount: Int
  /// The points of those.
  package let pendingXP: Int
  /// When that was heard, by the server's clock.
  package let seenAt: Timestamp

  package init(deviceID: UniqueID, pendingCount: Int, pendingXP: Int, seenAt: Timestamp) {
    self.deviceID = deviceID
    self.pendingCount = pendingCount
    self.pendingXP = pendingXP
    self.seenAt = seenAt
  }
}

/// What a client said of itself, and when.
package struct Presence: Hashable, Sendable {
  /// Who plays.
  package let studentID: UniqueID
  package let deviceID: UniqueID
  /// One of the words that `BoardRow.State` has for what a client can say.
  package let state: String
  /// Events that waited on that computer.
  package let pendingCount: Int
  /// The points of those.
  package let pendingXP: Int
  /// The kind of the game being played; nil in the menu.
  package let game: String?
  /// When the server heard it, by its own clock.
  package let seenAt: Timestamp
  /// Since when their program has been refused for a token that a new PIN made worthless; nil while it has not.
  package let signedOutAt: Timestamp?

  package init(
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
package struct BoardChange: Hashable, Sendable {
  /// Students whose entries may have become others.
  package var students: Set<UniqueID>
  /// Classes that got or lost pupils.
  package var classes: Set<UniqueID>
  /// Changes may have been missed: anything may be another.
  package var isEverything: Bool

  package init(students: Set<UniqueID> = [], classes: Set<UniqueID> = [], isEverything: Bool = false) {
    self.students = students
    self.classes = classes
    self.isEverything = isEverything
  }
}
