import Primitives
import Store
import Testing
import XP

/// What every store must do; each implementation's tests run all of it over a fresh store.
struct StoreContract {
  let store: any Store
  let teacher = UniqueID.test(1)
  let schoolClass = StoredClass(id: .test(2), name: "7B", code: "ABCDEF")
  let now = TestTime.start

  /// A store with a teacher and a class.
  init(_ store: any Store) async throws {
    self.store = store
    try await store.addTeacher(NewTeacher(id: teacher, displayName: "T", token: hash(1), createdAt: now))
    _ = try await store.addClass(NewClass(schoolClass: schoolClass, teacherID: teacher, createdAt: now))
  }

  func hash(_ number: UInt8) -> TokenHash { TokenHash(bytes: Array(repeating: number, count: 32)) }

  func addStudent(
    _ number: UInt64, proposed: UniqueID? = nil, key: String? = nil, classLimit: Int = 100
  ) async throws -> AddStudentOutcome {
    try await store.addStudent(
      NewStudent(
        proposedID: proposed, fallbackID: .test(number), classID: schoolClass.id, displayName: "S\(number)",
        nameKey: key ?? "s\(number)", pinHash: "scrypt$x", token: hash(UInt8(number)), createdAt: now),
      classLimit: classLimit)
  }

  func batch(_ student: UniqueID, _ events: [XPEvent]) -> EventBatch {
    EventBatch(studentID: student, events: events, receivedAt: now)
  }

  func checkAll() async throws {
    try await store.check()
    try await checkAccounts()
    try await checkCaps()
    try await checkClasses()
    try await checkIngest()
    try await checkConflicts()
    try await checkPages()
    try await checkConcurrency()
    #expect(try await store.mismatches() == [])
  }

