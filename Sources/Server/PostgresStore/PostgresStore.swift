package import Logging
package import Primitives
package import Store
import Synchronization

/// The store on a PostgreSQL database: functions of the database's own, called over a pool of connections.
///
/// The database's migrations are applied by `PostgresMigrations`; the store only checks that they are there. It signs
/// in as a role that owns nothing, and takes in each transaction the role and claims of whom the call is for.
package final class PostgresStore: Store {
  /// How often a transaction that met others is tried again.
  static let conflictRetries = 8

  package let serverID: UniqueID

  let pool: PostgresPool
  let health = CallHealth()
  let announcer: BoardAnnouncer
  /// What `storedEvents` tells.
  let newEventCount = Atomic(0)

  /// What the database is opened for.
  package enum Purpose: Sendable {
    /// To serve: only a role that may do nothing by itself is let in.
    case serving
    /// For a command that an operator runs: any role that may take the service's.
    case maintenance
  }

  /// Connects, and checks that the database is prepared and the role the right one.
  package convenience init(
    url: PostgresURL, purpose: Purpose = .serving, logger: Logger
  ) async throws(PostgresOpenError) {
    let limits: PostgresLimits = purpose == .serving ? .serving : .maintenance
    try await self.init(url: url, purpose: purpose, limits: limits, logger: logger)
  }

  init(
    url: PostgresURL, purpose: Purpose = .serving, limits: PostgresLimits, logger: Logger
  ) async throws(PostgresOpenError) {
    pool = PostgresPool(url: url, limits: limits, logger: logger)
    announcer = BoardAnnouncer(url: url, logger: logger)
    serverID = try await DatabasePreflight(url: url, purpose: purpose, logger: logger).check()
  }

  /// See `Store`. While one commit waits for the disk, others do their work.
  package var ingestWorkers: Int { 4 }

  package func check() async throws(StoreError) {
    try health.check()
    // A standby answers, but takes no point.
    let isReadOnly = try await pool.withConnection(isRepeatable: true) {
      connection throws(ConnectionFailure) in
      try await connection.query(
        "SELECT pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on'")
    }
    switch isReadOnly {
    case .failure(let failure): throw failure.storeError
    case .success(let rows):
      guard rows == [["f"]] else { throw .unavailable("the database is read-only") }
    }
    // A commit that waits for a standby that is not there answers nobody.
    let commit = try await pool.withConnection(isRepeatable: true) { connection throws(ConnectionFailure) in
      try await connection.query(
        "SELECT pg_logical_emit_message(true, 'glosa', 'ready')", timeout: Self.commitPatience)
    }
    if case .failure(let failure) = commit { throw failure.storeError }
  }

  /// How long a commit may take before the store is not ready.
  private static let commitPatience = Duration.seconds(3)

  /// Gives the ledger a new identity: for a copy that is to live beside its original. Servers on it have to be started
  /// anew.
  package func renewIdentity() async throws(StoreError) -> UniqueID {
    try await ask("renew_ledger_identity", [:], as: .service) { $0["server_id"]?.id }
  }

  package func close() async throws(StoreError) {
    announcer.close()
    await pool.close()
  }
}
