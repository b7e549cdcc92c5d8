public import Primitives

/// Where and how a score was won: what `awardXP` needs besides the score and the game.
public struct AwardContext: Hashable, Sendable {
  /// The set that was practised.
  public var wordSetID: UniqueID?
  /// The homework it counts for.
  public var homeworkID: UniqueID?
  /// True for a word list without a class, a `word bundle`: pays half.
  public var isWordBundle: Bool
  /// How many rounds of the same game on the same set came before this one; `connect` pays 0.8 to that power.
  public var earlierRounds: Int
  /// The round that the score belongs to, for the metadata.
  public var round: RoundRecord?

  /// A context of the given parts.
  public init(
    wordSetID: UniqueID? = nil, homeworkID: UniqueID? = nil, isWordBundle: Bool = false,
    earlierRounds: Int = 0,
    round: RoundRecord? = nil
  ) {
    self.wordSetID = wordSetID
    self.homeworkID = homeworkID
    self.isWordBundle = isWordBundle
    self.earlierRounds = earlierRounds
    self.round = round
  }
}

/// What an award's metadata tells of its round, as it stood when the points were won.
public struct RoundRecord: Hashable, Sendable {
  /// Names the round; all its awards carry it.
  public let id: UniqueID
  /// When its first question was asked.
  public let startedAt: Timestamp
  /// Set on the award that ends the round.
  public let finishedAt: Timestamp?
  /// Answers so far, this one included.
  public let answered: Int
  /// Right answers so far, this one included.
  public let right: Int

  /// A record of the given parts.
  public init(id: UniqueID, startedAt: Timestamp, finishedAt: Timestamp?, answered: Int, right: Int) {
    self.id = id
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.answered = answered
    self.right = right
  }

  /// Right answers per hundred, rounded down.
  public var accuracyPercent: Int { answered == 0 ? 0 : right * 100 / answered }
}

/// A factor on a score, with the name it has in the metadata.
public struct Modifier: Hashable, Sendable {
  /// `word_bundle` or `connect_repeat`.
  public let name: String
  /// Between 0 and 1.
  public let factor: Double

  /// The modifiers that apply, in the order they are applied.
  public static func applying(to kind: EventKind, in context: AwardContext) -> [Modifier] {
    var modifiers: [Modifier] = []
    if context.isWordBundle { modifiers.append(Modifier(name: "word_bundle", factor: 0.5)) }
    if kind == .connect, context.earlierRounds > 0 {
      let factor = (0..<context.earlierRounds).reduce(1.0) { factor, _ in factor * 0.8 }
      modifiers.append(Modifier(name: "connect_repeat", factor: factor))
    }
    return modifiers
  }
}

/// The points that a score is worth once the modifiers have had their say.
public enum Award {
  /// The most that one event may carry.
  public static let maximum = 1000

  /// The score times the modifiers, rounded to the nearest point (halves up), within 0…`maximum`; a score above 0
  /// never comes to nothing.
  public static func points(score: Int, modifiers: [Modifier]) -> Int {
    guard score > 0 else { return 0 }
    let exact = modifiers.reduce(Double(score)) { $0 * $1.factor }
    return min(maximum, max(1, Int(exact.rounded(.toNearestOrAwayFromZero))))
  }

  /// The metadata of an event: the original score, the modifiers, the round.
  public static func metadata(score: Int, modifiers: [Modifier], round: RoundRecord?) -> JSON {
    var object: JSONObject = ["score": .integer(score)]
    object["modifiers"] = .array(
      modifiers.map { ["name": .string($0.name), "factor": .number(String($0.factor))] })
    if let round {
      object["round"] = [
        "id": .id(round.id), "started_at": .time(round.startedAt), "finished_at": .time(round.finishedAt),
        "answered": .integer(round.answered), "right": .integer(round.right),
        "accuracy_percent": .integer(round.accuracyPercent),
      ]
    }
    return .object(object)
  }
}
