import Primitives
import Store
import Testing
import XP

/// What a live board is made of: 85,000 on.
extension StoreContract {
  private func presence(
    _ student: UniqueID, pending: Int, state: String = "pending", game: String? = nil,
    after seconds: Int64 = 0, on device: UInt64 = 85_990
  ) -> Presence {
    Presence(
      studentID: student, deviceID: .test(device), state: state, pendingCount: pending,
      pendingXP: pending * 10, game: game, seenAt: now.adding(seconds: seconds))
  }

  private func entry(
    _ number: UInt64, total: Int = 0, today: Int = 0, syncedAt: Timestamp? = nil, _ presence: Presence? = nil
  ) -> BoardEntry {
    let waiting = presence.map {
      WaitingDevice(
        deviceID: $0.deviceID, pendingCount: $0.pendingCount, pendingXP: $0.pendingXP, seenAt: $0.seenAt)
    }
    return BoardEntry(
      studentID: .test(number), displayName: "S\(number)", totalXP: total, todayXP: today,
      lastSyncAt: syncedAt, presence: presence, waiting: waiting.map { [$0] } ?? [])
  }

  func checkBoards() async throws {
    let (teacher, stranger) = (try await newTeacher(85_001), try await newTeacher(85_002))
    let schoolClass = try await newClass(85_003, of: teacher)
    #expect(try await store.board(of: schoolClass.id, since: now, teacher: teacher) == [])
    for (number, key) in [(85_010, "zoe"), (85_011, "élodie"), (85_012, "ada")] as [(UInt64, String)] {
      _ = try await pupil(number, of: schoolClass, key: key)
    }
    let ada = UniqueID.test(85_012)
    // One point of yesterday, two of today: the server's clock decides, not the client's.
    let yesterday = EventBatch(
      studentID: ada, events: [.test(85_100, of: ada, delta: 7, createdAt: now.adding(seconds: -86_400))],
      receivedAt: now.adding(seconds: -86_400))
    _ = try await store.ingest([yesterday])
    _ = try await store.ingest(
      batch(ada, [.test(85_101, of: ada, delta: 5), .test(85_102, of: ada, delta: 3)]))
    let midnight = now.adding(seconds: -3600)
    let ofAda = entry(85_012, total: 15, today: 8, syncedAt: now)
    #expect(
      try await store.board(of: schoolClass.id, since: midnight, teacher: teacher)
        == [ofAda, entry(85_010), entry(85_011)])
    for (wanted, who) in [(schoolClass.id, stranger), (.test(85_999), teacher), (schoolClass.id, ada)] {
      #expect(try await store.board(of: wanted, since: midnight, teacher: who) == nil)
    }
    let some = try await store.boardEntries(of: [ada, .test(85_999), .test(85_010)], since: midnight)
    #expect(Set(some) == [ofAda, entry(85_010)])
    #expect(try await store.boardEntries(of: [], since: midnight) == [])
    #expect(try await store.boardEntries(of: [teacher], since: midnight) == [], "a teacher is no pupil")
  }

  func checkPresences() async throws {
    let teacher = try await newTeacher(87_001)
    let schoolClass = try await newClass(87_003, of: teacher)
    let (ada, bo) = (
      try await pupil(87_010, of: schoolClass, key: "ada"),
      try await pupil(87_011, of: schoolClass, key: "bo")
    )
    func known(_ student: UniqueID) async throws -> Presence? {
      try await store.boardEntries(of: [student], since: now).first?.presence
    }
    try await store.record([])
    try await store.record([
      presence(bo, pending: 2, game: "choice"), presence(.test(87_999), pending: 9),
      presence(ada, pending: 1),
    ])
    #expect(try await known(ada) == presence(ada, pending: 1))
    #expect(try await known(bo) == presence(bo, pending: 2, game: "choice"))

    // What is later counts, in whatever order it is written.
    try await store.record([presence(ada, pending: 0, state: "synced", after: 5)])
    try await store.record([presence(ada, pending: 4, after: 4), presence(bo, pending: 3, after: 1)])
    #expect(try await known(ada) == presence(ada, pending: 0, state: "synced", after: 5))
    #expect(try await known(bo) == presence(bo, pending: 3, after: 1))

    // Many at once, against one another.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for round in 10..<30 as Range<Int> {
        let both = [
          presence(ada, pending: round, after: Int64(round)),
          presence(bo, pending: round, after: Int64(round)),
        ]
        group.addTask { try await store.record(round % 2 == 0 ? both : both.reversed()) }
      }
      try await group.waitForAll()
    }
    for student in [ada, bo] { #expect(try await known(student)?.pendingCount == 29) }

    #expect(try await store.removeStudent(ada, from: schoolClass.id, teacher: teacher))
    try await store.record([presence(ada, pending: 1, after: 60), presence(bo, pending: 5, after: 60)])
    #expect(try await store.boardEntries(of: [ada], since: now) == [])
    #expect(try await known(bo)?.pendingCount == 5)
    let rows = try await store.board(of: schoolClass.id, since: now, teacher: teacher)
    #expect(rows?.map(\.studentID) == [bo])
  }

  /// What each of a pupil's computers had unsent is known, whichever of them was heard last.
  func checkWaitingDevices() async throws {
    let teacher = try await newTeacher(86_501)
    let schoolClass = try await newClass(86_503, of: teacher)
    let ada = try await pupil(86_510, of: schoolClass)
    func waiting() async throws -> [UniqueID: Int] {
      let entries = [
        try await store.boardEntries(of: [ada], since: now),
        try await store.board(of: schoolClass.id, since: now, teacher: teacher) ?? [],
      ]
      #expect(entries[0] == entries[1])
      let devices = entries[0].first?.waiting ?? []
      #expect(devices.allSatisfy { $0.pendingXP == 10 * $0.pendingCount })
      return Dictionary(uniqueKeysWithValues: devices.map { ($0.deviceID, $0.pendingCount) })
    }
    try await store.record([
      presence(ada, pending: 3, after: 1, on: 1), presence(ada, pending: 2, after: 2, on: 2),
      presence(.test(86_599), pending: 9, on: 1),
    ])
    #expect(try await waiting() == [.test(1): 3, .test(2): 2])
    try await store.record([presence(ada, pending: 0, state: "synced", after: 5, on: 1)])
    try await store.record([presence(ada, pending: 7, after: 4, on: 1)])
    #expect(try await waiting() == [.test(2): 2], "what is later counts")
    #expect(try await store.boardEntries(of: [ada], since: now).first?.presence?.deviceID == .test(1))
    for device in 10..<30 as Range<UInt64> {
      try await store.record([presence(ada, pending: 1, after: Int64(device), on: device)])
    }
    #expect(try await waiting().count == 8)
    #expect(try await store.removeStudent(ada, from: schoolClass.id, teacher: teacher))
    try await store.record([presence(ada, pending: 1, after: 60)])
    #expect(try await store.boardEntries(of: [ada], since: now) == [])
  }

  /// Tokens that a new PIN made worthless: whose they were is known until the student signs in again, and what their
  /// client said with them is kept.
  func checkDeadTokens() async throws {
    let teacher = try await newTeacher(89_001)
    let schoolClass = try await newClass(89_003, of: teacher)
    let ada = try await pupil(89_010, of: schoolClass, key: "ada")
    let bo = try await pupil(89_011, of: schoolClass, key: "bo")
    try await store.addToken(hash(89_020), to: ada, at: now, limit: 20)
    try await store.addToken(hash(89_021), to: ada, at: now, limit: 20)
    try await store.removeToken(hash(89_021))
    func owners(_ numbers: UInt64...) async throws -> [UniqueID?] {
      try await store.signedOutStudents(by: numbers.map(hash)).map { $0?.studentID }
    }
    func renew(_ student: UniqueID) async throws {
      #expect(
        try await store.setPIN(hash: "scrypt$new", of: student, in: schoolClass.id, teacher: teacher))
    }
    #expect(try await owners() == [])
    #expect(try await owners(89_010, 89_020, 89_021, 89_999) == [nil, nil, nil, nil])
    try await renew(ada)
    let wanted: [UniqueID?] = [ada, nil, ada, nil, nil]
    #expect(
      try await owners(89_010, 89_021, 89_020, 89_011, 89_001) == wanted, "not the one signed out before")
    #expect(try await store.account(for: hash(89_010)) == nil)
    try await renew(ada)
    #expect(try await owners(89_010) == [ada], "a second PIN forgets nothing")

    #expect(
      try await store.signedOutStudents(by: [hash(89_010)])
        == [SignedOutStudent(studentID: ada, presence: nil)])
    for signedOutAt in [now.adding(seconds: -60), nil] {
      let said = Presence(
        studentID: ada, deviceID: .test(89_990), state: signedOutAt == nil ? "left" : "attention",
        pendingCount: 0, pendingXP: 0, game: nil, seenAt: now, signedOutAt: signedOutAt)
      try await store.record([said])
      #expect(try await store.signedOutStudents(by: [hash(89_010)]).first??.presence == said)
      #expect(try await store.boardEntries(of: [ada], since: now).first?.presence == said)
    }

    try await store.addToken(hash(89_030), to: ada, at: now, limit: 20)
    #expect(try await owners(89_010, 89_020, 89_030) == [nil, nil, nil], "signed in again")
    try await renew(ada)
    try await renew(bo)
    #expect(try await owners(89_030, 89_011) == [ada, bo])
    #expect(try await store.removeStudent(ada, from: schoolClass.id, teacher: teacher))
    #expect(try await owners(89_030, 89_011) == [nil, bo])
  }

  func checkPupil() async throws {
    let (teacher, stranger) = (try await newTeacher(88_001), try await newTeacher(88_002))
    let schoolClass = try await newClass(88_003, of: teacher)
    let other = try await newClass(88_004, of: teacher)
    let ada = try await pupil(88_010, of: schoolClass, key: "ada")
    _ = try await store.ingest(batch(ada, (0..<5).map { .test(88_100 + $0, of: ada, delta: Int($0)) }))
    try await store.record([presence(ada, pending: 1)])
    func look(_ student: UniqueID, _ schoolClass: UniqueID, _ teacher: UniqueID) async throws -> StoredPupil?
    {
      try await store.pupil(
        student, of: schoolClass, teacher: teacher, since: now, date: now.date(), eventLimit: 3)
    }
    let seen = try #require(try await look(ada, schoolClass.id, teacher))
    #expect(
      seen.entry == entry(88_010, total: 10, today: 10, syncedAt: now, presence(ada, pending: 1)))
    #expect(seen.events.map(\.event.id) == [.test(88_104), .test(88_103), .test(88_102)])
    #expect(seen.quests == [])
    for (student, wanted, who) in [
      (ada, schoolClass.id, stranger), (ada, other.id, teacher), (.test(88_999), schoolClass.id, teacher),
      (ada, schoolClass.id, ada),
    ] { #expect(try await look(student, wanted, who) == nil) }
  }
}
