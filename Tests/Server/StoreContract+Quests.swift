import Primitives
import Store
import Testing
import XP

/// Quest progress and its bonus: 20,000 on.
extension StoreContract {
  private func standing(
    _ progress: Int, of quest: Quest? = nil, on date: CivilDate? = nil, completedAt: Timestamp? = nil
  ) -> QuestStanding {
    let quest = quest ?? self.quest
    return QuestStanding(
      questID: quest.id, date: date ?? today, progress: progress, goal: quest.goal, completedAt: completedAt,
      bonusXP: quest.bonusXP)
  }

  func checkQuests() async throws {
    let (student, other) = (
      try await pupil(20_000, of: schoolClass), try await pupil(20_001, of: schoolClass)
    )
    #expect(try await store.quests(of: student, on: today) == [])
    // An id of the ledger's is no id of the quests'.
    _ = try await store.ingest(batch(other, [.test(20_100, of: other)]))
    let first = questBatch(student, [(20_100, 3), (20_101, 1)])
    for _ in 0..<2 {
      #expect(try await store.conflicts(in: first) == [])
      #expect(try await store.ingest(first) == .stored([standing(4)], .zero), "a resend changes nothing")
    }
    let open = StoredQuest(questID: quest.id, progress: 4, completedAt: nil)
    #expect(try await store.quests(of: student, on: today) == [open])
    let tomorrow = CivilDate(daysSince1970: today.daysSince1970 + 1)
    #expect(try await store.quests(of: student, on: tomorrow) == [])
    #expect(try await store.quests(of: other, on: today) == [])
    #expect(try await store.total(of: student).updatedAt == nil, "progress is no event of the ledger")

    let then = now.adding(seconds: 60)
    let paid = LedgerTotal(totalXP: quest.bonusXP, gamesPlayed: 1, version: 1)
    let last = questBatch(student, [(20_101, 1), (20_102, 7)], at: then)
    #expect(try await store.ingest(last) == .stored([standing(11, completedAt: then)], paid))
    let bonus = XPEvent(
      id: .questBonus(student: student, quest: quest.id, date: today), studentID: student,
      kind: "daily_quest", delta: quest.bonusXP, wordSetID: nil, homeworkID: nil, createdAt: then,
      metadata: ["quest_id": .string(quest.id), "quest_date": .string(today.description)])
    #expect(
      try await store.events(of: student, limit: 9, before: nil).events
        == [StoredEvent(event: bonus, occurredAt: then, receivedAt: then)])
    #expect(try await store.total(of: student).lastGameType == "daily_quest")

