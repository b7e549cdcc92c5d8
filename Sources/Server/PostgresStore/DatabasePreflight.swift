import Logging
import Primitives

/// Looks at a database before the server works with it.
struct DatabasePreflight {
  let url: PostgresURL
  let purpose: PostgresStore.Purpose
  let logger: Logger

  /// - Returns: The identity of the ledger.
  /// - Throws: What has to be done first.
  func check() async throws(PostgresOpenError) -> UniqueID {
    let missing: [[String?]]
    let fault: [[String?]]
    let unsafe: [[String?]]
    let isOpen: Bool
    var identity: String?
    do throws(ConnectionFailure) {
      let connection = try await PostgresConnection.open(url)
      defer { connection.close() }
      missing = try await connection.query(Self.missingFunctions)
      fault = try await connection.query(
        purpose == .serving ? Self.fault(Self.faults) : Self.fault([Self.lacksServiceRole]))
      unsafe = try await connection.query(Self.unsafeSettings)
      isOpen =
        try await connection.query("SELECT has_database_privilege(current_database(), 'TEMPORARY')") == [
          ["t"]
        ]
      if missing.isEmpty, fault.first?.last == .some(nil) {
        identity = try await connection.run(
          FunctionCall(function: "get_ledger_identity", argument: "{}", caller: .service))
      }
    } catch {
      throw .unreachable(error.message)
    }
    let names = missing.compactMap { $0.first ?? nil }
    if !names.isEmpty { throw .notMigrated(missing: names) }
    if let role = fault.first?.first ?? nil, let reason = fault.first?.last ?? nil {
      throw .wrongRole(role, reason: reason)
    }
    for setting in unsafe.compactMap({ $0.first ?? nil }) {
      logger.warning("the database runs with \(setting) = off: a power cut can lose points that were stored")
    }
    if isOpen, purpose == .serving {
      logger.warning(
        "the server's role may create temporary objects, which it never does; as the database's owner, take that away: REVOKE TEMPORARY ON DATABASE ... FROM PUBLIC"
      )
    }
    guard let id = identity.flatMap({ try? JSON.parse($0) })?["server_id"]?.id else {
      throw .notMigrated(missing: ["get_ledger_identity"])
    }
    return id
  }

  private static let missingFunctions = """
    SELECT wanted FROM unnest(ARRAY[\(PostgresMigrations.functions.map { "'\($0)'" }.joined(separator: ", "))]) AS wanted
    WHERE NOT EXISTS (
      SELECT FROM pg_catalog.pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = wanted)
    ORDER BY wanted
    """

  /// The role, and the first of these that is wrong with it.
  private static func fault(_ faults: [(condition: String, reason: String)]) -> String {
    "SELECT session_user, CASE "
      + faults.map { "WHEN \($0.condition) THEN '\($0.reason)'" }.joined(separator: " ") + " END"
  }

  private static let faults = [
    (
      "EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER'))",
      "is a superuser or may become one"
    ),
    (
      "EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = session_user AND rolbypassrls)",
      "bypasses row-level security"
    ),
    (
      "EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = session_user AND rolcreaterole)",
      "may make other roles"
    ),
    (
      """
      EXISTS (SELECT FROM pg_catalog.pg_class
        WHERE relnamespace = 'public'::regnamespace AND pg_has_role(session_user, relowner, 'MEMBER'))
      OR EXISTS (SELECT FROM pg_catalog.pg_proc
        WHERE pronamespace = 'public'::regnamespace AND pg_has_role(session_user, proowner, 'MEMBER'))
      """,
      "owns tables or functions, or may become their owner"
    ),
    (
      """
      NOT EXISTS (SELECT FROM pg_catalog.pg_roles
        WHERE rolname = 'authenticated' AND pg_has_role(session_user, oid, 'MEMBER'))
      """,
      "is no member of the role authenticated"
    ),
    lacksServiceRole,
  ]

  private static let lacksServiceRole = (
    condition: """
    NOT EXISTS (SELECT FROM pg_catalog.pg_roles
      WHERE rolname = 'service_role' AND pg_has_role(session_user, oid, 'MEMBER'))
    """,
    reason: "is no member of the role service_role"
  )

  private static let unsafeSettings = """
    SELECT name FROM pg_catalog.pg_settings WHERE name IN ('fsync', 'full_page_writes') AND setting = 'off'
    """
}
