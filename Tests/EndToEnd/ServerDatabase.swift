import Foundation
import TestSupport
import Testing

/// What a server keeps its ledger in: a file, or a database of a real PostgreSQL.
struct ServerDatabase {
  enum Kind: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case file, postgres
    var testDescription: String { rawValue }
  }

  /// One cluster for all tests.
  static let cluster = Result { try PostgresCluster() }

  let kind: Kind
  /// The file's path, or the database's name.
  private let name: String

  /// A new one; the file lies in that folder. A database of PostgreSQL is prepared by `glosa migrate` if wanted.
  init(_ kind: Kind, in folder: String, isPrepared: Bool = true) throws {
    self.kind = kind
    switch kind {
    case .file: name = folder + "/server.sqlite"
    case .postgres:
      name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
      let made = try Self.cluster.get().start("CREATE DATABASE \(name)", database: "postgres").finish()
      guard made.status == 0 else { throw ClassroomError(description: made.errors) }
      guard isPrepared else { return }
      let migrated = try command("migrate", "--database", ownerURL)
      guard migrated.status == 0 else { throw ClassroomError(description: migrated.errors) }
    }
  }

  /// What the server's `--database` takes.
  var location: String { kind == .file ? name : url(of: "glosa_server") }

  /// What `migrate` takes.
  var ownerURL: String { url(of: "postgres") }

  func url(of user: String) -> String {
    (try? Self.cluster.get().url(database: name, user: user)) ?? "postgres://"
  }

  /// Runs a command of the server's program.
  func command(_ arguments: String...) throws -> Finished {
    try Program.run(Programs.server, arguments, environment: ProcessInfo.processInfo.environment)
  }

  /// What a script prints, past every policy: a row a line, columns with a bar between them.
  func sql(_ script: String) throws -> String {
    let (status, output, errors): (Int32, String, String)
    switch kind {
    case .file:
      let answer = try Program.run(
        "/usr/bin/sqlite3", [name, script], environment: ProcessInfo.processInfo.environment)
      (status, output, errors) = (answer.status, answer.output, answer.errors)
    case .postgres:
      let answer = try Self.cluster.get().start(script, database: name).finish()
      (status, output, errors) = (answer.status, answer.output, answer.errors)
    }
    guard status == 0 else { throw ClassroomError(description: errors) }
    return output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