    let later = then.adding(seconds: 60)
    let more = questBatch(student, [(20_102, 7), (20_103, 1000)], at: later)
    for _ in 0..<2 {
      #expect(try await store.ingest(more) == .stored([standing(1011, completedAt: then)], paid))
    }
    // The same quest on another day is another bonus; one call may reach its goal at once.
    let next = questBatch(student, [(20_104, 10)], date: tomorrow, at: later)
    let twice = LedgerTotal(totalXP: 2 * quest.bonusXP, gamesPlayed: 2, version: 2)
    let done = standing(10, on: tomorrow, completedAt: later)
    #expect(try await store.ingest(next) == .stored([done], twice))
    #expect(try await store.quests(of: student, on: tomorrow).map(\.completedAt) == [later])
    try await checkOrderOfGoals()
    try await checkTakenBonus()
  }

  /// Anybody could work out the id of a bonus and give it to an event of their own: it is paid all the same, once, under
  /// the spare id.
  private func checkTakenBonus() async throws {
    let (student, thief) = (
      try await pupil(20_003, of: schoolClass), try await pupil(20_004, of: schoolClass)
    )
    let id = UniqueID.questBonus(student: student, quest: quest.id, date: today)
    let forgery = XPEvent.test(20_301, of: thief, delta: 1).withID(id)
    #expect(try await store.ingest(batch(thief, [forgery])).total?.totalXP == 1)
    let total = LedgerTotal(totalXP: quest.bonusXP, gamesPlayed: 1, version: 1)
    let batch = questBatch(student, [(20_300, 10)])
    for _ in 0..<2 {
      #expect(try await store.ingest(batch) == .stored([standing(10, completedAt: now)], total))
    }
    let bonus = try #require(try await store.events(of: student, limit: 9, before: nil).events.first)
    #expect(bonus.event.id == .spare(for: id))
    #expect(try await store.points(of: thief).totalXP == 1, "nobody loses what they have")
  }

  /// Progress of another day than the quest's, or that came too late, is progress, and earns no bonus.
  func checkQuestsWithoutBonus() async throws {
    let student = try await pupil(20_005, of: schoolClass)
    let late = questBatch(student, [(20_400, 30)], earnsBonus: false)
    #expect(try await store.ingest(late) == .stored([standing(30)], .zero))
    #expect(
      try await store.ingest(questBatch(student, [(20_401, 9)])) == .stored([standing(39)], .zero))
    let total = LedgerTotal(totalXP: quest.bonusXP, gamesPlayed: 1, version: 1)
    let last = questBatch(student, [(20_402, 1)])
    #expect(try await store.ingest(last) == .stored([standing(40, completedAt: now)], total))
    // What was stored first counts, whatever is made of a resend.
    let again = questBatch(student, [(20_400, 30)])
    #expect(try await store.ingest(again) == .stored([standing(40, completedAt: now)], total))
  }

  /// Two quests in one batch: the standings come in the order of the goals.
  private func checkOrderOfGoals() async throws {
    let student = try await pupil(20_002, of: schoolClass)
    let quests = [Quest.catalogue[5], Quest.catalogue[1]]
    let outcome = try await store.ingest(questBatch(student, [(20_200, 25)], quests: quests))
    let total = LedgerTotal(totalXP: quests[1].bonusXP, gamesPlayed: 1, version: 1)
    #expect(
      outcome == .stored([standing(25, of: quests[0]), standing(25, of: quests[1], completedAt: now)], total)
    )
    let stored = try await store.quests(of: student, on: today)
    #expect(Set(stored.map(\.questID)) == Set(quests.map(\.id)))
    #expect(stored.count == 2)
  }

  func checkQuestConflicts() async throws {
    let (one, other) = (
      try await pupil(21_000, of: schoolClass), try await pupil(21_001, of: schoolClass)
    )
    _ = try await store.ingest(questBatch(one, [(21_100, 4)]))
    let event = try #require(questBatch(one, [(21_100, 4)]).progress.first).event
    func changed(
      owner: UniqueID? = nil, quest: String? = nil, date: CivilDate? = nil, progress: Int = 4,
      createdAt: Timestamp? = nil
    ) -> QuestEvent {
      QuestEvent(
        id: event.id, studentID: owner ?? one, questID: quest ?? event.questID,
        questDate: date ?? event.questDate, progress: progress, createdAt: createdAt ?? event.createdAt)
    }
    let forgeries = [
      changed(progress: 5), changed(createdAt: now.adding(seconds: -1)), changed(quest: "typing_20"),
      changed(date: CivilDate(daysSince1970: today.daysSince1970 - 1)), changed(owner: other),
    ]
    for forgery in forgeries {
      // What goes with it would reach the goal.
      let good = questBatch(forgery.studentID, [(21_101, 100)])
      let batch = QuestBatch(
        studentID: forgery.studentID,
        progress: good.progress + [
          QuestBatch.Progress(event: forgery, occurredAt: now, earnsBonus: true)
        ], goals: good.goals, receivedAt: now)
      #expect(try await store.conflicts(in: batch) == [1])
      #expect(try await store.ingest(batch) == .conflicting([1]))
    }
    #expect(try await store.quests(of: one, on: today).map(\.progress) == [4], "nothing of them is stored")
    #expect(try await store.quests(of: other, on: today) == [])
    for student in [one, other] { #expect(try await store.points(of: student) == .zero) }
    await expectRefused { _ = try await store.ingest(questBatch(.test(21_999), [(21_102, 10)])) }
    #expect(try await store.quests(of: .test(21_999), on: today) == [])
  }

  /// From however many calls at the same time: each bit of progress counts once, and the bonus is paid once.
  func checkQuestConcurrency() async throws {
    for number: UInt64 in 22_000..<22_003 { _ = try await pupil(number, of: schoolClass) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task: UInt64 in 0..<90 {
        let student = UniqueID.test(22_000 + task % 3)
        // Every event comes twice, and points of the same student come between.
        let quests = questBatch(student, [(22_100 + task % 45, 1)])
        let points = batch(student, [.test(22_300 + task, of: student, delta: 1)])
        group.addTask {
          guard case .stored = try await store.ingest(quests) else {
            Issue.record("a resend is no conflict")
            return
          }
        }
        group.addTask { _ = try await store.ingest(points) }
      }
      try await group.waitForAll()
    }
    for number: UInt64 in 22_000..<22_003 {
      let student = UniqueID.test(number)
      let stored = try await store.quests(of: student, on: today)
      #expect(stored == [StoredQuest(questID: quest.id, progress: 15, completedAt: now)])
      let total = LedgerTotal(totalXP: 30 + quest.bonusXP, gamesPlayed: 31, version: 31)
      #expect(try await store.points(of: student) == total)
    }
  }

  /// Expects that a constraint kept something from being stored.
  func expectRefused(_ body: () async throws -> Void) async {
    do {
      try await body()
      Issue.record("it was stored")
    } catch StoreError.refused {
    } catch {
      Issue.record("it failed for another reason: \(error)")
    }
  }
}
