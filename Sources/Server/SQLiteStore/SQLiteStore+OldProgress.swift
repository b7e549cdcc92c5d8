import GRDB
package import Primitives
package import Store
import XP

extension SQLiteStore: OldProgressStore {
  /// What stands where a hash of a PIN should: no PIN is the right one.
  private static let noPIN = "scrypt$none"

  /// See `OldProgressStore`. The table is one that somebody has copied into the file, so nothing is taken for granted
  /// but its name: a column may be missing, and hold values of any type.
  package func oldProgress() async throws(StoreError) -> [OldProgress]? {
    try await read { database in
      guard
        try database.hasRow(
          """
          SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = 'student_progress'
          """, [])
      else { return nil }
      return try Row.fetchAll(database, sql: "SELECT * FROM student_progress").compactMap { row in
        guard LooseValue(row, "word_set_id").isAbsent, LooseValue(row, "homework_id").isAbsent else {
          return nil
        }
        return OldProgress(
          studentID: LooseValue(row, "student_id").text,
          totalPoints: LooseValue(row, "total_points").number,
          gamesPlayed: LooseValue(row, "games_played").number,
          lastGameType: LooseValue(row, "last_game_type").text,
          lastPlayedAt: LooseValue(row, "last_played_at").time)
      }
    }
  }

  package func storedEvents(among ids: [UniqueID]) async throws(StoreError) -> Set<UniqueID> {
    try await read { database in
      Set(
        try ids.filter { try Self.hasBalance($0, in: database) })
    }
  }

  /// True where the balance meant to have that id is in the ledger, under it or the spare one.
  private static func hasBalance(_ id: UniqueID, in database: Database) throws -> Bool {
    try database.hasRow(
      "SELECT 1 FROM xp_events WHERE id IN (?, ?) AND kind = ?",
      [id.description, UniqueID.spare(for: id).description, EventKind.migrated.rawValue])
  }

  package func open(
    _ balances: [OpeningBalance], at time: Timestamp
  ) async throws(StoreError) -> Set<UniqueID> {
    try await write { database in
      var stored: Set<UniqueID> = []
      for balance in balances {
        guard try !Self.hasBalance(balance.eventID, in: database) else { continue }
        try database.execute(
          sql: """
            INSERT INTO students (id, display_name, pin_hash, created_at) VALUES (?, 'Student', ?, ?)
            ON CONFLICT (id) DO NOTHING
            """,
          arguments: [balance.studentID.description, Self.noPIN, time.microseconds])
        let isNew = try Ledger(database).insertOwn(
          balance.event, games: balance.gamesPlayed, receivedAt: time)
        if isNew { stored.insert(balance.eventID) }
      }
      return stored
    }
  }
}
