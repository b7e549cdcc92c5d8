/// When the outbox's log is filed: seldom enough that hardly an award pays for it, often enough that little depends on the
/// log.
struct CheckpointPlan {
  /// After so many changes, although more are coming.
  private static let mostChanges = 16
  /// After so many ticks without a change.
  private static let quietTicks = 3

  private var changes = 0
  private var quiet = 0

  /// True where something is in the log.
  var isWorthIt: Bool { changes > 0 }

  /// The outbox was changed.
  mutating func changed() {
    changes += 1
    quiet = 0
  }

  /// Time has passed.
  ///
  /// - Returns: True where the log is to be filed now.
  mutating func ticked() -> Bool {
    quiet += 1
    return changes >= Self.mostChanges || (isWorthIt && quiet >= Self.quietTicks)
  }

  /// The log was filed.
  mutating func filed() { self = CheckpointPlan() }
}
