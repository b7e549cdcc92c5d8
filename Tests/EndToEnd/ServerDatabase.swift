import Foundation
import TestSupport
import Testing

/// What a server keeps its ledger in: a file, or a database of a real PostgreSQL.
struct ServerDatabase {
  enum Kind: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case file, postgres
    var testDescription: String { rawValue }
  }

  let kind: Kind
  /// The file's path, or the database's name.
  private let name: String

  /// The database's cluster; nil for a file.
  private let cluster: PostgresCluster?

  /// A new one; the file lies in that folder. A database of PostgreSQL is empty unless it is to be prepared.
  init(_ kind: Kind, in folder: String, isPrepared: Bool = true) throws {
    self.kind = kind
    switch kind {
    case .file: (cluster, name) = (nil, folder + "/server.sqlite")
    case .postgres: (cluster, name) = try PostgresCluster.makeSharedDatabase(migrated: isPrepared)
    }
  }

  /// What the server's `--database` takes.
  var location: String { kind == .file ? name : url(of: "glosa_server") }

  /// What `migrate` takes.
  var ownerURL: String { url(of: "postgres") }

  func url(of user: String) -> String {
    cluster?.url(database: name, user: user) ?? "postgres://"
  }

  /// Runs a command of the server's program.
  func command(_ arguments: String...) throws -> Finished {
    try Program.run(Programs.server, arguments, environment: ProcessInfo.processInfo.environment)
  }

  /// Copies the database, of a server that was stopped.
  ///
  /// - Returns: Puts the copy in its place, as it was: of a server that was stopped again.
  func backUp() throws -> () throws -> Void {
    let copy = name + "_backup"
    guard let cluster else {
      try FileManager.default.copyItem(atPath: name, toPath: copy)
      return {
        for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: name + end) }
        try FileManager.default.copyItem(atPath: copy, toPath: name)
      }
    }
    func run(_ script: String) throws {
      let answer = try cluster.start(script, database: "postgres").finish()
      guard answer.status == 0 else { throw ClassroomError(description: answer.errors) }
    }
    try run("CREATE DATABASE \(copy) TEMPLATE \(name)")
    return {
      try run("DROP DATABASE \(name) WITH (FORCE)")
      try run("CREATE DATABASE \(name) TEMPLATE \(copy)")
    }
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
      guard let answer = try cluster?.start(script, database: name).finish() else { return "" }
      (status, output, errors) = (answer.status, answer.output, answer.errors)
    }
    guard status == 0 else { throw ClassroomError(description: errors) }
    return output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
