import Game
import Primitives
import Screen
import Views
import XP

extension Play {
  /// Thursday, 1 January 1970, one hour ahead of UTC: the day of the other pictures too.
  static let today = CivilDate(daysSince1970: 0)

  /// A quest of the catalogue, as far as that.
  static func quest(_ id: String, confirmed: Int, pending: Int = 0, isBonusAwarded: Bool = false)
    -> DailyQuest
  {
    let quest = Quest.catalogue.first { $0.id == id } ?? Quest.catalogue[0]
    return DailyQuest(
      quest: quest, date: today, confirmed: confirmed, pending: pending, isBonusAwarded: isBonusAwarded)
  }

  static func homework(
    _ id: UInt64, _ title: String, set: UInt64, goal: Int, due hours: Int64?, earned: Int
  ) -> Homework {
    Homework(
      id: UniqueID(high: 1, low: id), title: title, wordSetID: UniqueID(high: 0, low: set), goalXP: goal,
      dueAt: hours.map { Timestamp(milliseconds: $0 * 3_600_000) }, earnedXP: earned)
  }

  /// Quests of all sorts, and homework on a set that is here, one that is not, and one that is done.
  static let busy: SyncStatus = {
    var status = synced
    status.quests = [
      quest("typing_20", confirmed: 13), quest("choice_10", confirmed: 10, isBonusAwarded: true),
      quest("points_100", confirmed: 80, pending: 30),
    ]
    status.homework = [
      homework(1, "Mat till fredag", set: 2, goal: 120, due: 31, earned: 45),
      homework(2, "Djuren i skogen", set: 1, goal: 50, due: 15, earned: 20),
      homework(3, "Kapitel 3", set: 9, goal: 30, due: 12 * 24, earned: 0),
      homework(4, "Kroppen", set: 2, goal: 30, due: nil, earned: 30),
    ]
    return status
  }()

  /// The server's word and this computer's on quests changed.
  mutating func progress(_ quests: [DailyQuest]) {
    var status = app.status
    status.quests = quests
    _ = app.update(.statusChanged(status), at: Timestamp(milliseconds: 0))
  }

  /// Screens with quests and homework, by name.
  static var busyScreens: [(name: String, play: Play)] {
    var questReached = round(.typing, status: busy)
    questReached.answer(questReached.rightAnswer)
    questReached.progress([
      quest("typing_20", confirmed: 13, pending: 7), busy.quests[1], busy.quests[2],
    ])
    var missing = Play(status: busy)
    missing.press(.down, .down)
    var results = questReached
    results.answer("x")
    results.press(.enter)
    results.answer(results.rightAnswer)
    results.press(.escape)
    var offline = busy
    offline.state = .offline(nextTryAt: 8000)
    (offline.pendingXP, offline.pendingEvents) = (37, 4)
    return [
      ("busy menu", Play(status: busy)), ("busy menu, words missing", missing),
      ("busy typing", round(.typing, status: busy)), ("busy choice", round(.choice, status: busy)),
      ("quest reached", questReached), ("busy results", results),
      ("busy offline", round(.typing, status: offline)),
    ]
  }
}
