public import Primitives
public import XP

/// What the sync manager has to say.
public enum SyncEvent: Hashable, Sendable {
  /// The status became another.
  case statusChanged(SyncStatus)
  /// The server has these events of points; they are out of the outbox.
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
public struct LeavingReport: Hashable, Sendable {
  /// The points of the events that the server confirmed since the start.
  public let sentXP: Int
  /// Events that wait on this computer.
  public let pendingEvents: Int
  /// The points of those.
  public let pendingXP: Int
  /// Quest progress that waits on this computer and that the server would take, in events.
  public let pendingQuests: Int
  /// Events that the server refused, set aside.
  public let quarantined: Int
  /// Rows whose contents changed on this computer's disk, set aside.
  public let damaged: Int
  /// Why a restart of this computer would lose some of what waits, in a few words.
  public let untilRestart: String?
  /// Events of this pupil's that wait, or were refused, under another class, server or none on this computer.
  public let elsewhereEvents: Int
  /// The points of those.
  public let elsewhereXP: Int
  /// Why the saved points cannot all be seen or sent just now, as a sentence; nil when all is well.
  public let problem: String?
  /// Awards since the start that could not be stored.
  public let unsavedAwards: Int
  /// False for a local profile.
  public let hasServer: Bool
  /// True where nothing is sent before the pupil signs in again.
  public let signInNeeded: Bool

  /// A report of the given parts.
  public init(
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
