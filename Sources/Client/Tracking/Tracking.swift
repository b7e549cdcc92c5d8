package import Languages
package import Outbox
package import Primitives
package import Sync
import Synchronization
import Wire
package import XP

/// The one way of points into the outbox, and what a game needs to know of XP.
///
/// All calls may come from any thread. Those that touch the disk say so; the screen's thread makes none of them.
package final class Tracking: Sendable {
  private let outbox: Outbox
  private let sync: SyncManager
  private let owner: Owner
  private let state: Mutex<State>

  private struct State {
    var ids: EventIDs
    var isClosed = false
    /// The quests of the day of the last award.
    var quests: (date: CivilDate, quests: [Quest])?
  }

  /// Tracking for one student.
  ///
  /// - Parameter generator: For the ids of events, which no two computers may make alike.
  package init(
    outbox: Outbox, sync: SyncManager, owner: Owner, generator: any RandomNumberGenerator & Sendable
  ) {
    self.outbox = outbox
    self.sync = sync
    self.owner = owner
    state = Mutex(State(ids: EventIDs(using: generator)))
  }

  /// An id for an event about to be awarded, where no game makes it.
  package func newEventID() -> UniqueID {
    let time = sync.eventTime()
    return state.withLock { $0.ids.next(at: time) }
  }

  /// The time for a new event: the computer's, as far as an event can have it. Where the clock shows a year that can't be
  /// written, the points count all the same.
  private func eventTime() -> Timestamp { sync.eventTime().withinFourDigitYears }

  /// Stores the points of an award and returns how many, once they are safe on this computer's disk.
  ///
  /// What they are worth for the quests of the day is stored with them, in one step. Blocks for the disk. From the return on,
  /// the points count exactly once, whatever happens.
  ///
  /// - Parameters:
  ///   - award: What was won; without points nothing is stored.
  ///   - id: The event's id: `SyncEvent.confirmed` names it once the server has it, perhaps before `stored` is called.
  ///   - gameType: The game they were won in.
  ///   - context: Set, homework and round.
  ///   - stored: Called once the sync manager's statuses count the event.
  /// - Throws: `TrackingError` where they could not be stored: they are then not counted, and never will be.
  @discardableResult
  package func awardXP(
    _ award: Award, id: UniqueID, gameType: EventKind, context: AwardContext,
    stored: (@Sendable () -> Void)? = nil
  ) throws(TrackingError) -> Int {
    guard !state.withLock({ $0.isClosed }) else { throw .leaving }
    guard award.points > 0 else { return 0 }
    let event = XPEvent(
      id: id, studentID: owner.studentID, kind: gameType.rawValue, delta: award.points,
      wordSetID: context.wordSetID, homeworkID: context.homeworkID, createdAt: eventTime(),
      metadata: award.metadata(round: context.round))
    sync.eventComing(id)
    let snapshot: OutboxSnapshot
    do throws(OutboxError) {
      snapshot = try outbox.enqueue(event, quests: questProgress(of: event), owner: owner)
    } catch {
      sync.savingFailed(id, reason: error.reason)
      throw .notStored(error)
    }
    sync.eventEnqueued(snapshot, then: stored)
    return award.points
  }

  /// Stores the points that a score is worth, as above.
  ///
  /// - Parameters:
  ///   - score: Points before modifiers; 0 or less is worth nothing and stores nothing.
  ///   - context: Set, homework, round and what else bears on the points.
  ///   - id: The event's id where the caller wants to follow it; a new one otherwise.
  @discardableResult
  package func awardXP(
    _ score: Int, gameType: EventKind, context: AwardContext, id: UniqueID? = nil
  ) throws(TrackingError) -> Int {
    try awardXP(
      Award(score: score, kind: gameType, context: context), id: id ?? newEventID(), gameType: gameType,
      context: context)
  }

  /// The progress that an award is on the quests of its day; none for a local profile, which no server gives a bonus.
  private func questProgress(of event: XPEvent) -> [QuestEvent] {
    guard owner.ledger != nil else { return [] }
    let date = sync.today()
    let quests = state.withLock { state in
      if let known = state.quests, known.date == date { return known.quests }
      let quests = Quest.daily(for: owner.studentID, on: date)
      state.quests = (date, quests)
      return quests
    }
    return quests.compactMap { quest in
      let progress = quest.progress(kind: event.kind, delta: event.delta)
      guard progress > 0 else { return nil }
      return QuestEvent(
        id: newEventID(), studentID: owner.studentID, questID: quest.id, questDate: date, progress: progress,
        createdAt: event.createdAt)
    }
  }

  /// The student's total as the server's ledger last gave it; nil before it was heard once. Touches the disk.
  package func studentTotalXP() -> Int? { sync.currentStatus().total?.totalXP }

  /// The ledger's total and what is pending, together. Touches the disk.
  package func totalWithPending() -> Int { sync.currentStatus().optimisticTotal }

  /// Sends now, past throttle and back-off; returns at once.
  package func forceSyncXP() { sync.flush(forced: true) }

  /// The terminal lost the focus or the program is being suspended: sends soon; returns at once.
  package func flushWhileHidden() { sync.flush(forced: false) }

  /// Ends the session: no new awards from now on, then one flush under one deadline of 3 s. The manager's
  /// `SyncEvent.left` tells what was sent and what stays, safe, for the owner's next sign-in.
  package func cleanUpBeforeSignOut() {
    state.withLock { $0.isClosed = true }
    sync.leave()
  }

  /// What waits in the outbox: how many events, and up to 500 of them, oldest first. Touches the disk.
  package func outboxStatus() throws(OutboxError) -> (pendingCount: Int, events: [XPEvent]) {
    (try outbox.snapshot(owner: owner).pendingEvents, try outbox.batch(of: 500, owner: owner))
  }

  /// State, XP pending and quest pending. Touches the disk.
  package func syncStatus() -> SyncStatus { sync.currentStatus() }

  /// The old name of `awardXP`.
  @available(*, deprecated, renamed: "awardXP(_:gameType:context:)")
  @discardableResult
  package func updateStudentProgress(
    _ score: Int, gameType: EventKind, context: AwardContext
  ) throws(TrackingError) -> Int {
    try awardXP(score, gameType: gameType, context: context)
  }
}

/// Why points were not stored.
package enum TrackingError: Error, Hashable, Sendable, Sayable {
  /// The outbox could not take them.
  case notStored(OutboxError)
  /// The session is being left: no new awards.
  case leaving

  /// A sentence for the pupil.
  package func text(in language: any Language) -> String {
    switch self {
    case .notStored(let error): error.text(in: language)
    case .leaving: language.sessionEnding
    }
  }

  /// The reason in a few words, for a status bar.
  package var reason: OutboxError.Reason {
    switch self {
    case .notStored(let error): error.reason
    case .leaving: .leaving
    }
  }
}
