import Assets

/// The migrations of a PostgreSQL database: files of SQL, each a transaction of its own and harmless to run again.
package enum PostgresMigrations {
  /// Applies all of them in their order, as the role in the URL: the tables' owner or a superuser. Two that run at the
  /// same time follow each other.
  ///
  /// - Parameter report: Called with the name of each one when it is done.
  /// - Returns: All their names.
  package static func apply(
    to url: PostgresURL, report: (String) -> Void
  ) async throws(PostgresOpenError) -> [String] {
    let connection: PostgresConnection
    do throws(ConnectionFailure) {
      connection = try await PostgresConnection.open(url)
      // A migration takes the time it takes, whatever the role's settings say of queries.
      _ = try await connection.query(
        "SET statement_timeout = 0; SELECT pg_advisory_lock(\(lock))", timeout: nil)
    } catch {
      throw .unreachable(error.message)
    }
    defer { connection.close() }
    for migration in Assets.postgresMigrations {
      do throws(ConnectionFailure) {
        _ = try await connection.query(migration.sql, timeout: nil)
      } catch {
        throw .migrationFailed(name: migration.name, cause: error.message)
      }
      report(migration.name)
    }
    return Assets.postgresMigrations.map(\.name)
  }

  /// A number of Glosa's own among the database's advisory locks.
  private static let lock = 0x676c_6f73_6100

  /// The functions that the migrations make in the schema `public`: what the server finds out by whether they ran.
  static let functions: [String] = {
    let beginning = "CREATE OR REPLACE FUNCTION public."
    let lines = Assets.postgresMigrations.flatMap { $0.sql.split(separator: "\n") }
    let names = lines.filter { $0.hasPrefix(beginning) }.map { line in
      String(line.dropFirst(beginning.count).prefix { $0 == "_" || $0.isLetter || $0.isNumber })
    }
    return Array(Set(names)).sorted()
  }()
}
