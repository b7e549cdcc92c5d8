import Primitives
import Store
import Testing
import XP

/// Removing a pupil with everything of theirs: 40,000 on.
extension StoreContract {
  func checkRemoval() async throws {
    let (teacher, stranger) = (try await newTeacher(40_001), try await newTeacher(40_002))
    let schoolClass = try await newClass(40_003, of: teacher)
    let otherClass = try await newClass(40_004, of: teacher)
    let foreignClass = try await newClass(40_005, of: stranger)
    let (ada, bo) = (
      try await pupil(40_010, of: schoolClass, key: "ada"), try await pupil(40_011, of: schoolClass)
    )
    try await store.addToken(hash(40_020), to: ada, at: now, limit: 20)
    for (place, student) in [ada, bo].enumerated() {
      let number = 40_100 + UInt64(place) * 10
      _ = try await store.ingest(batch(student, [.test(number, of: student)]))
      _ = try await store.ingest(questBatch(student, [(number, 10)]))
    }
    let others = try await traces(of: bo, in: schoolClass.id, teacher)
    #expect(others.events.count == 2)

    func remove(_ student: UniqueID, _ schoolClass: UniqueID, _ teacher: UniqueID) async throws -> Bool {
      try await store.removeStudent(student, from: schoolClass, teacher: teacher)
    }
    let before = try await traces(of: ada, in: schoolClass.id, teacher)
    #expect(try await !remove(ada, schoolClass.id, stranger))
    #expect(try await !remove(ada, otherClass.id, teacher))
    #expect(try await !remove(ada, foreignClass.id, stranger))
    #expect(try await !remove(ada, .test(40_999), teacher))
    #expect(try await !remove(.test(40_999), schoolClass.id, teacher))
    #expect(try await traces(of: ada, in: schoolClass.id, teacher) == before)

    #expect(try await remove(ada, schoolClass.id, teacher))
    #expect(try await traces(of: ada, in: schoolClass.id, teacher) == Traces())
    #expect(try await store.student(named: name("ada"), in: schoolClass.id) == nil)
    for token: UInt64 in [40_010, 40_020] { #expect(try await store.account(for: hash(token)) == nil) }
    #expect(try await traces(of: bo, in: schoolClass.id, teacher) == others, "nobody else is touched")
    #expect(try await store.account(for: hash(40_011)) == .student(bo))
    #expect(try await !remove(ada, schoolClass.id, teacher), "twice is once")
    #expect(try await store.mismatches() == [])
    try await checkAfterRemoval(of: ada, from: schoolClass)
  }

  /// What comes late is not stored; the name, the id and the ids of the events are free.
  private func checkAfterRemoval(of ada: UniqueID, from schoolClass: StoredClass) async throws {
    let event = XPEvent.test(40_100, of: ada)
    #expect(try await store.ingest(batch(ada, [event], token: hash(40_010))) == .signedOut)
    await expectRefused { _ = try await store.ingest(batch(ada, [event])) }
    await expectRefused { _ = try await store.ingest(questBatch(ada, [(40_100, 10)])) }
    #expect(try await store.conflicts(in: batch(ada, [event])) == [])
    #expect(try await store.points(of: ada) == .zero)

    let outcome = try await addStudent(40_030, proposed: ada, key: "ada", to: schoolClass)
    #expect(outcome == .added(ada))
    #expect(try await store.points(of: ada) == .zero)
    #expect(try await store.quests(of: ada, on: today) == [])
    let first = LedgerTotal(totalXP: 10, gamesPlayed: 1, version: 1)
    #expect(try await store.ingest(batch(ada, [event], token: hash(40_030))).total == first)
    guard case .stored(_, let total) = try await store.ingest(questBatch(ada, [(40_100, 10)])) else {
      Issue.record("the progress was not stored")
      return
    }
    #expect(total.totalXP == 10 + quest.bonusXP)
  }

  /// What a store gives away of a pupil.
  private struct Traces: Equatable {
    var profile: Profile?
    var listing: ClassStudent?
    var standing: LeaderboardEntry?
    var total = LedgerTotal.zero
    var events: [StoredEvent] = []
    var quests: [StoredQuest] = []
  }

  private func traces(
    of student: UniqueID, in schoolClass: UniqueID, _ teacher: UniqueID
  ) async throws -> Traces {
    let board = try await store.leaderboard(of: schoolClass, since: nil, for: .teacher(teacher))
    return Traces(
      profile: try await store.profile(of: .student(student)),
      listing: try await store.students(of: schoolClass, teacher: teacher)?.first { $0.id == student },
      standing: board?.first { $0.studentID == student }, total: try await store.points(of: student),
      events: try await store.events(of: student, limit: 9, before: nil).events,
      quests: try await store.quests(of: student, on: today))
  }

  /// A pupil who is playing while they are removed: what was stored goes, what comes later is not stored.
  func checkRemovalUnderLoad() async throws {
    let teacher = try await newTeacher(41_001)
    let schoolClass = try await newClass(41_003, of: teacher)
    for round: UInt64 in 0..<5 {
      let student = try await pupil(41_010 + round, of: schoolClass)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task: UInt64 in 0..<20 {
          let event = XPEvent.test(41_100 + round * 20 + task, of: student)
          let batch = batch(student, [event], token: hash(41_010 + round))
          let quests = questBatch(student, [(41_300 + round * 20 + task, 1)])
          group.addTask {
            try await ifStillThere {
              if case .conflicting = try await store.ingest(batch) { Issue.record("nobody else has the id") }
            }
          }
          group.addTask { try await ifStillThere { _ = try await store.ingest(quests) } }
          if task == 10 {
            group.addTask {
              let isRemoved = try await store.removeStudent(student, from: schoolClass.id, teacher: teacher)
              #expect(isRemoved)
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await traces(of: student, in: schoolClass.id, teacher) == Traces())
    }
  }

  /// What a pupil does who may have been removed between the look at their token and the end of the transaction.
  private func ifStillThere(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch StoreError.refused {}
  }
}
