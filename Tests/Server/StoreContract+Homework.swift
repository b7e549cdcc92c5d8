import Primitives
import Store
import Testing
import XP

/// Homework: 50,000 on.
extension StoreContract {
  private func homework(
    _ number: UInt64, of schoolClass: StoredClass, due: Int64? = nil, created: Int64 = 0
  ) -> StoredHomework {
    StoredHomework(
      id: .test(number), classID: schoolClass.id, title: "Unité \(number)", wordSetID: .test(number + 1),
      goalXP: 150, dueAt: due.map { now.adding(seconds: $0) }, createdAt: now.adding(seconds: created))
  }

  func checkHomework() async throws {
    let (teacher, stranger) = (try await newTeacher(50_001), try await newTeacher(50_002))
    let schoolClass = try await newClass(50_003, of: teacher)
    let otherClass = try await newClass(50_004, of: teacher)
    #expect(try await store.homework(of: schoolClass.id, teacher: teacher) == [])
    let pieces = [
      homework(50_101, of: schoolClass, due: 900), homework(50_102, of: schoolClass, created: 20),
      homework(50_103, of: schoolClass, due: -900, created: 10),
    ]
    for piece in pieces { #expect(try await store.addHomework(piece, teacher: teacher, limit: 3)) }
    let newest = [pieces[1], pieces[2], pieces[0]]
    let another = homework(50_104, of: schoolClass)
    #expect(try await !store.addHomework(another, teacher: teacher, limit: 3), "the class has as many")
    #expect(try await !store.addHomework(another, teacher: stranger, limit: 9))
    let nowhere = StoredClass(id: .test(50_999), name: "", code: "")
    #expect(try await !store.addHomework(homework(50_104, of: nowhere), teacher: teacher, limit: 9))
    #expect(try await store.homework(of: schoolClass.id, teacher: teacher) == newest)
    #expect(try await store.homework(of: schoolClass.id, teacher: stranger) == nil)
    #expect(try await store.homework(of: .test(50_999), teacher: teacher) == nil)
    let elsewhere = homework(50_105, of: otherClass)
    #expect(
      try await store.addHomework(elsewhere, teacher: teacher, limit: 3), "each class has its own limit")
    #expect(try await store.homework(of: otherClass.id, teacher: teacher) == [elsewhere])

    func remove(_ number: UInt64, _ schoolClass: UniqueID, _ teacher: UniqueID) async throws -> Bool {
      try await store.removeHomework(.test(number), from: schoolClass, teacher: teacher)
    }
    #expect(try await !remove(50_101, schoolClass.id, stranger))
    #expect(try await !remove(50_101, otherClass.id, teacher), "not homework of that class")
    #expect(try await !remove(50_999, schoolClass.id, teacher))
    #expect(try await store.homework(of: schoolClass.id, teacher: teacher) == newest)
    #expect(try await remove(50_103, schoolClass.id, teacher))
    #expect(try await !remove(50_103, schoolClass.id, teacher))
    #expect(try await store.homework(of: schoolClass.id, teacher: teacher) == [pieces[1], pieces[0]])
    #expect(try await store.addHomework(another, teacher: teacher, limit: 3), "there is room again")
    try await checkHomeworkLimit(otherClass, teacher)
  }

  /// Many calls at the same time don't go beyond a limit.
  private func checkHomeworkLimit(_ schoolClass: StoredClass, _ teacher: UniqueID) async throws {
    let added = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number: UInt64 in 50_200..<50_220 {
        let piece = homework(number, of: schoolClass)
        group.addTask { try await store.addHomework(piece, teacher: teacher, limit: 5) }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(added == 4, "there was one already")
    #expect(try await store.homework(of: schoolClass.id, teacher: teacher)?.count == 5)
  }

  func checkOpenHomework() async throws {
    let teacher = try await newTeacher(51_001)
    let schoolClass = try await newClass(51_003, of: teacher)
    let otherClass = try await newClass(51_004, of: teacher)
    let (ada, bo) = (try await pupil(51_010, of: schoolClass), try await pupil(51_011, of: schoolClass))
    let outsider = try await pupil(51_012, of: otherClass)
    #expect(try await store.openHomework(of: ada, at: now) == [])
    let pieces = [
      homework(51_101, of: schoolClass, created: 5), homework(51_102, of: schoolClass, due: 500),
      homework(51_103, of: schoolClass, due: 100, created: 9), homework(51_104, of: schoolClass, due: 0),
      homework(51_105, of: schoolClass, due: -100), homework(51_106, of: schoolClass, created: 4),
      homework(51_107, of: schoolClass, due: 100, created: 8), homework(51_108, of: otherClass),
    ]
    for piece in pieces { #expect(try await store.addHomework(piece, teacher: teacher, limit: 99)) }
    // Student, homework, points: one of them for nothing, one for homework of another class, one for what is over.
    let events: [(UniqueID, UInt64?, Int)] = [
      (ada, 51_102, 40), (ada, 51_102, 115), (bo, 51_102, 7), (ada, nil, 900), (ada, 51_108, 3),
      (ada, 51_101, 1), (ada, 51_105, 8), (bo, 51_103, 0),
    ]
    for (place, (student, number, delta)) in events.enumerated() {
      let event = XPEvent(
        id: .test(51_200 + UInt64(place)), studentID: student, kind: "typing", delta: delta, wordSetID: nil,
        homeworkID: number.map { .test($0) }, createdAt: now, metadata: [:])
      _ = try await store.ingest(batch(student, [event]))
    }
    func open(_ student: UniqueID, at seconds: Int64 = 0) async throws -> [String] {
      try await store.openHomework(of: student, at: now.adding(seconds: seconds)).map { piece in
        let stored = pieces.first { $0.id == piece.id }
        #expect(piece.title == stored?.title)
        #expect(piece.wordSetID == stored?.wordSetID)
        #expect(piece.goalXP == stored?.goalXP)
        #expect(piece.dueAt == stored?.dueAt)
        return "\(piece.title.suffix(3)) \(piece.earnedXP)"
      }
    }
    // What was won after it was due, or came too late to be believed, is none of it: homework, seconds before now at which
    // it was won, seconds after now at which it came.
    let lateness = Credit.latenessSeconds
    let extras: [(UInt64, Int64, Int64)] = [
      (51_102, -499, 600), (51_102, -501, 600), (51_106, lateness, 0), (51_106, lateness + 1, 0),
    ]
    for (place, (number, ago, after)) in extras.enumerated() {
      let event = XPEvent(
        id: .test(51_300 + UInt64(place)), studentID: ada, kind: "typing", delta: 1 << place, wordSetID: nil,
        homeworkID: .test(number), createdAt: now.adding(seconds: -ago), metadata: [:])
      _ = try await store.ingest(batch(ada, [event], at: now.adding(seconds: after)))
    }
    #expect(try await open(ada) == ["107 0", "103 0", "102 156", "106 4", "101 1"])
    #expect(try await open(bo) == ["107 0", "103 0", "102 7", "106 0", "101 0"])
    #expect(try await open(ada, at: 100) == ["102 156", "106 4", "101 1"], "at the moment it is over")
    #expect(try await open(ada, at: -101).count == 7)
    #expect(try await open(outsider) == ["108 0"])
    #expect(try await open(.test(51_999)) == [])
    #expect(
      try await store.removeHomework(.test(51_102), from: schoolClass.id, teacher: teacher))
    #expect(try await open(ada) == ["107 0", "103 0", "106 4", "101 1"])
    #expect(try await store.points(of: ada).totalXP == 1067 + 15, "what was won for it stays")
  }
}
