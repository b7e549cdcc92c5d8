import Store
import TestScopes
import Testing

@testable import PostgresStore

@Suite(.ownThread()) struct PostgresStoreTests {
  @Test("keeps the contract of every store, signed in as the role that owns nothing")
  func keepsContract() async throws {
    let database = try PostgresDatabase()
    let store = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    try await StoreContract(store).checkAll()
    try await store.close()
  }
}
