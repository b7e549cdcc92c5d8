import GRDB
import Primitives
import Store
import XP

/// The SQL of quest progress, on a connection that is in a transaction.
struct QuestLog {
  private let database: Database

  init(_ database: Database) { self.database = database }

  /// Inserts what is new, finds out whether the rest is the same, and awards what is due. After `.conflicting` the
  /// caller rolls back.
  func store(_ batch: QuestBatch) throws -> QuestOutcome {
    let insert = try database.cachedStatement(sql: Self.insertSQL)
    var conflicts: [Int] = []
    for (index, progress) in batch.progress.enumerated() {
      let event = progress.event
      try insert.execute(arguments: [
        event.id.description, batch.studentID.description, event.questID, event.questDate.description,
        event.progress, event.createdAt.microseconds, batch.receivedAt.microseconds,
        progress.occurredAt.microseconds, progress.earnsBonus,
      ])
      if database.changesCount == 0, try isConflict(event) { conflicts.append(index) }
    }
    guard conflicts.isEmpty else { return .conflicting(conflicts) }
    let standings = try batch.goals.map { try standing(of: $0, in: batch) }
    return .stored(standings, try Ledger(database).total(of: batch.studentID).total)
  }

  /// True where the id is stored with another owner or payload.
  func isConflict(_ event: QuestEvent) throws -> Bool {
    let statement = try database.cachedStatement(sql: Self.eventSQL)
    guard let row = try Row.fetchOne(statement, arguments: [event.id.description]) else { return false }
    let stored = QuestEvent(
      id: event.id, studentID: try UniqueID(column: 0, of: row), questID: row[1],
      questDate: CivilDate(row[2] as String) ?? CivilDate(daysSince1970: 0), progress: row[3],
      createdAt: Timestamp(microseconds: row[4]))
    return stored != event
  }

  func quests(of student: UniqueID, on date: CivilDate) throws -> [StoredQuest] {
    try Row.fetchAll(
      database,
      sql:
        "SELECT quest_id, progress, completed_at FROM quest_standings WHERE student_id = ? AND quest_date = ?",
      arguments: [student.description, date.description]
    ).map {
      StoredQuest(questID: $0[0], progress: $0[1], completedAt: Timestamp.optional(column: 2, of: $0))
    }
  }

  /// How far the student has come, once the bonus is awarded if it is due.
  private func standing(of goal: QuestBatch.Goal, in batch: QuestBatch) throws -> QuestStanding {
    let key: StatementArguments = [
      batch.studentID.description, goal.date.description, goal.quest.id,
    ]
    let row = try Row.fetchOne(database.cachedStatement(sql: Self.standingSQL), arguments: key)
    let (progress, earning): (Int, Int) = row.map { ($0[0], $0[2]) } ?? (0, 0)
    var completedAt = row.flatMap { Timestamp.optional(column: 1, of: $0) }
    if completedAt == nil, earning >= goal.quest.goal {
      _ = try Ledger(database).insertOwn(bonus(of: goal, in: batch), receivedAt: batch.receivedAt)
      completedAt = batch.receivedAt
      try database.cachedStatement(sql: Self.completionSQL)
        .execute(arguments: [batch.receivedAt.microseconds] + key)
    }
    return QuestStanding(
      questID: goal.quest.id, date: goal.date, progress: progress, goal: goal.quest.goal,
      completedAt: completedAt, bonusXP: goal.quest.bonusXP)
  }

  private func bonus(of goal: QuestBatch.Goal, in batch: QuestBatch) -> XPEvent {
    XPEvent(
      id: goal.bonusID, studentID: batch.studentID, kind: EventKind.dailyQuest.rawValue,
      delta: goal.quest.bonusXP, wordSetID: nil, homeworkID: nil, createdAt: batch.receivedAt,
      metadata: ["quest_id": .string(goal.quest.id), "quest_date": .string(goal.date.description)])
  }

  private static let insertSQL = """
    INSERT INTO quest_events (
      id, student_id, quest_id, quest_date, progress, created_at, received_at, occurred_at, earns_bonus)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
    """

  private static let eventSQL = """
    SELECT student_id, quest_id, quest_date, progress, created_at FROM quest_events WHERE id = ?
    """

  private static let standingSQL = """
    SELECT progress, completed_at, earning_progress FROM quest_standings
    WHERE student_id = ? AND quest_date = ? AND quest_id = ?
    """

  private static let completionSQL = """
    UPDATE quest_standings SET completed_at = ? WHERE student_id = ? AND quest_date = ? AND quest_id = ?
    """
}
