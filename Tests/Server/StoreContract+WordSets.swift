import Primitives
import Store
import Testing

/// Word sets and who may see them: 60,000 on.
extension StoreContract {
  private func set(
    _ number: UInt64, of teacher: UniqueID, _ audience: StoredWordSet.Audience, title: String? = nil,
    level: String? = "A1", words: JSON? = nil, updated: Int64 = 0
  ) -> StoredWordSet {
    let words = words ?? [["term": "chat", "translations": ["Katze", "Kater"], "example": .null]]
    return StoredWordSet(
      summary: StoredWordSet.Summary(
        id: .test(number), title: title ?? "Set \(number)", from: "fr", to: "de-CH", level: level,
        audience: audience, wordCount: words.array?.count ?? 0, updatedAt: now.adding(seconds: updated)),
      teacherID: teacher, words: words)
  }

  func checkWordSets() async throws {
    let (teacher, stranger) = (try await newTeacher(60_001), try await newTeacher(60_002))
    let (mine, foreign) = (
      try await newClass(60_003, of: teacher), try await newClass(60_004, of: stranger)
    )
    let account = Account.teacher(teacher)
    #expect(try await store.wordSets(for: account) == [])
    let words: JSON = [
      ["term": "l\u{2019}été \u{1F308}", "translations": ["der \"Sommer\""], "example": "C\\'est l'été.\n"],
      ["term": "e\u{301}", "translations": ["a", "b"], "example": .null],
    ]
    let first = set(60_101, of: teacher, .schoolClass(mine.id), level: nil, words: words)
    #expect(try await store.put(first, limit: 2) == .created)
    #expect(try await store.wordSet(.test(60_101), for: account) == first)
    #expect(try await store.wordSet(.test(60_999), for: account) == nil)
    #expect(try await store.put(set(60_102, of: teacher, .teachersClasses), limit: 2) == .created)

    #expect(try await store.put(set(60_103, of: teacher, .teachersClasses), limit: 2) == .tooMany)
    #expect(try await store.put(set(60_101, of: stranger, .everybody), limit: 2) == .taken)
    #expect(try await store.put(set(60_103, of: teacher, .schoolClass(foreign.id)), limit: 9) == .noSuchClass)
    #expect(
      try await store.put(set(60_103, of: teacher, .schoolClass(.test(60_999))), limit: 9) == .noSuchClass)
    #expect(
      try await store.put(set(60_101, of: teacher, .schoolClass(foreign.id)), limit: 9) == .noSuchClass)
    // Where more than one thing is wrong.
    #expect(try await store.put(set(60_101, of: stranger, .schoolClass(mine.id)), limit: 0) == .taken)
    #expect(
      try await store.put(set(60_103, of: teacher, .schoolClass(foreign.id)), limit: 2) == .noSuchClass)
    #expect(try await store.wordSet(.test(60_101), for: account) == first, "none of them changed anything")
    #expect(try await store.wordSet(.test(60_103), for: account) == nil)

    let second = set(60_101, of: teacher, .teachersClasses, title: "Neu", level: "B2", updated: 60)
    #expect(try await store.put(second, limit: 2) == .replaced, "a set that is there needs no room")
    #expect(try await store.wordSet(.test(60_101), for: account) == second)
    #expect(try await store.put(second, limit: 2) == .replaced)
    #expect(try await store.put(set(60_104, of: stranger, .teachersClasses), limit: 2) == .created)
    #expect(try await store.wordSets(for: account).map(\.id) == [.test(60_101), .test(60_102)])
    try await checkSetLimit()
  }

  /// Many calls at the same time don't go beyond a limit, and one id is one set.
  private func checkSetLimit() async throws {
    let teacher = try await newTeacher(60_005)
    let outcomes = try await withThrowingTaskGroup(of: PutOutcome.self) { group in
      for number: UInt64 in 0..<20 {
        let set = set(60_200 + number / 2, of: teacher, .teachersClasses)
        group.addTask { try await store.put(set, limit: 5) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == .created }.count == 5)
    #expect(outcomes.allSatisfy { [.created, .replaced, .tooMany].contains($0) })
    #expect(try await store.wordSets(for: .teacher(teacher)).count == 5)
  }

  func checkAudiences() async throws {
    let (teacher, stranger) = (try await newTeacher(61_001), try await newTeacher(61_002))
    let mine = try await newClass(61_003, of: teacher)
    let parallel = try await newClass(61_004, of: teacher)
    let foreign = try await newClass(61_005, of: stranger)
    let pupils = (
      own: Account.student(try await pupil(61_010, of: mine)),
      parallel: Account.student(try await pupil(61_011, of: parallel)),
      foreign: Account.student(try await pupil(61_012, of: foreign))
    )
    // The titles are in another order than the ids, and not in a language's order.
    let sets = [
      set(61_101, of: teacher, .schoolClass(mine.id), title: "b"),
      set(61_102, of: teacher, .teachersClasses, title: "Z"),
      set(61_103, of: teacher, .everybody, title: "é"),
      set(61_104, of: stranger, .everybody, title: "b"),
      set(61_105, of: stranger, .schoolClass(foreign.id), title: "a"),
      set(61_106, of: stranger, .teachersClasses, title: "aa"),
    ]
    for set in sets { #expect(try await store.put(set, limit: 9) == .created) }
    let seen: [(Account, [UInt64])] = [
      (pupils.own, [61_102, 61_101, 61_104, 61_103]), (pupils.parallel, [61_102, 61_104, 61_103]),
      (pupils.foreign, [61_105, 61_106, 61_104, 61_103]),
      (.teacher(teacher), [61_102, 61_101, 61_104, 61_103]),
      (.teacher(stranger), [61_105, 61_106, 61_104, 61_103]),
      (.student(.test(61_999)), [61_104, 61_103]),
    ]
    for (account, numbers) in seen {
      let expected = numbers.map { number in sets[Int(number - 61_101)].summary }
      #expect(try await store.wordSets(for: account) == expected, "\(account)")
      for set in sets {
        let isSeen = expected.contains(set.summary)
        #expect(try await store.wordSet(set.summary.id, for: account) == (isSeen ? set : nil), "\(account)")
      }
    }
    // What is taken back is seen no more.
    let narrowed = set(61_103, of: teacher, .schoolClass(mine.id), title: "é")
    #expect(try await store.put(narrowed, limit: 9) == .replaced)
    for account in [pupils.parallel, pupils.foreign, .teacher(stranger)] {
      #expect(try await store.wordSet(.test(61_103), for: account) == nil)
    }
    #expect(try await store.wordSet(.test(61_103), for: pupils.own) == narrowed)
  }
}
