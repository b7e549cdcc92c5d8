public import Primitives
public import Wire
public import XP

/// A pupil looked at closely.
public struct PupilPage: Hashable, Sendable {
  /// What is known.
  public enum Contents: Hashable, Sendable {
    case loading
    case loaded(PupilDetails)
    case failed(String)
  }

  /// Who.
  public let student: UniqueID
  /// What is known of them beside the row.
  public internal(set) var contents = Contents.loading
}

/// The answer to `GET /api/classes/{id}/students/{student}`.
public struct PupilDetails: Hashable, Sendable {
  /// An event of the ledger.
  public struct Event: Hashable, Sendable {
    /// The kind of game.
    public let kind: String
    /// The points.
    public let delta: Int
    /// When it was won, by the pupil's computer.
    public let createdAt: Timestamp
    /// When the server took it.
    public let receivedAt: Timestamp
  }

  /// As on the board.
  public let row: BoardRow
  /// The latest events, the newest first.
  public let events: [Event]
  /// The quests of the day.
  public let quests: [QuestStanding]

  /// Reads an answer; nil where a part is missing or makes no sense.
  public init?(json: JSON) {
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
