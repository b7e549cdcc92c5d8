import PostgresStore
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import XP

@testable import API

/// A database that promises each commit to a standby: while the standby is away, nothing is acknowledged.
@Suite(.ownThread(in: .programs)) struct PostgresStandbyTests {
  @Test(
    "a resend of what was committed here alone waits for the standby as a commit does, and so does the server's readiness"
  )
  func waitsForStandby() async throws {
    let database = try PostgresDatabase(in: PostgresCluster())
    let store = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    let student = try #require(try database.addStudents(1).first.flatMap { UniqueID($0) })
    let batch = EventBatch(
      studentID: student, events: [.test(1, of: student)], receivedAt: TestTime.start)
    #expect(try await store.ingest(batch).total?.totalXP == 10)
    try await store.check()
    let session = try await PostgresSession(database)
    _ = try database.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    try database.cluster.reload()
    try await session.waits(for: "SHOW synchronous_standby_names", toGive: "nobody")
    let waiting = """
      SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep'
      """
    let resend = Task { try await store.ingest(batch) }
    try await session.waits(for: waiting, toGive: "1")
    await #expect(throws: StoreError.self) { try await store.check() }
    _ = try database.sql("ALTER SYSTEM RESET synchronous_standby_names")
    try database.cluster.reload()
    #expect(try await resend.value.total?.totalXP == 10)
    try await store.check()
    try await store.close()
  }
}
