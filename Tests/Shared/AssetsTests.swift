import Assets
import Foundation
import TestScopes
import Testing

@Suite(.ownThread()) struct AssetsTests {
  /// What lies in a folder of assets/ in the sources, without the ending.
  private func names(in folder: String, of ending: String) throws -> [String] {
    let assets = URL(filePath: #filePath).appending(path: "../../../assets/" + folder).standardized
    return try FileManager.default.contentsOfDirectory(atPath: assets.path).filter { $0.hasSuffix(ending) }
      .map { String($0.dropLast(ending.count)) }.sorted()
  }

  @Test("every file of assets/ is compiled in, in order")
  func embedsAll() throws {
    #expect(try Assets.wordSets.map(\.name) == names(in: "wordsets", of: ".tsv"))
    #expect(try Assets.outboxMigrations.map(\.name) == names(in: "sql/outbox", of: ".sql"))
    #expect(try Assets.sqliteMigrations.map(\.name) == names(in: "sql/sqlite", of: ".sql"))
    #expect(Assets.wordSets.count >= 8)
    #expect(Assets.sqliteMigrations.first?.name == "0001-create-ledger")
  }

  @Test("every file is whole")
  func embedsWhole() {
    for text in Assets.wordSets.map(\.text) + (Assets.outboxMigrations + Assets.sqliteMigrations).map(\.sql) {
      #expect(text.hasSuffix("\n"))
      #expect(!text.contains("\u{FFFD}"))
    }
  }
}
