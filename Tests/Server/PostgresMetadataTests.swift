import Primitives
import Store
import TestScopes
import Testing
import XP

@testable import PostgresStore

/// What is JSON and yet not for jsonb.
@Suite(.ownThread()) struct PostgresMetadataTests {
  @Test("jsonb takes what it can write out, and nothing with a NUL")
  func fitsJSONB() throws {
    for text in [
      "{}", #"{"a": [1, 2.5, -3e2, 1e-300, null, true, "ä"]}"#, "1e16376", "-1E-16374", "0e0", "1e+9",
    ] {
      #expect(try JSON.parse(text).fitsJSONB, "\(text)")
    }
    for text in [
      "1e200000", "1e-16384", "-1E+131073", "1e99999999999999999999", #"{"a": [{"b": 1e200000}]}"#,
      #""\u0000""#, #"{"\u0000": 1}"#,
    ] {
      #expect(try !JSON.parse(text).fitsJSONB, "\(text)")
    }
  }

  @Test("a batch with such metadata is refused by itself, and those beside it are stored")
  func refusedAlone() async throws {
    let database = try PostgresDatabase()
    let store = try await PostgresStore(url: PostgresURL(database.url()), logger: .silent)
    let student = try #require(try database.addStudents(1).first.flatMap { UniqueID($0) })
    func batch(_ number: UInt64, _ metadata: JSON) -> EventBatch {
      EventBatch(
        studentID: student, events: [.test(number, of: student, metadata: metadata)],
        receivedAt: TestTime.start)
    }
    let tooLong = JSON.array((0..<3).map { _ in .number("1e16000") })
    let batches = [
      batch(1, ["n": .number("1e200000")]), batch(2, ["n": .number("1e400")]), batch(3, ["s": "a\0b"]),
      // Each number can be kept, but all of them together are more than metadata may be.
      batch(4, ["n": tooLong]), batch(5, [:]),
    ]
    let outcomes = try await store.ingest(batches)
    let stored = IngestOutcome.stored(
      LedgerTotal(totalXP: 20, gamesPlayed: 2, version: 2), occurredAt: [TestTime.start])
    try #require(outcomes.count == 5)
    #expect(outcomes[1] == .success(stored))
    #expect(outcomes[4] == .success(stored))
    for index in [0, 2, 3] {
      guard case .failure(.refused) = outcomes[index] else {
        Issue.record("batch \(index): \(outcomes[index])")
        continue
      }
    }
    #expect(try await store.ingest(batches) == outcomes, "again, it is the same")
    #expect(try await store.ingest([batches[0]]) == [outcomes[0]])
    #expect(try await store.conflicts(in: batches[1]) == [])
    #expect(try await store.conflicts(in: batches[0]) == [])
    #expect(try await store.conflicts(in: batch(2, ["n": .number("1e200000")])) == [0])
    #expect(try await store.mismatches() == [])
    try await store.close()
  }
}
