package import Primitives

/// The way of one award from the answer to the server's ledger, for the line under the question.
package struct AwardMark: Hashable, Sendable {
  /// How far the points have come.
  package enum State: Hashable, Sendable {
    /// On their way to the disk: not yet safe.
    case saving
    /// On this computer's disk, not yet known to the server.
    case pending
    /// In the server's ledger.
    case confirmed
    /// Not stored, for that reason.
    case failed(reason: String)
  }

  /// The id of its event.
  package let id: UniqueID
  /// Points after the modifiers.
  package let points: Int
  /// How far the points have come.
  package internal(set) var state: State

  package init(id: UniqueID, points: Int, state: State) {
    self.id = id
    self.points = points
    self.state = state
  }
}