  private func checkAccounts() async throws {
    #expect(try await store.hasTeacher())
    #expect(try await store.account(for: hash(1)) == .teacher(teacher))
    #expect(try await store.account(for: hash(99)) == nil)
    #expect(try await addStudent(10, proposed: .test(110)) == .added(.test(110)))
    #expect(
      try await addStudent(11, proposed: .test(110)) == .added(.test(11)), "a known id is not given twice")
    #expect(try await addStudent(12, key: "s10") == .nameTaken)
    #expect(try await store.account(for: hash(12)) == nil, "nothing stays of a student who was not added")
    #expect(try await store.account(for: hash(10)) == .student(.test(110)))
    #expect(try await store.student(named: "s10", in: schoolClass.id)?.id == .test(110))
    #expect(try await store.student(named: "s10", in: .test(3)) == nil)
    try await store.addToken(hash(50), to: .test(110), at: now, limit: 20)
    try await store.removeToken(hash(10))
    try await store.removeToken(hash(10))
    #expect(try await store.account(for: hash(10)) == nil)
    #expect(try await store.account(for: hash(50)) == .student(.test(110)))
    let profile = try await store.profile(of: .student(.test(110)))
    #expect(profile == Profile(displayName: "S10", classes: [schoolClass]))
    #expect(try await store.profile(of: .student(.test(4))) == nil)
    #expect(try await store.profile(of: .teacher(teacher))?.classes == [schoolClass])
    #expect(try await store.replaceTeacherTokens(with: hash(200), at: now))
    #expect(try await store.account(for: hash(1)) == nil)
    #expect(try await store.account(for: hash(200)) == .teacher(teacher))
  }

  private func checkCaps() async throws {
    #expect(try await addStudent(13, classLimit: 2) == .classFull, "there are two already")
    #expect(try await store.account(for: hash(13)) == nil)
    #expect(try await addStudent(14, key: "s10", classLimit: 2) == .nameTaken, "who is in may come again")
    for number: UInt8 in 51...54 {
      let time = now.adding(seconds: Int64(number))
      try await store.addToken(hash(number), to: .test(110), at: time, limit: 3)
    }
    for number: UInt8 in 50...51 { #expect(try await store.account(for: hash(number)) == nil) }
    for number: UInt8 in 52...54 {
      #expect(try await store.account(for: hash(number)) == .student(.test(110)))
    }
    #expect(try await store.account(for: hash(11)) == .student(.test(11)), "others keep theirs")
    // A clock that went back: the new token is the newest, whatever its time.
    try await store.addToken(hash(55), to: .test(110), at: now.adding(seconds: -9), limit: 3)
    #expect(try await store.account(for: hash(55)) == .student(.test(110)))
  }

  private func checkClasses() async throws {
    let taken = StoredClass(id: .test(3), name: "8A", code: "ABCDEF")
    #expect(try await !store.addClass(NewClass(schoolClass: taken, teacherID: teacher, createdAt: now)))
    #expect(try await store.schoolClass(withCode: "ABCDEF") == schoolClass)
    #expect(try await store.schoolClass(withCode: "QQQQQQ") == nil)
    #expect(try await store.classes(of: teacher) == [schoolClass])
    #expect(try await store.classes(of: .test(5)) == [])
  }

  private func checkIngest() async throws {
    _ = try await addStudent(20)
    let student = UniqueID.test(20)
    #expect(try await store.total(of: student).total == .zero)
    let events = (0..<3).map {
      XPEvent.test(200 + $0, of: student, delta: Int($0), metadata: ["n": 1, "m": [true]])
    }
    let first = try await store.ingest(batch(student, events))
    #expect(first == .stored(LedgerTotal(totalXP: 3, gamesPlayed: 3, version: 3)))
    // Written another way, it is the same event.
    let again = XPEvent.test(202, of: student, delta: 2, metadata: ["m": [true], "n": .number("1.0")])
    #expect(try await store.ingest(batch(student, [again])) == first, "a resend changes nothing")
    let mixed = batch(student, events + [.test(203, of: student, kind: "choice", delta: 0)])
    #expect(try await store.ingest(mixed) == .stored(LedgerTotal(totalXP: 3, gamesPlayed: 4, version: 4)))
    let total = try await store.total(of: student)
    #expect(total.lastGameType == "choice")
    #expect(total.updatedAt == now)
  }

  private func checkConflicts() async throws {
    for number: UInt64 in [30, 31] { _ = try await addStudent(number) }
    let (one, other) = (UniqueID.test(30), UniqueID.test(31))
    let event = XPEvent.test(300, of: one, wordSet: .test(5), metadata: ["a": 1])
    _ = try await store.ingest(batch(one, [event]))
    let changed: [XPEvent] = [
      .test(300, of: one, kind: "choice", wordSet: .test(5), metadata: ["a": 1]),
      .test(300, of: one, delta: 11, wordSet: .test(5), metadata: ["a": 1]),
      .test(300, of: one, metadata: ["a": 1]),
      .test(300, of: one, wordSet: .test(5), metadata: ["a": 2]),
      .test(300, of: one, wordSet: .test(5), createdAt: now.adding(seconds: -1), metadata: ["a": 1]),
      .test(300, of: other, wordSet: .test(5), metadata: ["a": 1]),
    ]
    for event in changed {
      let new = XPEvent.test(301, of: event.studentID)
      let batch = batch(event.studentID, [new, event])
      #expect(try await store.conflicts(in: batch) == [1])
      #expect(try await store.ingest(batch) == .conflicting([1]))
    }
    #expect(try await store.total(of: one).total.totalXP == 10, "nothing of a refused batch is stored")
    #expect(try await store.total(of: other).total == .zero)
  }

  private func checkPages() async throws {
    _ = try await addStudent(40)
    let student = UniqueID.test(40)
    // Made in one order, stored in another: the server's order counts.
    let events = (0..<5).map {
      XPEvent.test(400 + $0, of: student, createdAt: now.adding(seconds: -Int64($0)))
    }
    for event in events { _ = try await store.ingest(batch(student, [event])) }
    var seen: [StoredEvent] = []
    var cursor: EventCursor?
    repeat {
      let page = try await store.events(of: student, limit: 2, before: cursor)
      #expect(page.events.count <= 2)
      seen += page.events
      cursor = page.next
    } while cursor != nil
    #expect(seen == events.reversed().map { StoredEvent(event: $0, receivedAt: now) })
    #expect(try await store.events(of: .test(41), limit: 2, before: nil) == EventPage(events: [], next: nil))
  }

  private func checkConcurrency() async throws {
    for number: UInt64 in 60..<64 { _ = try await addStudent(number) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<200 {
        let student = UniqueID.test(60 + UInt64(task % 4))
        // Every event is sent by ten tasks at once; each tenth batch also contains a conflict.
        var events = (0..<5).map { number in
          XPEvent.test(6000 + UInt64(task % 20 * 5 + number), of: student, delta: number)
        }
        if task >= 180 { events.append(.test(300, of: student)) }
        let batch = batch(student, events)
        group.addTask {
          if case .conflicting(let places) = try await store.ingest(batch) { #expect(places == [5]) }
        }
      }
      try await group.waitForAll()
    }
    for number: UInt64 in 60..<64 {
      #expect(
        try await store.total(of: .test(number)).total
          == LedgerTotal(totalXP: 50, gamesPlayed: 25, version: 25))
    }
  }
}

extension Store {
  /// Stores a batch in a transaction of its own.
  func ingest(_ batch: EventBatch) async throws -> IngestOutcome {
    try #require(try await ingest([batch]).first).get()
  }
}
