package import Primitives
package import XP

/// Something that was reached: worth a word on the screen.
package enum Goal: Hashable, Sendable {
  /// A quest of the day.
  case quest(String, CivilDate)
  /// The points of homework.
  case homework(UniqueID)
}

extension [DailyQuest] {
  /// The quest that a game makes progress on: that game's own before those of any game, then the nearest to its goal;
  /// nil where none of them is left.
  package func next(for kind: EventKind) -> DailyQuest? {
    let open = filter { !$0.isReached && $0.quest.progress(kind: kind.rawValue, delta: 1) > 0 }
    if let own = open.first(where: { $0.quest.task == .answers(kind) }) { return own }
    return open.max { $0.progress * $1.quest.goal < $1.progress * $0.quest.goal }
  }

  /// The quests that are reached now and were not before.
  func reached(since earlier: [DailyQuest]) -> [Goal] {
    filter { quest in
      quest.isReached
        && earlier.contains { $0.quest.id == quest.quest.id && $0.date == quest.date && !$0.isReached }
    }.map { .quest($0.quest.id, $0.date) }
  }
}
