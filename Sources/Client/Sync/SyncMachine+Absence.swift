import XP

extension SyncMachine {
  /// A server that nobody answers for, try after try.
  struct Absence: Hashable {
    let obstacle: SyncFailure.Obstacle
    /// When the first of those tries failed.
    let since: Int64
    /// It has lasted so long that the pupil is told.
    var isLong = false
  }

  /// The ledger was asked for at that address, as the pupil is told it.
  mutating func serverSought(at address: String) {
    guard address != self.address else { return }
    (self.address, absence) = (address, nil)
  }

  /// A try failed. Anybody's answer ends an absence, and another obstacle begins a new one.
  mutating func noteAbsence(_ obstacle: SyncFailure.Obstacle?, at now: Int64) {
    if absence?.obstacle != obstacle { absence = obstacle.map { Absence(obstacle: $0, since: now) } }
    // Somebody else in the server's place is worth a word at once.
    if obstacle == .identity { absence?.isLong = true }
    if let absenceDueAt, now >= absenceDueAt { absence?.isLong = true }
  }

  /// When the pupil is to be told of the absence; nil where there is none, or they have been.
  var absenceDueAt: Int64? {
    absence.flatMap { $0.isLong ? nil : $0.since + configuration.notFoundAfter }
  }

  /// Tells the pupil of an absence that has become long between two tries.
  mutating func tellAbsence(at now: Int64) -> [Action] {
    guard let absenceDueAt, now >= absenceDueAt else { return [] }
    absence?.isLong = true
    return absenceTrouble.map { [.recordFailure($0, signInNeeded: false)] } ?? []
  }

  /// What the pupil is told instead of “offline” once an absence is long.
  var longAbsence: SyncStatus.State? {
    guard let absence, absence.isLong else { return nil }
    return switch absence.obstacle {
    case .address: .notFound(address: address)
    case .network: .noNetwork
    case .identity: .notTrusted(address: address)
    }
  }

  /// What went wrong, where an absence is long and its last try can't tell as much.
  var absenceTrouble: SyncTrouble? {
    if case .notFound(let address) = longAbsence { .notFound(address: address) } else { nil }
  }
}
