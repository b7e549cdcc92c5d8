package import Primitives
package import Store

/// The table `student_progress` of the time before the ledger, in the same database: read as the role that signed in,
/// never written.
///
/// It can be read before the migrations have been applied, so that a dry run changes nothing at all.
package struct PostgresOldTable: OldProgressStore {
  private let url: PostgresURL
  /// nil where the migrations have not been applied yet: then nothing can have been carried over.
  private let store: PostgresStore?

  /// The old table of a database, and the ledger to carry its points into.
  package init(url: PostgresURL, ledger: PostgresStore?) { (self.url, store) = (url, ledger) }

  package func oldProgress() async throws(StoreError) -> [OldProgress]? {
    do throws(ConnectionFailure) {
      let connection = try await PostgresConnection.open(url)
      defer { connection.close() }
      guard try await connection.query("SELECT to_regclass('public.student_progress') IS NOT NULL") == [["t"]]
      else {
        return nil
      }
      return try await connection.query(Self.globalRows, timeout: nil).map(OldProgress.init(row:))
    } catch {
      throw error.storeError
    }
  }

  package func storedEvents(among ids: [UniqueID]) async throws(StoreError) -> Set<UniqueID> {
    guard let store, !ids.isEmpty else { return [] }
    return try await store.storedEvents(among: ids)
  }

  package func open(_ balances: [OpeningBalance], at time: Timestamp) async throws(StoreError) -> Set<
    UniqueID
  > {
    guard let store else { throw .unavailable("the migrations have not been applied") }
    return try await store.open(balances, at: time)
  }

  /// By way of JSON: whatever the columns' types are, they come as text, and one that is missing as NULL.
  private static let globalRows = """
    SELECT r ->> 'student_id', r ->> 'total_points', r ->> 'games_played', r ->> 'last_game_type',
      r ->> 'last_played_at'
    FROM (SELECT to_jsonb(p) AS r FROM public.student_progress AS p) AS rows
    WHERE r ->> 'word_set_id' IS NULL AND r ->> 'homework_id' IS NULL
    """
}

extension OldProgress {
  /// The columns of `globalRows`.
  fileprivate init(row: [String?]) {
    func number(_ text: String?) -> Int? { text.flatMap { Int($0.prefix { $0 != "." }) } }
    func moment(_ text: String?) -> Timestamp? {
      // A column without a time zone is taken for UTC, as Supabase writes it.
      text.flatMap { Timestamp($0) ?? Timestamp($0 + "Z") }
    }
    self.init(
      studentID: row[0], totalPoints: number(row[1]), gamesPlayed: number(row[2]), lastGameType: row[3],
      lastPlayedAt: moment(row[4]))
  }
}
