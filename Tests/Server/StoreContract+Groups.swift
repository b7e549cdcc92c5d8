import Primitives
import Store
import Testing
import XP

/// Batches that share a transaction: 80,000 on.
extension StoreContract {
  func checkGroups() async throws {
    let (one, other) = (
      try await pupil(80_000, of: schoolClass), try await pupil(80_001, of: schoolClass)
    )
    _ = try await store.ingest(batch(one, [.test(80_100, of: one)]))
    let storedBefore = try #require(store.storedEvents)
    let outcomes = try await store.ingest([
      batch(one, [.test(80_101, of: one)]),
      // A conflict with what is stored: its new event is not stored either.
      batch(other, [.test(80_102, of: other), .test(80_100, of: other)]),
      batch(one, [.test(80_103, of: one), .test(80_104, of: one, delta: 5000)]),
      // The same id in a batch before, which was not stored.
      batch(other, [.test(80_102, of: other, delta: 3)]),
      // The same id in a batch before, which was.
      batch(other, [.test(80_105, of: other), .test(80_101, of: other)]),
      batch(one, [.test(80_101, of: one), .test(80_106, of: one, delta: 7)]),
      batch(other, [.test(80_102, of: other, delta: 4)]),
    ])
    try #require(outcomes.count == 7)
    #expect(
      store.storedEvents == storedBefore + 3, "80101, 80102 and 80106; none that was undone, none twice")
    expect(outcomes[0], isStoredWith: [20, 27], "after it, or after the whole group")
    #expect(outcomes[1] == .success(.conflicting([1])))
    guard case .failure(.refused) = outcomes[2] else {
      Issue.record("\(outcomes[2]) is not what broke a constraint")
      return
    }
    expect(outcomes[3], isStoredWith: [3], "the batch that had the id was not stored")
    #expect(outcomes[4] == .success(.conflicting([1])))
    expect(outcomes[5], isStoredWith: [27], "two batches of one student")
    #expect(outcomes[6] == .success(.conflicting([0])))
    #expect(
      try await store.points(of: one) == LedgerTotal(totalXP: 27, gamesPlayed: 3, version: 3))
    #expect(
      try await store.points(of: other) == LedgerTotal(totalXP: 3, gamesPlayed: 1, version: 1))
    let events = try await store.events(of: one, limit: 9, before: nil).events.map(\.event.id)
    #expect(events == [.test(80_106), .test(80_101), .test(80_100)])
    try await checkOneBadAmongMany(one)
  }

  private func expect(
    _ outcome: Result<IngestOutcome, StoreError>, isStoredWith totals: [Int], _ comment: Comment
  ) {
    guard case .success(.stored(let total, _)) = outcome else {
      Issue.record("\(outcome) is not stored: \(comment)")
      return
    }
    #expect(totals.contains(total.totalXP), comment)
  }

  /// Every batch that breaks a constraint fails alone, wherever it stands in the group.
  private func checkOneBadAmongMany(_ student: UniqueID) async throws {
    let before = try await store.points(of: student)
    let batches = (0..<60).map { number in
      let delta = number % 7 == 3 ? 1001 : 1
      return batch(student, [.test(80_200 + UInt64(number), of: student, delta: delta)])
    }
    let outcomes = try await store.ingest(batches)
    try #require(outcomes.count == batches.count)
    for (number, outcome) in outcomes.enumerated() {
      #expect((try? outcome.get()) == nil ? number % 7 == 3 : number % 7 != 3, "\(number): \(outcome)")
    }
    let good = batches.indices.filter { $0 % 7 != 3 }.count
    let after = try await store.points(of: student)
    #expect(after.totalXP == before.totalXP + good)
    #expect(after.version == before.version + good)
  }

  func checkTokensOfBatches() async throws {
    let (one, other) = (
      try await pupil(81_000, of: schoolClass), try await pupil(81_001, of: schoolClass)
    )
    try await store.addToken(hash(81_002), to: one, at: now, limit: 20)
    try await store.removeToken(hash(81_002))
    func send(_ number: UInt64, _ token: TokenHash?) -> EventBatch {
      batch(one, [.test(number, of: one)], token: token)
    }
    let outcomes = try await store.ingest([
      send(81_100, hash(81_000)), send(81_101, hash(81_001)), send(81_102, hash(81_002)),
      send(81_103, hash(1)), send(81_104, hash(200)), send(81_105, hash(81_999)), send(81_106, nil),
      batch(other, [.test(81_107, of: other)], token: hash(81_001)),
      // Even what is stored already is no answer for somebody who is signed out.
      send(81_100, hash(81_002)),
    ])
    try #require(outcomes.count == 9)
    expect(outcomes[0], isStoredWith: [10, 20], "the student's own token")
    for place in [1, 2, 3, 4, 5, 8] { #expect(outcomes[place] == .success(.signedOut), "place \(place)") }
    expect(outcomes[6], isStoredWith: [20], "nil is not checked")
    expect(outcomes[7], isStoredWith: [10], "the other student's own token")
    #expect(
      try await store.points(of: one) == LedgerTotal(totalXP: 20, gamesPlayed: 2, version: 2))
  }
}
