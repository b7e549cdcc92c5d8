package import Primitives
package import XP

/// What the old table has of a student, over all of their books: points of before there was a ledger.
package struct OldProgress: Hashable, Sendable {
  /// The column as text, whatever it holds; nil for NULL.
  package let studentID: String?
  /// `total_points`; nil for NULL.
  package let totalPoints: Int?
  /// `games_played`; nil for NULL.
  package let gamesPlayed: Int?
  /// `last_game_type`.
  package let lastGameType: String?
  /// `last_played_at`; nil for NULL, infinity and the like.
  package let lastPlayedAt: Timestamp?

  package init(
    studentID: String?, totalPoints: Int?, gamesPlayed: Int?, lastGameType: String?, lastPlayedAt: Timestamp?
  ) {
    self.studentID = studentID
    self.totalPoints = totalPoints
    self.gamesPlayed = gamesPlayed
    self.lastGameType = lastGameType
    self.lastPlayedAt = lastPlayedAt
  }
}

/// The event that carries a student's old points into the ledger: kind `migrated`, an id of the student's alone.
package struct OpeningBalance: Hashable, Sendable {
  /// UUIDv5 of the student, so that twice is once.
  package let eventID: UniqueID
  /// Whose points these are. A store that does not know the student makes a profile without a class.
  package let studentID: UniqueID
  /// The points, 0 or more.
  package let points: Int
  /// The games played, 0 or more; the event counts as that many.
  package let gamesPlayed: Int
  /// What the old table said was played last.
  package let lastGameType: String?
  /// When the student last played, or the moment of the move where that is not known.
  package let createdAt: Timestamp

  package init(
    eventID: UniqueID, studentID: UniqueID, points: Int, gamesPlayed: Int, lastGameType: String?,
    createdAt: Timestamp
  ) {
    self.eventID = eventID
    self.studentID = studentID
    self.points = points
    self.gamesPlayed = gamesPlayed
    self.lastGameType = lastGameType
    self.createdAt = createdAt
  }
}

extension OpeningBalance {
  /// Characters of what was played last that are worth keeping; the column may hold anything.
  private static let gameTypeLength = 64

  /// The event as it is stored.
  package var event: XPEvent {
    var metadata: JSONObject = [:]
    metadata["last_game_type"] = lastGameType.map {
      .string(
        String(String.UnicodeScalarView($0.unicodeScalars.filter { $0 != "\0" }.prefix(Self.gameTypeLength))))
    }
    return XPEvent(
      id: eventID, studentID: studentID, kind: EventKind.migrated.rawValue, delta: points, wordSetID: nil,
      homeworkID: nil, createdAt: createdAt, metadata: .object(metadata))
  }
}

/// A store that an old table lies beside: see `glosa migrate --from-student-progress`.
package protocol OldProgressStore: Sendable {
  /// The old table's global rows (neither word set nor homework) in no order; nil where there is no such table.
  func oldProgress() async throws(StoreError) -> [OldProgress]?

  /// Those of the ids of balances whose balance is in the ledger already.
  func storedEvents(among ids: [UniqueID]) async throws(StoreError) -> Set<UniqueID>

  /// Stores opening balances, all in one transaction; those whose event is there already change nothing. The old table
  /// stays as it is.
  ///
  /// - Returns: The ids of the events stored by this call.
  func open(_ balances: [OpeningBalance], at time: Timestamp) async throws(StoreError) -> Set<UniqueID>
}
