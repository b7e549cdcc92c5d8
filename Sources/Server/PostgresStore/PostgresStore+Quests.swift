package import Primitives
package import Store
import XP

extension PostgresStore {
  package func ingest(_ batch: QuestBatch) async throws(StoreError) -> QuestOutcome {
    // A second time it finds everything stored, and answers the same.
    try await ask("ingest_quest_events", batch.request, as: .service, effect: .idempotent) {
      if let places = $0["conflicts"]?.list(\.integer) { return .conflicting(places) }
      guard let rows = $0["standings"]?.array, rows.count == batch.goals.count,
        let total = LedgerTotal(row: $0)
      else { return nil }
      let standings = zip(batch.goals, rows).compactMap { QuestStanding(goal: $0, row: $1) }
      return standings.count == rows.count ? .stored(standings, total) : nil
    }
  }

  package func conflicts(in batch: QuestBatch) async throws(StoreError) -> [Int] {
    try await query("find_quest_conflicts", batch.request, as: .service) { $0.list(\.integer) }
  }

  package func quests(of student: UniqueID, on date: CivilDate) async throws(StoreError) -> [StoredQuest] {
    try await query("get_quests", ["date": .string(date.description)], as: .account(student)) {
      $0.list(StoredQuest.init(row:))
    }
  }
}

extension QuestBatch {
  /// The argument of `ingest_quest_events`.
  fileprivate var request: JSON {
    [
      "student_id": .id(studentID), "received_at": .time(receivedAt),
      "events": .array(
        progress.map { progress in
          [
            "id": .id(progress.event.id), "quest_id": .string(progress.event.questID),
            "quest_date": .string(progress.event.questDate.description),
            "progress": .integer(progress.event.progress), "created_at": .time(progress.event.createdAt),
            "occurred_at": .time(progress.occurredAt), "earns_bonus": .bool(progress.earnsBonus),
          ]
        }),
      "goals": .array(
        goals.map { goal in
          [
            "quest_id": .string(goal.quest.id), "quest_date": .string(goal.date.description),
            "goal": .integer(goal.quest.goal), "bonus_xp": .integer(goal.quest.bonusXP),
            "bonus_id": .id(goal.bonusID), "spare_id": .id(goal.spareBonusID),
          ]
        }),
    ]
  }
}

extension QuestStanding {
  fileprivate init?(goal: QuestBatch.Goal, row: JSON) {
    guard let progress = row["progress"]?.integer, let completedAt = row.optional("completed_at", \.time)
    else { return nil }
    self.init(
      questID: goal.quest.id, date: goal.date, progress: progress, goal: goal.quest.goal,
      completedAt: completedAt, bonusXP: goal.quest.bonusXP)
  }
}

extension StoredQuest {
  init?(row: JSON) {
    guard let questID = row["quest_id"]?.string, let progress = row["progress"]?.integer,
      let completedAt = row.optional("completed_at", \.time)
    else { return nil }
    self.init(questID: questID, progress: progress, completedAt: completedAt)
  }
}
