package import Primitives
package import Wire
package import XP

/// A pupil looked at closely.
package struct PupilPage: Hashable, Sendable {
  /// What is known.
  package enum Contents: Hashable, Sendable {
    case loading
    case loaded(PupilDetails)
    case failed(String)
  }

  /// Who.
  package let student: UniqueID
  /// What is known of them beside the row.
  package internal(set) var contents = Contents.loading
}

/// The answer to `GET /api/classes/{id}/students/{student}`.
package struct PupilDetails: Hashable, Sendable {
  /// An event of the ledger.
  package struct Event: Hashable, Sendable {
    /// The kind of game.
    package let kind: String
    /// The points.
    package let delta: Int
    /// When it was won, by the pupil's computer.
    package let createdAt: Timestamp
    /// When the server took it.
    package let receivedAt: Timestamp
  }

  /// As on the board.
  package let row: BoardRow
  /// The latest events, the newest first.
  package let events: [Event]
  /// The quests of the day.
  package let quests: [QuestStanding]

  /// Reads an answer; nil where a part is missing or makes no sense.
  package init?(json: JSON) {
    guard let row = BoardRow(json: json), let events = json["events"]?.array,
      let quests = json["quests"]?.array
    else { return nil }
    self.row = row
    self.events = events.compactMap { event in
      guard let kind = event["kind"]?.string, let delta = event["delta"]?.integer,
        let createdAt = event["created_at"]?.time, let receivedAt = event["received_at"]?.time
      else { return nil }
      return Event(kind: kind, delta: delta, createdAt: createdAt, receivedAt: receivedAt)
    }
    self.quests = quests.compactMap { QuestStanding(json: $0) }
    guard self.events.count == events.count, self.quests.count == quests.count else { return nil }
  }
}

/// Points of the last ten minutes, a minute each.
struct Activity: Hashable, Sendable {
  private static let length = 10
  private var points: [Int64: Int] = [:]

  mutating func add(_ gained: Int, at now: Timestamp) {
    let minute = Self.minute(of: now)
    points = points.filter { $0.key > minute - Int64(Self.length) }
    points[minute, default: 0] += gained
  }

  /// The latest last.
  func minutes(at now: Timestamp) -> [Int] {
    let last = Self.minute(of: now)
    return (0..<Self.length).map { points[last - Int64(Self.length - 1 - $0)] ?? 0 }
  }

  private static func minute(of now: Timestamp) -> Int64 { now.milliseconds / 60_000 }
}
