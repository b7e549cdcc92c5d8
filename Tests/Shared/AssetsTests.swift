import Assets
import Foundation
import TestScopes
import Testing

@Suite(.ownThread()) struct AssetsTests {
  /// What of assets/ is for people and packages, and no program needs. Whatever else lies there is compiled in.
  private static let notCompiledIn = ["packaging/", "pictures/"]

  private static let folder = URL(filePath: #filePath).appending(path: "../../../assets").standardized.path

  /// The files of assets/ that are to be compiled in, by path, as they are on the disk.
  private func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: Self.folder) {
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(
        atPath: Self.folder + "/" + path, isDirectory: &isFolder)
      let isToBe = !Self.notCompiledIn.contains { path.hasPrefix($0) }
      guard isThere, !isFolder.boolValue, isToBe else { continue }
      files[path] = try Array(Data(contentsOf: URL(filePath: Self.folder + "/" + path)))
    }
    return files
  }

  /// Everything that the programs get at, in their order, by the path it has in assets/.
  private func compiledIn() -> [(path: String, text: String)] {
    var found: [(path: String, text: String)] = []
    for (name, text) in Assets.wordSets { found.append((path: "wordsets/\(name).tsv", text: text)) }
    for (folder, migrations) in [
      ("outbox", Assets.outboxMigrations), ("sqlite", Assets.sqliteMigrations),
      ("postgres", Assets.postgresMigrations),
    ] {
      for (name, sql) in migrations { found.append((path: "sql/\(folder)/\(name).sql", text: sql)) }
    }
    for (name, text) in Assets.web { found.append((path: "web/\(name)", text: text)) }
    found.append((path: "openapi.yaml", text: Assets.openAPI))
    return found
  }

  @Test("every file of assets/ is compiled in, and nothing else")
  func embedsAll() throws {
    let files = try files()
    #expect(compiledIn().map(\.path).sorted() == files.keys.sorted())
    for folder in ["wordsets", "sql/outbox", "sql/sqlite", "sql/postgres", "web"] {
      #expect(files.keys.contains { $0.hasPrefix(folder + "/") }, "\(folder)")
    }
  }

  @Test("word sets and migrations come in the order of their names, which is that of their numbers")
  func inOrder() throws {
    let names = try files().keys.sorted()
    for folder in ["wordsets/", "sql/outbox/", "sql/sqlite/", "sql/postgres/"] {
      let paths = compiledIn().map(\.path).filter { $0.hasPrefix(folder) }
      #expect(paths == names.filter { $0.hasPrefix(folder) }, "\(folder)")
    }
    #expect(Assets.sqliteMigrations.first?.name == "0001-create-ledger")
  }

  @Test("every file is compiled in as it is on the disk, byte for byte")
  func embedsWhole() throws {
    let files = try files()
    for (path, text) in compiledIn() {
      #expect(Array(text.utf8) == files[path], "\(path)")
      #expect(text.hasSuffix("\n"), "\(path)")
    }
  }
}
