import Primitives
import Store
import Testing
import XP

/// What every store must do; each implementation's tests run all of it over a fresh store.
///
/// One file a concern, each with ids of its own range, so that no check depends on another.
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

  func checkAll() async throws {
    try await store.check()
    try await checkAccounts()
    try await checkCaps()
    try await checkClasses()
    try await checkIngest()
    try await checkOccurrences()
    try await checkConflicts()
    try await checkPages()
    try await checkConcurrency()
    try await checkGroups()
    try await checkTokensOfBatches()
    try await checkQuests()
    try await checkQuestsWithoutBonus()
    try await checkQuestConflicts()
    try await checkQuestConcurrency()
    try await checkStudents()
    try await checkLongNames()
    try await checkPINs()
    try await checkLooks()
    try await checkJoinable()
    try await checkPINAttempts()
    try await checkRemoval()
    try await checkRemovalUnderLoad()
    try await checkLeaderboard()
    try await checkBoards()
    try await checkPresences()
    try await checkWaitingDevices()
    try await checkDeadTokens()
    try await checkPupil()
    try await checkHomework()
    try await checkOpenHomework()
    try await checkUnusual()
    try await checkHonestPupils()
    try await checkUnusualDays()
    try await checkUnusualHomework()
    try await checkWordSets()
    try await checkAudiences()
    if let store = store as? any OldProgressStore { try await checkBalances(store) }
    #expect(try await store.mismatches() == [])
    try await store.check()
  }
}

// MARK: What the checks are made of

extension StoreContract {
  /// The token of that number.
  func hash(_ number: UInt64) -> TokenHash {
    TokenHash(bytes: UniqueID.test(number).bytes + UniqueID.test(number).bytes)
  }

  /// The code of that number, of up to six digits.
  private func code(_ number: UInt64) -> String {
    let letters = Array("ABCDEFGHJK")
    let digits = String(1_000_000 + number).dropFirst().compactMap(\.wholeNumberValue)
    return String(digits.map { letters[$0] })
  }

  func addStudent(
    _ number: UInt64, proposed: UniqueID? = nil, key: String? = nil, classLimit: Int = 100,
    to wanted: StoredClass? = nil
  ) async throws -> AddStudentOutcome {
    try await store.addStudent(
      NewStudent(
        proposedID: proposed, fallbackID: .test(number), classID: (wanted ?? schoolClass).id,
        displayName: "S\(number)", nameKey: name(key ?? "s\(number)"), pinHash: "scrypt$x",
        token: hash(number),
        createdAt: now), classLimit: classLimit)
  }

  /// A name that looks like none but itself.
  func name(_ key: String) -> NameKey { NameKey(exact: key, look: key) }

  /// A new pupil of a class, whose id and token have that number.
  func pupil(_ number: UInt64, of schoolClass: StoredClass, key: String? = nil) async throws -> UniqueID {
    #expect(try await addStudent(number, key: key, to: schoolClass) == .added(.test(number)))
    return .test(number)
  }

  /// A new teacher whose id and token have that number.
  func newTeacher(_ number: UInt64) async throws -> UniqueID {
    try await store.addTeacher(
      NewTeacher(id: .test(number), displayName: "T\(number)", token: hash(number), createdAt: now))
    return .test(number)
  }

  /// A new class whose id has that number.
  func newClass(_ number: UInt64, of teacher: UniqueID) async throws -> StoredClass {
    let new = StoredClass(id: .test(number), name: "C\(number)", code: code(number))
    #expect(try await store.addClass(NewClass(schoolClass: new, teacherID: teacher, createdAt: now)))
    return new
  }

  func batch(
    _ student: UniqueID, _ events: [XPEvent], at time: Timestamp? = nil, sentAt: Timestamp? = nil,
    token: TokenHash? = nil
  ) -> EventBatch {
    EventBatch(studentID: student, events: events, receivedAt: time ?? now, sentAt: sentAt, token: token)
  }

  /// A quest with a goal of 10 and a bonus of 20.
  var quest: Quest { Quest.catalogue[0] }
  /// The day of `now`.
  var today: CivilDate { now.date() }

  /// Progress on `quest`: numbers of events, and how much each is.
  func questBatch(
    _ student: UniqueID, _ events: [(UInt64, Int)], quests: [Quest]? = nil, date: CivilDate? = nil,
    at time: Timestamp? = nil, earnsBonus: Bool = true
  ) -> QuestBatch {
    let (quests, date) = (quests ?? [quest], date ?? today)
    return QuestBatch(
      studentID: student,
      progress: quests.flatMap { quest in
        events.map { number, progress in
          QuestBatch.Progress(
            event: QuestEvent(
              id: .test(number + (quest == quests[0] ? 0 : 1)), studentID: student, questID: quest.id,
              questDate: date, progress: progress, createdAt: now), occurredAt: now, earnsBonus: earnsBonus)
        }
      },
      goals: quests.map {
        QuestBatch.Goal(
          quest: $0, date: date, bonusID: .questBonus(student: student, quest: $0.id, date: date))
      }, receivedAt: time ?? now)
  }
}

extension IngestOutcome {
  /// The total after a batch that was stored; nil for every other.
  var total: LedgerTotal? {
    if case .stored(let total, _) = self { total } else { nil }
  }
}

extension Store {
  /// Stores a batch in a transaction of its own.
  func ingest(_ batch: EventBatch) async throws -> IngestOutcome {
    try #require(try await ingest([batch]).first).get()
  }

  /// Who a token belongs to.
  func account(for token: TokenHash) async throws -> Account? {
    try #require(try await accounts(for: [token]).first)?.account
  }

  /// The total of a student that a check needs in passing.
  func points(of student: UniqueID) async throws -> LedgerTotal { try await total(of: student).total }
}
