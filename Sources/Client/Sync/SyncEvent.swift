package import Primitives
package import XP

/// What the sync manager has to say.
package enum SyncEvent: Hashable, Sendable {
  /// The status became another.
  case statusChanged(SyncStatus)
  /// The server named these events of points, to this or another process of this computer; they are out of the outbox.
  case confirmed([UniqueID])
  /// The word sets that the class's server gave, as they lie on this computer, became others.
  case setsChanged
  /// What was under way, a flush or the question for the total, has ended, well or not.
  case settled
  /// The request was given up and the sender's lock released.
  case paused
  /// Leaving is over.
  case left(LeavingReport)
}

/// What became of the points when the program was left.
package struct LeavingReport: Hashable, Sendable {
  /// The points of the events that the server confirmed since the start.
  package let sentXP: Int
  /// Events that wait on this computer.
  package let pendingEvents: Int
  /// The points of those.
  package let pendingXP: Int
  /// Quest progress that waits on this computer and that the server would take, in events.
  package let pendingQuests: Int
  /// Events that the server refused, set aside.
  package let quarantined: Int
  /// Rows whose contents changed on this computer's disk, set aside.
  package let damaged: Int
  /// Why a restart of this computer would lose some of what waits, in a few words.
  package let untilRestart: String?
  /// Events of this pupil's that wait, or were refused, under another class, server or none on this computer.
  package let elsewhereEvents: Int
  /// The points of those.
  package let elsewhereXP: Int
  /// Why the saved points cannot all be seen or sent just now, as a sentence; nil when all is well.
  package let problem: String?
  /// Awards since the start that could not be stored.
  package let unsavedAwards: Int
  /// False for a local profile.
  package let hasServer: Bool
  /// True where nothing is sent before the pupil signs in again.
  package let signInNeeded: Bool

  package init(
    sentXP: Int, pendingEvents: Int, pendingXP: Int, pendingQuests: Int = 0, quarantined: Int = 0,
    damaged: Int = 0, untilRestart: String? = nil, elsewhereEvents: Int = 0, elsewhereXP: Int = 0,
    problem: String? = nil, unsavedAwards: Int = 0, hasServer: Bool, signInNeeded: Bool = false
  ) {
    self.sentXP = sentXP
    self.pendingEvents = pendingEvents
    self.pendingXP = pendingXP
    self.pendingQuests = pendingQuests
    self.quarantined = quarantined
    self.damaged = damaged
    self.untilRestart = untilRestart
    self.elsewhereEvents = elsewhereEvents
    self.elsewhereXP = elsewhereXP
    self.problem = problem
    self.unsavedAwards = unsavedAwards
    self.hasServer = hasServer
    self.signInNeeded = signInNeeded
  }
}
