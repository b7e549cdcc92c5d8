public import Primitives
public import XP

/// What the sync manager has to say.
public enum SyncEvent: Hashable, Sendable {
  /// The status became another.
  case statusChanged(SyncStatus)
  /// The server has these events; they are out of the outbox.
  case confirmed([UniqueID])
  /// Leaving is over.
  case left(LeavingReport)
}

/// What became of the points when the program was left.
public struct LeavingReport: Hashable, Sendable {
  /// Events that the server confirmed since the start.
  public let sentEvents: Int
  /// Events that wait on this computer.
  public let pendingEvents: Int
  /// The points of those.
  public let pendingXP: Int
  /// False for a local profile.
  public let hasServer: Bool

  /// A report of the given parts.
  public init(sentEvents: Int, pendingEvents: Int, pendingXP: Int, hasServer: Bool) {
    self.sentEvents = sentEvents
    self.pendingEvents = pendingEvents
    self.pendingXP = pendingXP
    self.hasServer = hasServer
  }
}
