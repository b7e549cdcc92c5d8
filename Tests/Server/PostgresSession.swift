import Testing

@testable import PostgresStore

/// A session of the test's own beside those that are tested: it sees what they wait for, and holds them up at a gate.
final class PostgresSession: Sendable {
  /// What takes a session through the gate: where that is shut, the session stops there until it is opened.
  static let passGate = "pg_advisory_xact_lock_shared(1)"

  private let connection: PostgresConnection

  init(_ database: PostgresDatabase) async throws {
    connection = try await PostgresConnection.open(PostgresURL(database.url(as: "postgres")))
  }

  /// Shuts the gate, which is open again at the latest when the object goes.
  func shutGate() async throws { _ = try await connection.query("SELECT pg_advisory_lock(1)") }

  func openGate() async throws { _ = try await connection.query("SELECT pg_advisory_unlock(1)") }

  /// Waits until that many sessions stand before the gate.
  func gateHoldsUp(_ count: Int) async throws {
    try await waits(
      for: """
        SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """, toGive: "\(count)")
  }

  /// Waits until that many sessions wait for what others do to the same rows or tables.
  func othersHoldUp(_ count: Int) async throws {
    try await waits(
      for: """
        SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
          AND wait_event_type = 'Lock' AND wait_event <> 'advisory'
        """, toGive: "\(count)")
  }

  /// Waits until a query gives that. It is asked over and over: PostgreSQL tells nobody when one of its sessions begins to
  /// wait, or ends.
  func waits(for query: String, toGive answer: String) async throws {
    let end = ContinuousClock.now + .seconds(60)
    var rows = try await connection.query(query)
    while rows != [[answer]] {
      try #require(ContinuousClock.now < end, "\(rows) in place of \(answer) from \(query)")
      rows = try await connection.query(query)
    }
  }
}
