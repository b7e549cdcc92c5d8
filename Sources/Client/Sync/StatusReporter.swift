import Languages
import Outbox
import Primitives
import XP

/// What the pupil is told of their points: what the outbox holds, the day's quests, the homework, and the troubles of the
/// moment. Used on the sync manager's scheduler alone.
final class StatusReporter {
  /// What the outbox held when it was read or changed last.
  var snapshot = OutboxSnapshot()
  /// Why the outbox could not be read or changed just now, or who else keeps this process from sending.
  var outboxProblem: SyncTrouble?
  /// Why it can't be known just now whether the ledger has lost something.
  var introductionProblem: SyncTrouble?
  /// Why the last award could not be stored; nil once one could.
  private(set) var savingFailure: OutboxError.Reason?
  /// Awards that could not be stored.
  private(set) var unsavedAwards = 0
  /// The homework, as last read.
  private(set) var homework: [Homework] = []

  /// The pupil's local day.
  var today: () -> CivilDate

  private let outbox: Outbox
  private let owner: Owner
  private let language: any Language
  private let report: (SyncEvent) -> Void
  private var quests: [DailyQuest] = []
  /// The day that `quests` are of.
  private var day: CivilDate?
  private var notice: String?
  private var published: SyncStatus?

  /// Counts what the outbox holds.
  init(_ parts: SyncParts, report: @escaping (SyncEvent) -> Void) {
    (outbox, owner, language, self.report) = (parts.outbox, parts.owner, parts.language, report)
    today = { parts.clocks.localDate(parts.clocks.wall()) }
    count()
  }

  /// True where the pupil needs somebody's help.
  var needsHelp: Bool {
    savingFailure != nil || outboxProblem != nil || introductionProblem != nil
      || snapshot.quarantined + snapshot.questQuarantined > 0
      || snapshot.damaged > 0 || snapshot.untilRestart != nil
  }

  /// An award was stored, and this is what the outbox held then. Something newer may have been read meanwhile.
  func awardStored(_ stored: OutboxSnapshot) {
    savingFailure = nil
    guard stored.number > snapshot.number else { return }
    (snapshot, outboxProblem) = (stored, nil)
    let today = today()
    if let progress = stored.questProgress[today] { show(progress, of: today) }
  }

  /// An award could not be stored, for that short reason.
  func awardFailed(reason: OutboxError.Reason) {
    savingFailure = reason
    unsavedAwards += 1
  }

  /// Sees whether points could be saved again where the last ones could not be.
  ///
  /// - Returns: True where they can be now.
  func tryToSave() -> Bool {
    guard savingFailure != nil, outbox.canStore() else { return false }
    savingFailure = nil
    return true
  }

  /// Reads everything anew.
  func read() {
    count()
    readClassroom()
  }

  private func count() {
    do {
      snapshot = try outbox.snapshot(owner: owner)
      outboxProblem = nil
    } catch {
      outboxProblem = .outbox(error)
    }
  }

  /// Reads today's quests and the homework anew; a profile without a class has neither. What can't be read stays as it
  /// was.
  func readClassroom() {
    guard owner.ledger != nil else { return }
    let today = today()
    show(try? outbox.questProgress(owner: owner, on: today), of: today)
    if let homework = try? outbox.homework(owner: owner) { self.homework = homework }
  }

  /// The quests of a day with that progress; nil leaves what is known of it.
  private func show(_ known: [String: QuestProgress]?, of day: CivilDate) {
    self.day = day
    quests = Quest.daily(for: owner.studentID, on: day).map { quest in
      guard let known else {
        return quests.first { $0.quest == quest && $0.date == day }
          ?? DailyQuest(quest: quest, date: day, confirmed: 0, pending: 0, isBonusAwarded: false)
      }
      let progress = known[quest.id] ?? QuestProgress()
      return DailyQuest(
        quest: quest, date: day, confirmed: min(quest.goal, progress.confirmed), pending: progress.pending,
        isBonusAwarded: progress.isCompleted)
    }
  }

  /// Why the saved points cannot all be seen or sent just now.
  private var problem: String? { snapshot.problem?.text(in: language) ?? outboxProblem?.text(in: language) }

  /// The status, given what the machine makes of it.
  func status(in machineState: SyncStatus.State) -> SyncStatus {
    let notices = outbox.takeNotices()
    if !notices.isEmpty { notice = notices.map { $0.text(in: language) }.joined(separator: " ") }
    let problem = problem ?? introductionProblem?.text(in: language)
    let state = problem != nil && machineState == .synced ? .outboxProblem : machineState
    if day != today() { readClassroom() }
    return SyncStatus(
      state: savingFailure.map { .notSaving(reason: $0.text(in: language)) } ?? state,
      pendingEvents: snapshot.pendingEvents, pendingXP: snapshot.pendingXP,
      questPending: snapshot.questPending,
      quarantined: snapshot.quarantined + snapshot.questQuarantined,
      damaged: snapshot.damaged,
      elsewhereEvents: snapshot.elsewhereEvents, elsewhereXP: snapshot.elsewhereXP,
      untilRestart: snapshot.untilRestart?.text(in: language), total: snapshot.total,
      lastError: problem ?? snapshot.lastError,
      notice: notice, quests: quests, homework: homework)
  }

  /// Tells a status that became another.
  func publish(_ machineState: SyncStatus.State) {
    let status = status(in: machineState)
    guard status != published else { return }
    published = status
    report(.statusChanged(status))
  }

  /// What became of the points, for a pupil who leaves.
  func leavingReport(sentXP: Int, pendingQuests: Int, hasServer: Bool) -> LeavingReport {
    LeavingReport(
      sentXP: sentXP, pendingEvents: snapshot.pendingEvents, pendingXP: snapshot.pendingXP,
      pendingQuests: pendingQuests, quarantined: snapshot.quarantined, damaged: snapshot.damaged,
      untilRestart: snapshot.untilRestart?.text(in: language),
      elsewhereEvents: snapshot.elsewhereEvents, elsewhereXP: snapshot.elsewhereXP,
      problem: problem, unsavedAwards: unsavedAwards,
      hasServer: hasServer, signInNeeded: snapshot.signInNeeded)
  }
}
