import GRDB
import Primitives
import XP

/// What the server told of quests, homework and word sets.
extension Database {
  // MARK: Quests

  /// How far an owner is with the quests of a date.
  func progress(of key: Int64, on date: CivilDate) throws -> [String: QuestProgress] {
    var progress: [String: QuestProgress] = [:]
    for row in try rows(SQL.standingsOfDay, [key, date.description]) {
      guard let id = row.value(0, as: String.self) else { continue }
      progress[id] = QuestProgress(
        confirmed: row.value(2) ?? 0, pending: row.value(1) ?? 0, isCompleted: row.time(at: 3) != nil)
    }
    return progress
  }

  /// Stores the server's word on quests, and forgets that of quests long past.
  func store(_ standings: [QuestStanding], key: Int64) throws {
    for standing in standings {
      try run(
        """
        INSERT INTO quest_standings (owner_id, quest_date, quest_id, progress, goal, completed_at, bonus_xp)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (owner_id, quest_date, quest_id) DO UPDATE SET
          progress = max(progress, excluded.progress), goal = excluded.goal,
          completed_at = coalesce(completed_at, excluded.completed_at), bonus_xp = excluded.bonus_xp
        """,
        [
          key, standing.date.description, standing.questID, standing.progress, standing.goal,
          standing.completedAt?.microseconds, standing.bonusXP,
        ])
    }
    guard let latest = standings.map(\.date.daysSince1970).max() else { return }
    try run(
      "DELETE FROM quest_standings WHERE owner_id = ? AND quest_date < ? AND pending_progress = 0",
      [key, CivilDate(daysSince1970: latest - 14).description])
  }

  /// Remembers whether the server knows quests.
  func storeQuestsUnknown(_ isUnknown: Bool, key: Int64) throws {
    try run(
      "UPDATE owners SET quests_unknown = ?1 WHERE owner_id = ?2 AND quests_unknown <> ?1",
      [isUnknown ? 1 : 0, key])
  }

  // MARK: Homework

  func homework(of owner: Owner) throws -> [Homework] {
    guard let key = try key(of: owner) else { return [] }
    let sql = """
      SELECT id, title, word_set_id, goal_xp, due_at, earned_xp FROM known_homework
      WHERE owner_id = ? ORDER BY position
      """
    return try rows(sql, [key]).compactMap { row in
      guard let id = row.id(at: 0), let title = row.value(1, as: String.self), let set = row.id(at: 2),
        let goal = row.value(3, as: Int.self), let earned = row.value(5, as: Int.self)
      else { return nil }
      return Homework(
        id: id, title: title, wordSetID: set, goalXP: goal, dueAt: row.time(at: 4), earnedXP: earned)
    }
  }

  func store(_ homework: [Homework], key: Int64) throws {
    try run("DELETE FROM known_homework WHERE owner_id = ?", [key])
    for (position, homework) in homework.enumerated() {
      try run(
        "INSERT INTO known_homework VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
          key, position, homework.id.blob, homework.title, homework.wordSetID.blob, homework.goalXP,
          homework.dueAt?.microseconds, homework.earnedXP,
        ])
    }
  }

  /// Counts waiting points that the server has confirmed towards their homework: the ledger has them from now on.
  func countTowardsHomework(_ ids: [UniqueID], key: Int64) throws {
    guard try row("SELECT 1 FROM known_homework WHERE owner_id = ? LIMIT 1", [key]) != nil else { return }
    for id in ids {
      try run(
        """
        UPDATE known_homework SET earned_xp = earned_xp + e.delta
        FROM outbox_events AS e
        WHERE known_homework.owner_id = ?1 AND e.owner_id = ?1 AND e.id = ?2
          AND known_homework.id = e.homework_id
        """, [key, id.blob])
    }
  }

  // MARK: Word sets

  func setVersions(of owner: Owner) throws -> [UniqueID: String] {
    guard let key = try key(of: owner) else { return [:] }
    var versions: [UniqueID: String] = [:]
    for row in try rows("SELECT id, updated_at FROM downloaded_sets WHERE owner_id = ?", [key]) {
      if let id = row.id(at: 0) { versions[id] = row.value(1) }
    }
    return versions
  }

  /// Stores the version of a set that lies here now; nil where it no longer does.
  func storeSetVersion(_ version: String?, of set: UniqueID, key: Int64) throws {
    if let version {
      try run(
        """
        INSERT INTO downloaded_sets VALUES (?, ?, ?)
        ON CONFLICT (owner_id, id) DO UPDATE SET updated_at = excluded.updated_at
        """, [key, set.blob, version])
    } else {
      try run("DELETE FROM downloaded_sets WHERE owner_id = ? AND id = ?", [key, set.blob])
    }
  }
}

extension Quest {
  /// The goal of each quest of the catalogue.
  static let goals = Dictionary(uniqueKeysWithValues: catalogue.map { ($0.id, $0.goal) })
}
