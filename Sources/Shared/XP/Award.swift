package import Primitives

/// Where and how a score was won: what `awardXP` needs besides the score and the game.
package struct AwardContext: Hashable, Sendable {
  /// The set that was practised.
  package var wordSetID: UniqueID?
  /// The homework it counts for.
  package var homeworkID: UniqueID?
  /// True for a word list without a class, a `word bundle`: pays half.
  package var isWordBundle: Bool
  /// How many rounds of the same game on the same set came before this one; `connect` pays 0.8 to that power.
  package var earlierRounds: Int
  /// The round that the score belongs to, for the metadata.
  package var round: RoundRecord?

  package init(
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
package struct RoundRecord: Hashable, Sendable {
  /// Names the round; all its awards carry it.
  package let id: UniqueID
  /// When its first question was asked.
  package let startedAt: Timestamp
  /// Set on the award that ends the round.
  package let finishedAt: Timestamp?
  /// Answers so far, this one included.
  package let answered: Int
  /// Right answers so far, this one included.
  package let right: Int

  package init(id: UniqueID, startedAt: Timestamp, finishedAt: Timestamp?, answered: Int, right: Int) {
    self.id = id
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.answered = answered
    self.right = right
  }

  /// Right answers per hundred, rounded down.
  package var accuracyPercent: Int { answered == 0 ? 0 : right * 100 / answered }
}

/// A factor on a score, with the name it has in the metadata.
package struct Modifier: Hashable, Sendable {
  /// `word_bundle` or `connect_repeat`.
  package let name: String
  /// Between 0 and 1.
  package let factor: Double

  /// The modifiers that apply, in the order they are applied.
  fileprivate static func applying(to kind: EventKind, in context: AwardContext) -> [Modifier] {
    var modifiers: [Modifier] = []
    if context.isWordBundle { modifiers.append(Modifier(name: "word_bundle", factor: 0.5)) }
    if kind == .connect, context.earlierRounds > 0 {
      let factor = (0..<context.earlierRounds).reduce(1.0) { factor, _ in factor * 0.8 }
      modifiers.append(Modifier(name: "connect_repeat", factor: factor))
    }
    return modifiers
  }
}

/// What a score is worth: worked out once, where it is won, and told on from there.
package struct Award: Hashable, Sendable {
  /// The most that one event may carry.
  package static let maximum = 1000

  /// The points before the modifiers.
  package let score: Int
  /// The modifiers, in the order they are applied.
  package let modifiers: [Modifier]
  /// The score times the modifiers, rounded to the nearest point (halves up), within 0…`maximum`; a score above 0 never comes to
  /// nothing.
  package let points: Int

  /// The worth of a score that was won in that game.
  package init(score: Int, kind: EventKind, context: AwardContext) {
    self.score = score
    modifiers = Modifier.applying(to: kind, in: context)
    let exact = modifiers.reduce(Double(score)) { $0 * $1.factor }.rounded(.toNearestOrAwayFromZero)
    points = score > 0 ? Int(min(Double(Self.maximum), max(1, exact))) : 0
  }

  /// The metadata of an event: the original score, the modifiers, the round.
  package func metadata(round: RoundRecord?) -> JSON {
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
