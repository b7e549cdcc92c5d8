import Logging
import NIOCore
import Primitives
import Store
import Synchronization
import Wire

/// What the live boards of this process are fed from: every word of a client and every stored point goes through here,
/// is on the boards within a tick, in the store and at other processes a moment later.
///
/// Whoever reports does no more than note it under a lock; all reading and writing is done by `run`.
final class BoardHub: Sendable {
  struct State {
    var presences: PresenceBuffer
    var boards = LiveBoards()
    var stale = StaleEntries()
    /// What other processes do not know yet.
    var news = BoardChange()
    var hasEndedStreams = false
  }

  let metrics: ServerMetrics
  let store: any Store
  let clock: ServerClock
  let state: Mutex<State>
  let boardWork = WorkSignal()
  let storeWork = WorkSignal()

  init(store: any Store, clock: ServerClock, limits: ServerLimits, metrics: ServerMetrics) {
    (self.store, self.clock, self.metrics) = (store, clock, metrics)
    state = Mutex(State(presences: PresenceBuffer(capacity: limits.rememberedPresences)))
  }

  // MARK: What happens

  /// A student's client said how it is.
  func heard(_ presence: Presence) {
    note { presences in
      presences.heard(presence)
      return presence.studentID
    }
  }

  /// A client was refused for a token that a new PIN made worthless. That is no sign of life: it says that the student needs
  /// help, since the first such request, until they sign in again.
  ///
  /// - Parameter report: What it said of itself; without one the figures reported last stay.
  func refused(_ student: SignedOutStudent, report: ClientReport?) {
    let now = clock.now()
    note { presences in
      let last = Presence.latest(stored: student.presence, heard: presences.latest(of: student.studentID))
      presences.heard(
        Presence(
          studentID: student.studentID,
          deviceID: report?.deviceID ?? last?.deviceID ?? UniqueID(high: 0, low: 0),
          state: BoardRow.State.attention.rawValue,
          pendingCount: report?.pendingCount ?? last?.pendingCount ?? 0,
          pendingXP: report?.pendingXP ?? last?.pendingXP ?? 0, game: nil, seenAt: now,
          signedOutAt: min(last?.signedOutAt ?? now, now)))
      return student.studentID
    }
  }

  /// A student signed in: who was refused before is no longer.
  ///
  /// - Parameter stored: What the store knows of their client.
  func signedIn(_ student: UniqueID, stored: Presence?) {
    let now = clock.now()
    note { presences in
      guard let last = Presence.latest(stored: stored, heard: presences.latest(of: student)),
        last.signedOutAt != nil
      else { return nil }
      let state = last.pendingCount > 0 ? BoardRow.State.pending : .synced
      presences.heard(
        Presence(
          studentID: student, deviceID: last.deviceID, state: state.rawValue, pendingCount: last.pendingCount,
          pendingXP: last.pendingXP, game: nil, seenAt: now))
      return student
    }
  }

  /// Lets the buffer take something in of a student, and sees that it is shown and written.
  private func note(_ change: (inout PresenceBuffer) -> UniqueID?) {
    let isWatched = state.withLock { state -> Bool? in
      guard let student = change(&state.presences) else { return nil }
      state.news.students.insert(student)
      return !state.boards.isEmpty
    }
    guard let isWatched else { return }
    storeWork.signal()
    if isWatched { boardWork.signal() }
  }

  /// Something of a student's was stored.
  func stored(of student: UniqueID) {
    let isWatched = state.withLock { state in
      state.news.students.insert(student)
      guard !state.boards.isEmpty else { return false }
      state.stale.students.insert(student)
      return true
    }
    storeWork.signal()
    if isWatched { boardWork.signal() }
  }

  /// A class is joined otherwise now.
  func changed(_ schoolClass: SchoolClass) {
    state.withLock { $0.boards.change(schoolClass) }
    boardWork.signal()
  }

  /// A class got or lost pupils.
  func changed(class schoolClass: UniqueID) {
    state.withLock { state in
      state.news.classes.insert(schoolClass)
      state.stale.classes.insert(schoolClass)
    }
    storeWork.signal()
    boardWork.signal()
  }
}
