import Outbox
public import Primitives
import XP

/// What the sync manager tells others; everything here but `today` runs on its queue.
extension SyncManager {
  /// The pupil's local day, by the clock that new events get their time from.
  public func today() -> CivilDate { localDate(of: clock.now()) }

  /// The date that the pupil's calendar shows at a moment. From any thread.
  public func localDate(of moment: Timestamp) -> CivilDate { calendar(moment) }

  var status: SyncStatus {
    let notices = outbox.takeNotices()
    if !notices.isEmpty { notice = notices.joined(separator: " ") }
    let problem = snapshot.problem ?? outboxProblem
    let state = problem != nil && machine.state == .synced ? .outboxProblem : machine.state
    if day != today() { readClassroom() }
    return SyncStatus(
      state: savingFailure.map { .notSaving(reason: $0) } ?? state,
      pendingEvents: snapshot.pendingEvents, pendingXP: snapshot.pendingXP,
      questPending: snapshot.questPending,
      quarantined: snapshot.quarantined + snapshot.questQuarantined, journaled: snapshot.journaled,
      total: snapshot.total, lastSyncAt: snapshot.lastSyncAt, lastError: problem ?? snapshot.lastError,
      notice: notice, quests: quests, homework: homework)
  }

  func publish() {
    let status = self.status
    guard status != published else { return }
    published = status
    report(.statusChanged(status))
  }

  /// Reads today's quests and the homework anew; a profile without a class has neither. What can't be read stays as it
  /// was.
  func readClassroom() {
    guard owner.server != nil else { return }
    let today = today()
    day = today
    let known = try? outbox.questProgress(owner: owner, on: today)
    quests = Quest.daily(for: owner.studentID, on: today).map { quest in
      guard let known else {
        return quests.first { $0.quest == quest && $0.date == today }
          ?? DailyQuest(quest: quest, date: today, confirmed: 0, pending: 0, isBonusAwarded: false)
      }
      let progress = known[quest.id] ?? QuestProgress()
      return DailyQuest(
        quest: quest, date: today, confirmed: min(quest.goal, progress.confirmed), pending: progress.pending,
        isBonusAwarded: progress.isCompleted)
    }
    if let homework = try? outbox.homework(owner: owner) { self.homework = homework }
  }
}
