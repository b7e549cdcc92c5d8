import CAssets

/// The files of `assets/`, compiled in: Glosa needs nothing beside its executables.
package enum Assets {
  /// The built-in word sets, by name: the file's name without `.tsv`, and its text.
  package static let wordSets = texts(in: "wordsets/", of: ".tsv").map { (name: $0, text: $1) }

  /// The migrations of the client's outbox, in the order they are applied.
  package static let outboxMigrations = texts(in: "sql/outbox/", of: ".sql").map { (name: $0, sql: $1) }

  /// The migrations of the server's embedded store, in the order they are applied.
  package static let sqliteMigrations = texts(in: "sql/sqlite/", of: ".sql").map { (name: $0, sql: $1) }

  /// The migrations of a PostgreSQL database, in the order they are applied.
  package static let postgresMigrations = texts(in: "sql/postgres/", of: ".sql").map { (name: $0, sql: $1) }

  /// The machine-readable form of the protocol, OpenAPI 3.1.
  package static let openAPI = texts(in: "", of: "openapi.yaml").first?.1 ?? ""

  /// The files of the board's page, by name.
  package static let web = Dictionary(uniqueKeysWithValues: texts(in: "web/", of: ""))

  /// Name and text of the files of one folder and ending, sorted by name: numbers of four digits sort as numbers.
  private static func texts(in folder: String, of ending: String) -> [(String, String)] {
    let prefix = "../../../assets/" + folder
    var found: [(String, String)] = []
    var index = 0
    while let asset = glosa_asset_at(index)?.pointee {
      index += 1
      let path = String(cString: asset.path)
      guard path.hasPrefix(prefix), path.hasSuffix(ending) else { continue }
      let name = path.dropFirst(prefix.count).dropLast(ending.count)
      found.append((String(name), String(cString: asset.text)))
    }
    return found.sorted { $0.0 < $1.0 }
  }
}
