import Primitives
import Store
import Testing

extension StoreContract {
  func checkLooks() async throws {
    let schoolClass = try await newClass(39_000, of: try await newTeacher(39_001))
    func add(_ number: UInt64, _ key: NameKey) async throws -> AddStudentOutcome {
      try await store.addStudent(
        NewStudent(
          proposedID: nil, fallbackID: .test(number), classID: schoolClass.id, displayName: "N\(number)",
          nameKey: key, pinHash: "scrypt$x", token: hash(number), createdAt: now), classLimit: 9)
    }
    #expect(try await add(39_010, NameKey(exact: "b", look: "a")) == .added(.test(39_010)))
    #expect(try await add(39_011, NameKey(exact: "c", look: "a")) == .nameTaken)
    #expect(try await add(39_012, NameKey(exact: "b", look: "x")) == .nameTaken)
    #expect(try await add(39_013, NameKey(exact: "a", look: "y")) == .added(.test(39_013)))
    for (key, number): (NameKey, UInt64) in [
      (NameKey(exact: "z", look: "a"), 39_010), (NameKey(exact: "a", look: "a"), 39_013),
      (NameKey(exact: "b", look: "y"), 39_010),
    ] {
      #expect(try await store.student(named: key, in: schoolClass.id)?.id == .test(number))
    }
    #expect(try await store.namesWithoutLook(in: schoolClass.id) == [])
    try await store.setLooks([NameKey(exact: "a", look: "never")], in: schoolClass.id)
    #expect(try await store.student(named: NameKey(exact: "-", look: "never"), in: schoolClass.id) == nil)
  }

  func checkJoinable() async throws {
    let (teacher, stranger) = (try await newTeacher(39_101), try await newTeacher(39_102))
    let schoolClass = try await newClass(39_103, of: teacher)
    #expect(try await !store.setJoinable(false, of: schoolClass.id, teacher: stranger))
    #expect(try await store.setJoinable(false, of: schoolClass.id, teacher: teacher))
    let closed = StoredClass(
      id: schoolClass.id, name: schoolClass.name, code: schoolClass.code, isJoinable: false)
    #expect(try await store.classes(of: teacher) == [closed])
    #expect(try await store.schoolClass(withCode: schoolClass.code) == closed)
    #expect(try await addStudent(39_110, to: schoolClass) == .notJoinable)
    #expect(try await store.setJoinable(true, of: schoolClass.id, teacher: teacher))
    #expect(try await addStudent(39_110, to: schoolClass) == .added(.test(39_110)))

    #expect(try await store.setCode("ABCDEF", of: schoolClass.id, teacher: teacher) == .taken)
    #expect(try await store.setCode("ZZZZZZ", of: schoolClass.id, teacher: stranger) == .noSuchClass)
    #expect(try await store.setCode("ZZZZZZ", of: schoolClass.id, teacher: teacher) == .changed)
    #expect(try await store.schoolClass(withCode: schoolClass.code) == nil)
    #expect(try await store.schoolClass(withCode: "ZZZZZZ")?.id == schoolClass.id)
  }

  func checkPINAttempts() async throws {
    let schoolClass = try await newClass(39_200, of: try await newTeacher(39_201))
    let student = try await pupil(39_202, of: schoolClass)
    let patience = PINPatience(perSource: 2, together: 4)
    @Sendable func begin(
      _ source: String, after seconds: Int64, isOwn: Bool = false
    ) async throws -> Int? {
      try await store.begin(
        PINAttempt(student: student, source: source, isOwnComputer: isOwn), at: now.adding(seconds: seconds),
        patience: patience)
    }
    func end(_ source: String, _ verdict: PINVerdict, isOwn: Bool = false) async throws {
      try await store.end(PINAttempt(student: student, source: source, isOwnComputer: isOwn), verdict)
    }
    #expect(try await begin("a", after: 0) == nil)
    #expect(try await begin("a", after: 10) == nil)
    #expect(try await begin("a", after: 10) == 60, "what is not judged yet counts")
    try await end("a", .unjudged)
    #expect(try await begin("a", after: 20) == nil)
    try await end("a", .wrong)
    #expect(try await begin("a", after: 50) == 30)
    #expect(try await begin("b", after: 50) == nil)
    try await end("b", .right)
    #expect(try await begin("a", after: 80) == nil, "it has waited")
    #expect(try await begin("a", after: 81) == 119, "three wrong ones")
    #expect(try await begin("c", after: 82) == nil)
    #expect(try await begin("d", after: 83) == 59, "four of all together")
    #expect(try await begin("d", after: 83, isOwn: true) == nil)
    try await end("d", .right, isOwn: true)
    // A clock that went back keeps nobody waiting for longer than the wait.
    #expect(try await begin("d", after: -9_000_000) == 60)
    #expect(try await begin("d", after: -9_000_000 + 60) == nil)
    // Of somebody who is not there (any more) nothing is kept.
    let nobody = PINAttempt(student: .test(39_299), source: "a", isOwnComputer: false)
    _ = try? await store.begin(nobody, at: now, patience: patience)
    try await store.end(nobody, .right)
    let results = try await withThrowingTaskGroup { group in
      for _ in 0..<8 { group.addTask { try await begin("many", after: 500_000) == nil } }
      return try await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(results.count { $0 } == 2, "as many as may be wrong, however many come at once")
  }
}
