import Primitives
import Store
import Testing
import XP

/// Points that nobody can win: 95,000 on.
extension StoreContract {
  /// Typing events of `now`'s minute before, as many milliseconds apart.
  private func events(
    _ count: Int, from number: UInt64, of student: UniqueID, delta: Int = 10, start: Int64 = -3600,
    apart milliseconds: Int64 = 1
  ) -> [XPEvent] {
    (0..<count).map { place in
      let time = Timestamp(
        microseconds: now.adding(seconds: start).microseconds + Int64(place) * milliseconds * 1000)
      return .test(number + UInt64(place), of: student, delta: delta, createdAt: time)
    }
  }

  private func unusual(_ student: UniqueID) async throws -> Int? {
    try await store.boardEntries(of: [student], since: now).first?.unusualXP
  }

  func checkUnusual() async throws {
    let teacher = try await newTeacher(95_001)
    let schoolClass = try await newClass(95_003, of: teacher)
    let ada = try await pupil(95_010, of: schoolClass, key: "ada")
    _ = try await pupil(95_011, of: schoolClass, key: "bo")
    // What a minute holds, the answer to most of it lost: a resend is not counted again.
    let quick = events(120, from: 95_100, of: ada)
    for count in [100, 100, 120] { _ = try await store.ingest(batch(ada, Array(quick.prefix(count)))) }
    #expect(try await unusual(ada) == 0)
    // Twice in a transaction is once.
    let more = events(2, from: 95_300, of: ada)
    let results = try await store.ingest([batch(ada, more), batch(ada, [more[0]])])
    #expect(try results.map { try $0.get().total?.totalXP } == [1220, 1220])
    #expect(try await unusual(ada) == 20)
    // The next minute is another; an event of more points than its kind has is unusual by itself.
    _ = try await store.ingest(batch(ada, events(5, from: 95_310, of: ada, start: -3540)))
    #expect(try await unusual(ada) == 20)
    let rich = events(2, from: 95_320, of: ada, delta: 121, start: -1800)
    for _ in 0..<2 { _ = try await store.ingest(batch(ada, rich)) }
    #expect(try await unusual(ada) == 20 + 242)
    #expect(try await store.conflicts(in: batch(ada, quick + more + rich)) == [], "the mark is no part of it")
    #expect(try await store.points(of: ada).totalXP == 1220 + 50 + 242, "nobody loses any")
    let listed = try await store.students(of: schoolClass.id, teacher: teacher)
    #expect(listed?.map(\.unusualXP) == [262, 0])
    let board = try await store.board(of: schoolClass.id, since: now, teacher: teacher)
    #expect(board?.map(\.unusualXP) == [262, 0])
    // With the pupil goes what was known of the day.
    #expect(try await store.removeStudent(ada, from: schoolClass.id, teacher: teacher))
    _ = try await addStudent(95_012, proposed: ada, key: "ada", to: schoolClass)
    _ = try await store.ingest(batch(ada, quick))
    #expect(try await unusual(ada) == 0)
  }

  /// Who plays, however long nothing could be sent, and whatever their clock shows, wins nothing unusual.
  func checkHonestPupils() async throws {
    let schoolClass = try await newClass(96_003, of: try await newTeacher(96_001))
    let away = try await pupil(96_010, of: schoolClass)
    // Two weeks offline: 5,000 answers, a round of them each minute of half an hour a day, sent at once.
    var sent: [XPEvent] = []
    for day: Int64 in 0..<14 {
      sent += events(
        358, from: 96_1000 + UInt64(day) * 1000, of: away, start: -14 * 86_400 + day * 86_400, apart: 5000)
    }
    #expect(sent.count > 5000)
    for start in stride(from: 0, to: sent.count, by: 500) {
      let part = Array(sent[start..<min(start + 500, sent.count)])
      _ = try await store.ingest(batch(away, part, sentAt: now))
    }
    #expect(try await unusual(away) == 0)
    // A clock years ahead, or at the beginning of time, and a client that does not say so.
    for (place, year) in ["2046", "1970"].enumerated() {
      let student = try await pupil(96_020 + UInt64(place), of: schoolClass)
      let time = Timestamp("\(year)-01-01T00:00:00Z")!
      let events = (0..<500).map {
        XPEvent.test(97_0000 + UInt64(place * 1000 + $0), of: student, createdAt: time)
      }
      _ = try await store.ingest(batch(student, events))
      #expect(try await unusual(student) == 0, "\(year)")
    }
  }

  /// A day ends, whatever minutes its points are said to be of.
  func checkUnusualDays() async throws {
    let student = try await pupil(98_010, of: try await newClass(98_003, of: try await newTeacher(98_001)))
    // Whole rounds of 120 points, ten a minute, for two hours.
    let rounds = events(1201, from: 98_1000, of: student, delta: 120, start: -43_200, apart: 6000)
    for start in stride(from: 0, to: 1201, by: 400) {
      _ = try await store.ingest(batch(student, Array(rounds[start..<min(start + 400, 1201)])))
    }
    #expect(try await unusual(student) == 120)
    // Nor does it help to have no time at all, or to say that it was another minute.
    _ = try await store.ingest(batch(student, [.test(98_3000, of: student)]))
    _ = try await store.ingest(batch(student, events(3, from: 98_3100, of: student, start: -30_000)))
    #expect(try await unusual(student) == 160)
    _ = try await store.ingest(batch(student, events(3, from: 98_3200, of: student, start: -86_400)))
    #expect(try await unusual(student) == 160, "the day before was another")
    // A bonus is never unusual.
    _ = try await store.ingest(questBatch(student, [(98_4000, 10)]))
    #expect(try await unusual(student) == 160)
    #expect(try await store.points(of: student).totalXP == 1201 * 120 + 70 + quest.bonusXP)
  }

  /// Unusual points are no credit.
  func checkUnusualHomework() async throws {
    let teacher = try await newTeacher(99_001)
    let schoolClass = try await newClass(99_003, of: teacher)
    let other = try await newClass(99_004, of: teacher)
    let ada = try await pupil(99_010, of: schoolClass)
    for (number, schoolClass) in [(99_101, schoolClass), (99_102, other)] as [(UInt64, StoredClass)] {
      let piece = StoredHomework(
        id: .test(number), classID: schoolClass.id, title: "H", wordSetID: .test(5), goalXP: 100, dueAt: nil,
        createdAt: now)
      #expect(try await store.addHomework(piece, teacher: teacher, limit: 9))
    }
    func event(_ number: UInt64, _ delta: Int, for homework: UInt64) -> XPEvent {
      XPEvent(
        id: .test(number), studentID: ada, kind: "typing", delta: delta, wordSetID: nil,
        homeworkID: .test(homework), createdAt: now, metadata: [:])
    }
    _ = try await store.ingest(
      batch(
        ada,
        [
          event(99_200, 10, for: 99_101), event(99_201, 1000, for: 99_101), event(99_202, 10, for: 99_102),
        ]))
    let open = try await store.openHomework(of: ada, at: now)
    #expect(open.map(\.id) == [.test(99_101)], "homework of another class is none of hers")
    #expect(open.map(\.earnedXP) == [10])
  }
}
