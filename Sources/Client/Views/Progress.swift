import Game
import Languages
import Primitives
import Screen
import XP

/// Quests and homework as the screens tell of them, at one moment.
struct Progress {
  let quests: [DailyQuest]
  let homework: [Assignment]
  /// What was reached since the last answer and since the round began.
  let reachedNow: [Goal]
  let reachedInRound: [Goal]
  let language: any Language
  private let due: @Sendable (Assignment) -> Due

  init(of app: App, in language: any Language) {
    self.language = language
    quests = app.status.quests
    homework = app.homework
    (reachedNow, reachedInRound) = (app.reachedNow, app.reachedInRound)
    let (moment, place) = (app.moment, app.place)
    due = { Due($0.homework.dueAt, at: moment, in: place) }
  }

  /// When homework ends.
  func due(of assignment: Assignment) -> Due { due(assignment) }

  /// The homework of a round or its results, while it is open.
  func assignment(_ id: UniqueID?) -> Assignment? { homework.first { $0.homework.id == id } }

  /// What was just reached, in words, the longest first; nil where nothing was.
  var celebration: [String]? { celebration(of: reachedNow) }

  private func celebration(of goals: [Goal]) -> [String]? {
    let quests = goals.compactMap(quest(_:))
    let homework = goals.compactMap { goal in
      if case .homework(let id) = goal { assignment(id) } else { nil }
    }
    let ofQuests =
      switch quests.count {
      case 0: [String]()
      case 1: language.questDone(quests[0].quest, isBonusAwarded: quests[0].isBonusAwarded)
      default: language.questsDone(quests.count, bonus: quests.reduce(0) { $0 + $1.quest.bonusXP })
      }
    guard let first = homework.first.map({ language.homeworkReached($0.homework.title) }) else {
      return ofQuests.isEmpty ? nil : ofQuests
    }
    // Both at once: each in its short form, or the homework alone.
    return (ofQuests.last.map { ["\(first[0])  \($0)", "\(first[1])  \($0)"] } ?? []) + first
  }

  /// What the foot of the screen says of the quests during a game; nil where they have nothing to do with it.
  func questInBrief(for kind: EventKind) -> String? {
    if let next = quests.next(for: kind) { return language.questInBrief(next) }
    return !quests.isEmpty && quests.allSatisfy(\.isReached) ? language.allQuestsDone : nil
  }

  /// The quests of today for the menu.
  var questRows: ProgressRows { ProgressRows(rows: quests.map { .init($0, in: language) }) }

  /// What a round worked on: its homework, and the quests that its game counts for.
  func rows(of results: Results) -> ProgressRows {
    let homework = assignment(results.homeworkID).map {
      ProgressRows.Row(
        $0, due: due(of: $0), in: language, isNews: reachedInRound.contains(.homework($0.homework.id)))
    }
    let quests = quests.filter { $0.quest.progress(kind: results.kind.rawValue, delta: 1) > 0 }
    return ProgressRows(
      rows: [homework].compactMap(\.self)
        + quests.map {
          .init($0, in: language, isNews: reachedInRound.contains(.quest($0.quest.id, $0.date)))
        })
  }

  /// The same in one line: what the round reached, else how far its homework or a quest has come.
  func brief(of results: Results) -> (text: [String], style: Style)? {
    if let reached = celebration(of: reachedInRound) { return (reached, .accent) }
    if let assignment = assignment(results.homeworkID) {
      return ([language.homeworkInBrief(assignment)], .dim)
    }
    return quests.next(for: results.kind).map { (language.questWithBonus($0), .dim) }
  }

  private func quest(_ goal: Goal) -> DailyQuest? {
    guard case .quest(let id, let date) = goal else { return nil }
    return quests.first { $0.quest.id == id && $0.date == date }
  }
}
