import Primitives
import Store
import Testing
import XP

/// A teacher's work on the pupils of a class: 30,000 on.
extension StoreContract {
  func checkStudents() async throws {
    let (teacher, stranger) = (try await newTeacher(30_001), try await newTeacher(30_002))
    let schoolClass = try await newClass(30_003, of: teacher)
    #expect(try await store.students(of: schoolClass.id, teacher: teacher) == [])
    // Not in the order of their ids, nor in that of a language.
    let keys: [UInt64: String] = [30_010: "zoe", 30_011: "élodie", 30_012: "ada", 30_013: "ada b"]
    for (number, key) in keys.sorted(by: { $0.key < $1.key }) {
      _ = try await pupil(number, of: schoolClass, key: key)
    }
    let ada = UniqueID.test(30_012)
    _ = try await store.ingest(batch(ada, [.test(30_100, of: ada, kind: "choice", delta: 7)]))
    func entry(_ number: UInt64, _ total: StudentTotal?) -> ClassStudent {
      let id = UniqueID.test(number)
      return ClassStudent(
        id: id, displayName: "S\(number)", joinedAt: now,
        total: total ?? StudentTotal(studentID: id, total: .zero, lastGameType: nil, updatedAt: nil))
    }
    let total = LedgerTotal(totalXP: 7, gamesPlayed: 1, version: 1)
    #expect(
      try await store.students(of: schoolClass.id, teacher: teacher) == [
        entry(30_012, StudentTotal(studentID: ada, total: total, lastGameType: "choice", updatedAt: now)),
        entry(30_013, nil), entry(30_010, nil), entry(30_011, nil),
      ])
    #expect(try await store.students(of: schoolClass.id, teacher: stranger) == nil)
    #expect(try await store.students(of: .test(30_999), teacher: teacher) == nil)
    #expect(try await store.students(of: schoolClass.id, teacher: ada) == nil)
  }

  /// A name of 40 characters has room in every store, whatever its characters are made of.
  func checkLongNames() async throws {
    let schoolClass = try await newClass(31_500, of: try await newTeacher(31_501))
    let name = String(repeating: "👨‍👩‍👧‍👦", count: 40)
    #expect(name.count == 40 && name.unicodeScalars.count == 280)
    let new = NewStudent(
      proposedID: nil, fallbackID: .test(31_502), classID: schoolClass.id, displayName: name,
      nameKey: self.name(name), pinHash: "scrypt$x", token: hash(31_502), createdAt: now)
    #expect(try await store.addStudent(new, classLimit: 9) == .added(.test(31_502)))
    #expect(try await store.profile(of: .student(.test(31_502)))?.displayName == name)
  }

  func checkPINs() async throws {
    let (teacher, stranger) = (try await newTeacher(31_001), try await newTeacher(31_002))
    let schoolClass = try await newClass(31_003, of: teacher)
    let otherClass = try await newClass(31_004, of: teacher)
    let foreignClass = try await newClass(31_005, of: stranger)
    let (ada, bo) = (
      try await pupil(31_010, of: schoolClass, key: "ada"), try await pupil(31_011, of: schoolClass)
    )
    try await store.addToken(hash(31_020), to: ada, at: now, limit: 20)
    func setPIN(_ student: UniqueID, _ schoolClass: UniqueID, _ teacher: UniqueID) async throws -> Bool {
      try await store.setPIN(hash: "scrypt$new", of: student, in: schoolClass, teacher: teacher)
    }
    #expect(try await !setPIN(ada, schoolClass.id, stranger))
    #expect(try await !setPIN(ada, otherClass.id, teacher), "another class of the same teacher")
    #expect(try await !setPIN(ada, foreignClass.id, stranger))
    #expect(try await !setPIN(ada, .test(31_999), teacher))
    #expect(try await !setPIN(.test(31_999), schoolClass.id, teacher))
    #expect(try await store.student(named: name("ada"), in: schoolClass.id)?.pinHash == "scrypt$x")
    #expect(try await store.account(for: hash(31_010)) == .student(ada))

    #expect(try await setPIN(ada, schoolClass.id, teacher))
    #expect(
      try await store.student(named: name("ada"), in: schoolClass.id)
        == StudentCredentials(id: ada, pinHash: "scrypt$new"))
    for token: UInt64 in [31_010, 31_020] { #expect(try await store.account(for: hash(token)) == nil) }
    let late = batch(ada, [.test(31_100, of: ada)], token: hash(31_010))
    #expect(try await store.ingest(late) == .signedOut)
    #expect(try await store.account(for: hash(31_011)) == .student(bo), "nobody else is signed out")
    #expect(try await store.account(for: hash(31_001)) == .teacher(teacher))
    try await store.addToken(hash(31_030), to: ada, at: now, limit: 20)
    let again = batch(ada, [.test(31_100, of: ada)], token: hash(31_030))
    guard case .stored = try await store.ingest(again) else {
      Issue.record("the new token does not count")
      return
    }
  }

  func checkLeaderboard() async throws {
    let (teacher, stranger) = (try await newTeacher(32_001), try await newTeacher(32_002))
    let schoolClass = try await newClass(32_003, of: teacher)
    let otherClass = try await newClass(32_004, of: teacher)
    let outsider = try await pupil(32_009, of: otherClass)
    let keys: [(UInt64, String)] = [
      (32_010, "zoe"), (32_011, "bo"), (32_012, "ada"), (32_013, "cy"), (32_014, "eve"),
    ]
    for (number, key) in keys { _ = try await pupil(number, of: schoolClass, key: key) }
    let start = now.adding(seconds: -3600)
    // Number of the pupil, points, and when they were received, in seconds from the start of the time. (A clock may be
    // set back: then what is stored later was received earlier.)
    let events: [(UInt64, Int, Int64)] = [
      (32_010, 5, 0), (32_011, 100, -1), (32_011, 2, 10), (32_012, 1, 5), (32_012, 4, 3600),
      (32_012, 30, -1), (32_012, 60, -1800), (32_013, 200, -3600), (32_009, 900, 1),
    ]
    for (place, (number, delta, second)) in events.enumerated() {
      let student = UniqueID.test(number)
      // The client's clock says something else: it does not count.
      let event = XPEvent.test(
        32_100 + UInt64(place), of: student, delta: delta,
        createdAt: start.adding(seconds: second > 0 ? -90_000 : -3700))
      _ = try await store.ingest(batch(student, [event], at: start.adding(seconds: second)))
    }
    func board(since: Timestamp?, _ account: Account) async throws -> [String]? {
      try await store.leaderboard(of: schoolClass.id, since: since, for: account)?.map {
        #expect($0.studentID == .test(UInt64($0.displayName.dropFirst())!))
        return "\($0.displayName) \($0.xp)"
      }
    }
    let member = Account.student(.test(32_014))
    for account in [member, .teacher(teacher)] {
      #expect(
        try await board(since: start, account) == [
          "S32012 5", "S32010 5", "S32011 2", "S32013 0", "S32014 0",
        ], "ties by name, the moment itself included, who has nothing too")
      #expect(
        try await board(since: nil, account) == [
          "S32013 200", "S32011 102", "S32012 95", "S32010 5", "S32014 0",
        ])
    }
    let none: [Account] = [
      .teacher(stranger), .student(outsider), .student(.test(32_999)), .teacher(.test(32_014)),
      .student(teacher),
    ]
    for account in none {
      for since in [start, nil] { #expect(try await board(since: since, account) == nil, "\(account)") }
    }
    #expect(try await store.leaderboard(of: .test(32_998), since: nil, for: .teacher(teacher)) == nil)
    #expect(try await store.leaderboard(of: otherClass.id, since: nil, for: member) == nil)
  }
}
