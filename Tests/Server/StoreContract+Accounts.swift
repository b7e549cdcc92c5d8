import Primitives
import Store
import Testing
import XP

extension StoreContract {
  func checkAccounts() async throws {
    #expect(try await store.hasTeacher())
    let record = try await store.connectionRecord()
    #expect(record.keyFingerprint == nil)
    #expect(try await store.account(for: hash(1)) == .teacher(teacher))
    #expect(try await store.account(for: hash(99)) == nil)
    #expect(try await addStudent(10, proposed: .test(110)) == .added(.test(110)))
    #expect(
      try await addStudent(11, proposed: .test(110)) == .added(.test(11)), "a known id is not given twice")
    #expect(try await addStudent(12, key: "s10") == .nameTaken)
    #expect(try await store.account(for: hash(12)) == nil, "nothing stays of a student who was not added")
    #expect(try await store.account(for: hash(10)) == .student(.test(110)))
    let zero = StudentTotal(studentID: .test(110), total: .zero, lastGameType: nil, updatedAt: nil)
    #expect(
      try await store.accounts(for: [hash(10)]) == [AccountTotal(account: .student(.test(110)), total: zero)])
    #expect(try await store.student(named: name("s10"), in: schoolClass.id)?.id == .test(110))
    #expect(try await store.student(named: name("s10"), in: .test(3)) == nil)
    try await store.addToken(hash(50), to: .test(110), at: now, limit: 20)
    try await store.removeToken(hash(10))
    try await store.removeToken(hash(10))
    #expect(try await store.account(for: hash(10)) == nil)
    #expect(try await store.account(for: hash(50)) == .student(.test(110)))
    let profile = try await store.profile(of: .student(.test(110)))
    #expect(profile == Profile(displayName: "S10", classes: [schoolClass]))
    #expect(try await store.profile(of: .student(.test(4))) == nil)
    #expect(try await store.profile(of: .teacher(teacher))?.classes == [schoolClass])
    try await store.recordKey("4XK9TB2Q7A")
    try await store.recordKey("0000000000")
    #expect(
      try await store.connectionRecord() == ConnectionRecord(keyFingerprint: "0000000000", hasStudents: true))
    #expect(try await store.replaceTeacherTokens(with: hash(200), at: now))
    #expect(try await store.account(for: hash(1)) == nil)
    #expect(try await store.account(for: hash(200)) == .teacher(teacher))
  }

  func checkCaps() async throws {
    #expect(try await addStudent(13, classLimit: 2) == .classFull, "there are two already")
    #expect(try await store.account(for: hash(13)) == nil)
    #expect(try await addStudent(14, key: "s10", classLimit: 2) == .nameTaken, "who is in may come again")
    for number: UInt64 in 51...54 {
      let time = now.adding(seconds: Int64(number))
      try await store.addToken(hash(number), to: .test(110), at: time, limit: 3)
    }
    for number: UInt64 in 50...51 { #expect(try await store.account(for: hash(number)) == nil) }
    for number: UInt64 in 52...54 {
      #expect(try await store.account(for: hash(number)) == .student(.test(110)))
    }
    #expect(try await store.account(for: hash(11)) == .student(.test(11)), "others keep theirs")
    // A clock that went back: the new token is the newest, whatever its time.
    try await store.addToken(hash(55), to: .test(110), at: now.adding(seconds: -9), limit: 3)
    #expect(try await store.account(for: hash(55)) == .student(.test(110)))
  }

  func checkClasses() async throws {
    let taken = StoredClass(id: .test(3), name: "8A", code: "ABCDEF")
    #expect(try await !store.addClass(NewClass(schoolClass: taken, teacherID: teacher, createdAt: now)))
    #expect(try await store.schoolClass(withCode: "ABCDEF") == schoolClass)
    #expect(try await store.schoolClass(withCode: "QQQQQQ") == nil)
    #expect(try await store.classes(of: teacher) == [schoolClass])
    #expect(try await store.classes(of: .test(5)) == [])
  }
}
