package import Primitives

/// The move of an old table's points into the ledger, done or only worked out.
package struct OldProgressMove: Hashable, Sendable {
  /// What the rows come to.
  package let plan: OldProgressPlan
  /// The balances that were stored, or would have been.
  package let carried: [OpeningBalance]
  /// How many students' balances were in the ledger before.
  package let alreadyCarriedOver: Int

  /// Points of the balances carried.
  package var points: Int { carried.reduce(0) { $0 + $1.points } }
  /// Games of the balances carried.
  package var games: Int { carried.reduce(0) { $0 + $1.gamesPlayed } }

  /// Reads the old table and stores an opening balance for each student who has none yet. Nil where there is no old
  /// table.
  ///
  /// - Parameter isDryRun: Store nothing.
  package static func run(
    in store: any OldProgressStore, at time: Timestamp, isDryRun: Bool
  ) async throws(StoreError) -> OldProgressMove? {
    guard let rows = try await store.oldProgress() else { return nil }
    let plan = OldProgressPlan(rows: rows, at: time)
    let known = try await store.storedEvents(among: plan.balances.map(\.eventID))
    var carried = plan.balances.filter { !known.contains($0.eventID) }
    if !isDryRun, !carried.isEmpty {
      // Another move may have run meanwhile: only what this one stored was carried by it.
      let stored = try await store.open(carried, at: time)
      carried = carried.filter { stored.contains($0.eventID) }
    }
    return OldProgressMove(
      plan: plan, carried: carried, alreadyCarriedOver: plan.balances.count - carried.count)
  }
}
