import Primitives
import Vocabulary
import XP

extension App {
  mutating func statusChanged(to status: SyncStatus) {
    // Whose points come along has none left, and is not the one who plays on.
    if case .joining(let form) = scene, case .joined = form.phase { return }
    let old = self.status
    self.status = status
    celebrate(status.quests.reached(since: old.quests))
    guard status.homework != old.homework else { return }
    homeworkLog.homeworkChanged(from: old.homework, to: status.homework)
    listHomework()
  }

  /// Points of a round count for its homework once they are on disk.
  mutating func countForHomework(_ award: UniqueID) {
    guard let id = homeworkLog.stored(award) else { return }
    func isReached() -> Bool { homework.first { $0.homework.id == id }?.isReached ?? false }
    let wasReached = isReached()
    listHomework()
    if !wasReached, isReached() { celebrate([.homework(id)]) }
  }

  /// Brings the menu's list of homework up to date, and a round without homework.
  mutating func listHomework() {
    menu.list(
      Assignment.list(
        of: status.homework, at: moment, wonHere: homeworkLog.won, entries: menu.entries))
    switch scene {
    case .menu: scene = .menu(menu)
    case .round(var round) where round.homeworkID == nil:
      // A round that began before anything was heard of homework.
      round.homeworkID = homework.counting(for: round.wordSet.id)?.id
      scene = .round(round)
    case .round, .results, .joining: break
    }
  }

  /// Each goal is told once a round; in the menu its own line tells it.
  private mutating func celebrate(_ goals: [Goal]) {
    switch scene {
    case .menu, .joining: return
    case .round, .results: break
    }
    let new = goals.filter { !reachedInRound.contains($0) }
    reachedNow += new
    reachedInRound += new
  }
}
