import Foundation

extension PostgresCluster {
  /// One cluster for all tests but those that change what belongs to a whole cluster.
  private static let shared = Result {
    let cluster = try PostgresCluster()
    try cluster.makeDatabase(template)
    for file in migrations {
      let answer = try cluster.run(file: file, database: template)
      guard answer.status == 0 else { throw Failure(description: "\(file): \(answer.errors)") }
    }
    return cluster
  }

  private static let template = "glosa_template"

  /// The files of assets/sql/postgres, in the order of their numbers.
  package static let migrations: [String] = {
    let folder = URL(filePath: #filePath).appending(path: "../../../assets/sql/postgres").standardized.path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".sql") }.sorted().map { folder + "/" + $0 }
  }()

  /// A new database in the cluster of all tests: empty, or a copy of one with every table and function of Glosa's.
  ///
  /// - Throws: `Failure`.
  package static func makeSharedDatabase(migrated: Bool) throws -> (cluster: PostgresCluster, name: String) {
    let cluster = try shared.get()
    let name = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
    try cluster.makeDatabase(name + (migrated ? " TEMPLATE " + template : ""))
    return (cluster, name)
  }

  private func makeDatabase(_ name: String) throws {
    let answer = try start("CREATE DATABASE " + name, database: "postgres").finish()
    guard answer.status == 0 else { throw Failure(description: answer.errors) }
  }
}
