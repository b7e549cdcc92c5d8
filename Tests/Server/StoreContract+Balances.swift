import Primitives
import Store
import Testing
import XP

/// Opening balances: 70,000 on.
extension StoreContract {
  private func balance(
    _ number: UInt64, points: Int, games: Int, createdAt: Timestamp? = nil
  ) -> OpeningBalance {
    let student = UniqueID.test(number)
    return OpeningBalance(
      eventID: .openingBalance(student: student), studentID: student, points: points, gamesPlayed: games,
      lastGameType: "Flash Cards", createdAt: createdAt ?? now.adding(seconds: -86_400))
  }

  func checkBalances(_ old: any OldProgressStore) async throws {
    #expect(try await old.oldProgress() == nil, "a fresh store has no old table")
    let ada = try await pupil(70_010, of: schoolClass)
    _ = try await store.ingest(batch(ada, [.test(70_100, of: ada, delta: 5)]))
    let balances = [
      balance(70_010, points: 1_234_567, games: 89), balance(70_011, points: 0, games: 0),
      balance(70_012, points: 2_000_000_000, games: 1),
    ]
    let ids = Set(balances.map(\.eventID))
    #expect(
      try await old.storedEvents(among: Array(ids) + [.test(70_100)]) == [], "points are no balance")
    #expect(try await old.storedEvents(among: []) == [])
    let bad = balances + [balance(70_013, points: -1, games: 0)]
    await expectRefused { _ = try await old.open(bad, at: now) }
    #expect(try await old.storedEvents(among: Array(ids)) == [], "all or none")

    #expect(try await old.open([balances[0]], at: now) == [balances[0].eventID])
    #expect(try await old.open(balances, at: now) == ids.subtracting([balances[0].eventID]))
    let changed = [balance(70_010, points: 9, games: 9), balance(70_012, points: 9, games: 9)]
    #expect(try await old.open(changed, at: now) == [], "twice is once")
    #expect(try await old.open([], at: now) == [])
    #expect(try await old.storedEvents(among: Array(ids) + [.test(70_999)]) == ids)

    #expect(
      try await store.points(of: ada) == LedgerTotal(totalXP: 1_234_572, gamesPlayed: 90, version: 2))
    #expect(try await store.points(of: .test(70_011)) == LedgerTotal(totalXP: 0, gamesPlayed: 0, version: 1))
    #expect(
      try await store.points(of: .test(70_012))
        == LedgerTotal(totalXP: 2_000_000_000, gamesPlayed: 1, version: 1))
    #expect(try await store.total(of: ada).lastGameType == "migrated")
    #expect(
      try await store.events(of: ada, limit: 1, before: nil).events
        == [
          StoredEvent(
            event: balances[0].event, occurredAt: balances[0].event.createdAt, receivedAt: now)
        ])
    try await checkStudentsWithoutAClass(old)
    try await checkTakenBalance(old)
  }

  /// Anybody could work out the id of a balance and give it to an event of their own: the balance is paid all the same, once.
  private func checkTakenBalance(_ old: any OldProgressStore) async throws {
    let thief = try await pupil(70_030, of: schoolClass)
    let id = UniqueID.openingBalance(student: .test(70_031))
    let forgery = XPEvent.test(70_032, of: thief, delta: 1).withID(id)
    #expect(try await store.ingest(batch(thief, [forgery])).total?.totalXP == 1)
    #expect(try await old.storedEvents(among: [id]) == [], "that is no balance")
    let balance = balance(70_031, points: 500, games: 3)
    #expect(balance.eventID == id)
    #expect(try await old.open([balance], at: now) == [id])
    #expect(try await old.open([balance], at: now) == [], "twice is once")
    #expect(try await old.storedEvents(among: [id]) == [id])
    #expect(try await store.points(of: .test(70_031)).totalXP == 500)
  }

  /// Who has a balance and is in no class exists, and nobody else can become them by naming their id.
  private func checkStudentsWithoutAClass(_ old: any OldProgressStore) async throws {
    let profile = try await store.profile(of: .student(.test(70_012)))
    #expect(profile?.classes == [])
    #expect(try await addStudent(70_020, proposed: .test(70_012)) == .added(.test(70_020)))
    #expect(try await store.points(of: .test(70_020)) == .zero)
    let later = try await store.ingest(batch(.test(70_012), [.test(70_101, of: .test(70_012), delta: 1)]))
    #expect(later.total == LedgerTotal(totalXP: 2_000_000_001, gamesPlayed: 2, version: 2))
    // Removed and never moved again: the old table would bring the points back, and that is the operator's to say.
    #expect(
      try await store.removeStudent(.test(70_010), from: schoolClass.id, teacher: teacher))
    #expect(
      try await old.storedEvents(among: [.openingBalance(student: .test(70_010))]) == [],
      "an opening balance is part of everything")
  }
}
