package import Primitives

/// A class as its teacher sees it live: the answer to `GET /api/classes/{id}/board`, and the data of the stream's
/// `snapshot` event.
package struct Board: Hashable, WireValue {
  /// The class, with the code that pupils join by.
  package let schoolClass: SchoolClass
  /// The server's clock when this was true.
  package let now: Timestamp
  /// Every pupil of the class, by name.
  package let rows: [BoardRow]

  package init(schoolClass: SchoolClass, now: Timestamp, rows: [BoardRow]) {
    self.schoolClass = schoolClass
    self.now = now
    self.rows = rows
  }

  /// Reads a board; nil where a part is missing or a row makes no sense.
  package init?(json: JSON) {
    guard let schoolClass = json["class"].flatMap({ SchoolClass(json: $0) }), let now = json["now"]?.time,
      let students = json["students"]?.array
    else { return nil }
    let rows = students.compactMap { BoardRow(json: $0) }
    guard rows.count == students.count else { return nil }
    self.init(schoolClass: schoolClass, now: now, rows: rows)
  }

  /// The board on the wire.
  package var json: JSON {
    ["class": schoolClass.json, "now": .time(now), "students": .array(rows.map(\.json))]
  }
}

/// A pupil on the live board; alone it is the data of the stream's `student` event.
package struct BoardRow: Hashable, WireValue {
  /// How things stand with a pupil's points.
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Everything is in the ledger.
    case synced
    /// A batch is under way.
    case syncing
    /// Points wait for the next batch.
    case pending
    /// Not heard of for `Limit.silenceSeconds`, or the client itself says that the server can't be reached; the pending
    /// figures are the last that were reported.
    case offline
    /// The pupil's program needs somebody: a new sign-in, room on the disk. Where it is refused for a token that a new PIN
    /// made worthless, that stands since `lastSeenAt`, until the pupil signs in again.
    case attention
    /// The pupil has quit, at `lastSeenAt`, and nothing of theirs waits.
    case left
    /// Never heard of.
    case never
  }

  package let studentID: UniqueID
  package let displayName: String
  /// Points in the ledger.
  package let totalXP: Int
  /// Those of them received since the day began on the server's calendar.
  package let todayXP: Int
  /// Events that waited on the pupil's computer when it last reported.
  package let pendingCount: Int
  /// The points of those.
  package let pendingXP: Int
  /// How things stand.
  package let state: State
  /// The kind of the game being played; nil in the menu.
  package let game: String?
  /// When the server last heard of the pupil, a program that is refused not counted; nil for never.
  package let lastSeenAt: Timestamp?
  /// When the server last stored points of theirs; nil for never.
  package let lastSyncAt: Timestamp?
  /// Points in the ledger that came faster than anybody plays; 0 from a server of before.
  package let unusualXP: Int

  package init(
    studentID: UniqueID, displayName: String, totalXP: Int, todayXP: Int, pendingCount: Int, pendingXP: Int,
    state: State, game: String?, lastSeenAt: Timestamp?, lastSyncAt: Timestamp?, unusualXP: Int = 0
  ) {
    self.studentID = studentID
    self.displayName = displayName
    self.totalXP = totalXP
    self.todayXP = todayXP
    self.pendingCount = pendingCount
    self.pendingXP = pendingXP
    self.state = state
    self.game = game
    self.lastSeenAt = lastSeenAt
    self.lastSyncAt = lastSyncAt
    self.unusualXP = unusualXP
  }

  /// Reads a row; nil where a part is missing or of the wrong kind. A state that only a newer server knows is taken for
  /// `pending`, which claims nothing and is waited for.
  package init?(json: JSON) {
    guard let studentID = json["student_id"]?.id, let displayName = json["display_name"]?.string,
      let totalXP = json["total_xp"]?.integer, let todayXP = json["today_xp"]?.integer,
      let pendingCount = json["pending_count"]?.integer, let pendingXP = json["pending_xp"]?.integer,
      let state = json["state"]?.string.map({ State(rawValue: $0) ?? .pending })
    else { return nil }
    self.init(
      studentID: studentID, displayName: displayName, totalXP: totalXP, todayXP: todayXP,
      pendingCount: pendingCount, pendingXP: pendingXP, state: state, game: json["game"]?.string,
      lastSeenAt: json["last_seen_at"]?.time, lastSyncAt: json["last_sync_at"]?.time,
      unusualXP: json["unusual_xp"]?.integer ?? 0)
  }

  /// The row on the wire.
  package var json: JSON {
    [
      "student_id": .id(studentID), "display_name": .string(displayName), "total_xp": .integer(totalXP),
      "today_xp": .integer(todayXP), "pending_count": .integer(pendingCount),
      "pending_xp": .integer(pendingXP), "state": .string(state.rawValue), "game": .text(game),
      "last_seen_at": .time(lastSeenAt), "last_sync_at": .time(lastSyncAt),
      "unusual_xp": .integer(unusualXP),
    ]
  }
}

/// The names of the events on a board's stream.
package enum BoardEvent {
  /// The whole board: first, and again wherever changes may have been missed.
  package static let snapshot = "snapshot"
  /// One row that changed or came.
  package static let student = "student"
}
