import Assets
import Testing

@Suite struct AssetsTests {
  @Test("every file is there, whole and in order")
  func embeds() {
    #expect(Assets.wordSets.count >= 8)
    #expect(Assets.outboxMigrations.count >= 1)
    #expect(Assets.sqliteMigrations.first?.name == "0001-create-ledger")
    for files in [
      Assets.wordSets.map(\.name), Assets.outboxMigrations.map(\.name), Assets.sqliteMigrations.map(\.name),
    ] {
      #expect(files == files.sorted())
      #expect(Set(files).count == files.count)
    }
    for text in Assets.wordSets.map(\.text) + Assets.outboxMigrations.map(\.sql)
      + Assets.sqliteMigrations.map(\.sql)
    {
      #expect(text.hasSuffix("\n"))
      #expect(!text.contains("\u{FFFD}"))
    }
  }
}
