package import Primitives

/// A task for one day, with a bonus for whoever completes it.
///
/// Client and server know the same catalogue, so the three quests of a day are known without a network. The bonus is
/// awarded by the server alone, once, whichever of a pupil's computers sent the last bit of progress.
package struct Quest: Hashable, Sendable {
  /// What makes progress.
  package enum Task: Hashable, Sendable {
    /// One for each right answer of that game; of any game where nil.
    case answers(EventKind?)
    /// The points of each answer, whatever the game.
    case points
  }

  /// Stable for ever, 1 to 32 of `[a-z0-9_]`.
  package let id: String
  /// What makes progress.
  package let task: Task
  /// The progress that completes it.
  package let goal: Int
  /// What the server awards then.
  package let bonusXP: Int

  /// How much progress an award is, 0 to `Award.maximum`.
  ///
  /// - Parameters:
  ///   - kind: The event's kind, as `XPEvent.kind`.
  ///   - delta: The event's points.
  package func progress(kind: String, delta: Int) -> Int {
    guard delta > 0, !EventKind.madeByServer.contains(kind) else { return 0 }
    switch task {
    case .answers(let wanted): return wanted == nil || wanted?.rawValue == kind ? 1 : 0
    case .points: return min(delta, Award.maximum)
    }
  }

  /// The least time that a person takes for that much progress, in milliseconds: see `Pace`.
  ///
  /// The whole quest takes less than a minute of it, so whoever reaches the goal by what a minute holds has it, and nothing
  /// has to be remembered from one request to the next.
  package func milliseconds(for progress: Int) -> Int {
    switch task {
    case .answers(let kind):
      let paces = kind.map { [Pace.of(kind: $0.rawValue)] } ?? Pace.table.values.map(Optional.some)
      let fastest = paces.compactMap { $0?.answersPerMinute }.max() ?? 0
      return fastest == 0 ? 0 : progress * (Pace.minute / fastest)
    case .points:
      let most = Pace.table.values.map { $0.answersPerMinute * $0.answerPoints }.max() ?? 1
      return progress * Pace.minute / most
    }
  }
}

extension Quest {
  /// How many quests a day has.
  package static let perDay = 3

  /// The groups of the catalogue: a day has one quest of each, so that its three are different in kind.
  private static let groups: [[Quest]] = [
    [
      Quest(id: "typing_10", task: .answers(.typing), goal: 10, bonusXP: 20),
      Quest(id: "typing_20", task: .answers(.typing), goal: 20, bonusXP: 30),
      Quest(id: "typing_30", task: .answers(.typing), goal: 30, bonusXP: 40),
    ],
    [
      Quest(id: "choice_10", task: .answers(.choice), goal: 10, bonusXP: 15),
      Quest(id: "choice_20", task: .answers(.choice), goal: 20, bonusXP: 25),
      Quest(id: "choice_30", task: .answers(.choice), goal: 30, bonusXP: 35),
    ],
    [
      Quest(id: "answers_40", task: .answers(nil), goal: 40, bonusXP: 40),
      Quest(id: "points_100", task: .points, goal: 100, bonusXP: 25),
      Quest(id: "points_200", task: .points, goal: 200, bonusXP: 40),
      Quest(id: "points_300", task: .points, goal: 300, bonusXP: 50),
    ],
  ]

  /// Every quest there is.
  package static let catalogue = groups.flatMap(\.self)

  /// The quest of that id; nil for none of the catalogue.
  package static func named(_ id: String) -> Quest? { catalogue.first { $0.id == id } }

  /// The three quests of a student on a date; they depend on these two alone.
  ///
  /// The seed is the 64-bit FNV-1a hash of the id's bytes and the date's text.
  package static func daily(for student: UniqueID, on date: CivilDate) -> [Quest] {
    let seed = (student.bytes + Array(date.description.utf8)).reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    var generator = SeededGenerator(seed: seed)
    return groups.map { group in group[Int(generator.next() % UInt64(group.count))] }
  }

  /// The dates that a pupil's calendar can have shown at that moment, wherever they are: clocks differ from UTC by
  /// 14 hours at most.
  package static func possibleDates(at moment: Timestamp) -> ClosedRange<Int64> {
    let hours: Int64 = 14
    return moment.date(offsetSeconds: -hours * 3600)
      .daysSince1970...moment.date(offsetSeconds: hours * 3600)
      .daysSince1970
  }
}

/// A bit of progress on a quest: what the quest channel of the outbox keeps and the wire carries.
package struct QuestEvent: Hashable, Sendable {
  /// Made by the client, so that a resend is recognised.
  package let id: UniqueID
  /// Whose progress it is.
  package let studentID: UniqueID
  /// A quest of the student's on `questDate`.
  package let questID: String
  /// The student's local day.
  package let questDate: CivilDate
  /// How much, 1 to 1000; an increment.
  package let progress: Int
  /// When it was made, by the client's clock.
  package let createdAt: Timestamp

  package init(
    id: UniqueID, studentID: UniqueID, questID: String, questDate: CivilDate, progress: Int,
    createdAt: Timestamp
  ) {
    self.id = id
    self.studentID = studentID
    self.questID = questID
    self.questDate = questDate
    self.progress = progress
    self.createdAt = createdAt
  }
}

/// How far a student has come with one quest, as the server has it.
package struct QuestStanding: Hashable, Sendable {
  /// `Quest.id`.
  package let questID: String
  /// The student's local day.
  package let date: CivilDate
  /// The sum of all stored progress, which may go beyond the goal.
  package let progress: Int
  /// The progress that completes it.
  package let goal: Int
  /// When the server awarded the bonus; nil before.
  package let completedAt: Timestamp?
  /// What the server awards, or has awarded.
  package let bonusXP: Int

  package init(
    questID: String, date: CivilDate, progress: Int, goal: Int, completedAt: Timestamp?, bonusXP: Int
  ) {
    self.questID = questID
    self.date = date
    self.progress = progress
    self.goal = goal
    self.completedAt = completedAt
    self.bonusXP = bonusXP
  }
}

/// One of today's quests as a pupil sees it: what the server has confirmed and what waits on this computer.
package struct DailyQuest: Hashable, Sendable {
  /// What is to be done.
  package let quest: Quest
  /// The pupil's local day.
  package let date: CivilDate
  /// Progress that the server has confirmed.
  package let confirmed: Int
  /// Progress on this computer that the server has not confirmed.
  package let pending: Int
  /// True once the server has awarded the bonus.
  package let isBonusAwarded: Bool

  package init(quest: Quest, date: CivilDate, confirmed: Int, pending: Int, isBonusAwarded: Bool) {
    self.quest = quest
    self.date = date
    self.confirmed = confirmed
    self.pending = pending
    self.isBonusAwarded = isBonusAwarded
  }

  /// Progress to be shown, 0 to the goal.
  package var progress: Int { min(quest.goal, confirmed + pending) }

  /// True where the goal is reached, whether the server knows it or not.
  package var isReached: Bool { progress == quest.goal }
}
