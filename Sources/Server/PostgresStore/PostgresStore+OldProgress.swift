import Primitives
import Store
import XP

extension PostgresStore {
  func storedEvents(among ids: [UniqueID]) async throws(StoreError) -> Set<UniqueID> {
    let wanted = ids.map { ["id": .id($0), "spare_id": .id(.spare(for: $0))] as JSON }
    return try await query("find_stored_events", ["ids": .array(wanted)], as: .service) {
      $0.list(\.id).map { Set($0) }
    }
  }

  /// See `OldProgressStore`. A balance of somebody who is a teacher here is not stored.
  func open(_ balances: [OpeningBalance], at time: Timestamp) async throws(StoreError) -> Set<UniqueID> {
    let rows: [JSON] = balances.map { balance in
      [
        "event_id": .id(balance.eventID), "spare_id": .id(.spare(for: balance.eventID)),
        "student_id": .id(balance.studentID),
        "points": .integer(balance.points), "games": .integer(balance.gamesPlayed),
        "created_at": .time(balance.createdAt), "metadata": balance.event.metadata,
      ]
    }
    return try await ask("open_balances", ["at": .time(time), "balances": .array(rows)], as: .service) {
      $0.list(\.id).map { Set($0) }
    }
  }
}
