/// Why the server can't work with a database, as a sentence for the person who started it. No password is in it.
package enum PostgresOpenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was given is no URL that libpq can read.
  case badURL
  /// No connection: nobody is there, the password is wrong, TLS is refused.
  case unreachable(String)
  /// Functions of the migrations are missing, these among them.
  case notMigrated(missing: [String])
  /// The role that signed in may do more, or less, than the server should.
  case wrongRole(String, reason: String)
  /// A migration failed; what came before it is done, itself changed nothing.
  case migrationFailed(name: String, cause: String)

  /// What happened, to what, and what to do.
  package var description: String {
    switch self {
    case .badURL:
      "the database's URL can't be read; write postgres://USER:PASSWORD@HOST:PORT/DATABASE, and in a password "
        + "%40 for @, %2F for / and %25 for %"
    case .unreachable(let cause): "the database can't be reached: \(cause)"
    case .notMigrated(let missing):
      "the database is not prepared for this version of Glosa (it has no function "
        + missing.prefix(3).joined(separator: ", ")
        + (missing.count > 3 ? " and \(missing.count - 3) more" : "")
        + "); run, as its owner: glosa migrate --database postgres://OWNER@HOST/DATABASE"
    case .wrongRole(let role, let reason):
      "the server must not work as the role \(role), which \(reason); after glosa migrate there is a role for it, "
        + "glosa_server: give it a password, and use postgres://glosa_server@HOST/DATABASE"
    case .migrationFailed(let name, let cause):
      "\(name) could not be applied: \(cause); nothing of it was changed: mend that, and run glosa migrate again "
        + "as the tables' owner or a superuser"
    }
  }
}
