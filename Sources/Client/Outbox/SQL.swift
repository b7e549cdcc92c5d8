/// The statements whose cost must not grow with the number of rows; a test reads their query plans.
enum SQL {
  /// Of `?1`, a ledger or what stands for one, and the student `?2`.
  static let ownerKey = """
    SELECT coalesce(
      (SELECT owner_id FROM owner_aliases WHERE server = ?1 AND student_id = ?2),
      (SELECT owner_id FROM owners WHERE server = ?1 AND student_id = ?2))
    """

  /// What an owner has that a server would take, or has refused. Quests that it does not know are nobody's trouble.
  private static let waitingCount = """
    pending_count + quarantined_count + quest_quarantined_count + iif(quests_unknown, 0, quest_pending_count)
    """

  /// What is known of the owner with the key `?1`. Elsewhere are those of the same name, and the same student before joining a class.
  static let snapshot = snapshot(of: "?1")

  /// The same of an owner whose key is looked up in the same step.
  static let snapshotOfOwner = snapshot(of: "(\(ownerKey))")

  private static func snapshot(of key: String) -> String {
    """
    SELECT pending_count, pending_xp, quarantined_count, quarantined_xp,
      total_xp, games_played, total_version, last_sync_at, last_error, last_attempt_failed, sign_in_needed,
      (SELECT value FROM meta WHERE key = 'clock_skew_ms'),
      quest_pending_count, quest_quarantined_count, quests_unknown,
      coalesce((SELECT sum(\(waitingCount)) FROM owners AS other
        WHERE other.name_key = owners.name_key AND other.owner_id <> owners.owner_id), 0)
      + coalesce((SELECT sum(\(waitingCount)) FROM owners AS other
        WHERE other.server = '' AND other.student_id = owners.student_id AND other.owner_id <> owners.owner_id), 0),
      coalesce((SELECT sum(pending_xp + quarantined_xp) FROM owners AS other
        WHERE other.name_key = owners.name_key AND other.owner_id <> owners.owner_id), 0)
      + coalesce((SELECT sum(pending_xp + quarantined_xp) FROM owners AS other
        WHERE other.server = '' AND other.student_id = owners.student_id AND other.owner_id <> owners.owner_id), 0),
      (SELECT count(*) FROM damaged_rows WHERE owner_id = owners.owner_id AND NOT is_dismissed)
    FROM owners WHERE owner_id = \(key)
    """
  }

  static let standingsOfDay = """
    SELECT quest_id, pending_progress, progress, completed_at FROM quest_standings
    WHERE owner_id = ? AND quest_date = ?
    """

  static let all =
    [ownerKey, snapshot, snapshotOfOwner, standingsOfDay] + QueueSQL.points.statements
    + QueueSQL.quests.statements
}

/// The statements of one queue and its quarantine.
struct QueueSQL: Sendable {
  let table: String
  let quarantine: String
  /// The columns of an event, the same in both tables, the id first and the checksum last.
  let columns: String
  /// The same of a file whose rows have no checksums yet.
  let uncheckedColumns: String
  let columnCount: Int
  let insert: String
  let insertQuarantined: String
  let withID: String
  let quarantinedWithID: String
  let batch: String
  let pendingCount: String
  let delete: String
  let deleteQuarantined: String

  private init(table: String, quarantine: String, columns names: [String], counter: String) {
    uncheckedColumns = (names + ["NULL"]).joined(separator: ", ")
    let names = names + ["checksum"]
    let columns = names.joined(separator: ", ")
    let places = names.map { _ in "?" }.joined(separator: ", ")
    (self.table, self.quarantine, self.columns, columnCount) = (table, quarantine, columns, names.count)
    insert = "INSERT INTO \(table) (owner_id, \(columns)) VALUES (?, \(places))"
    insertQuarantined = """
      INSERT INTO \(quarantine) (owner_id, \(columns), code, detail, quarantined_at)
      VALUES (?, \(places), ?, ?, ?)
      """
    withID = "SELECT \(columns) FROM \(table) WHERE owner_id = ? AND id = ?"
    quarantinedWithID = "SELECT \(columns) FROM \(quarantine) WHERE owner_id = ? AND id = ?"
    batch = "SELECT \(columns) FROM \(table) WHERE owner_id = ? ORDER BY id LIMIT ?"
    pendingCount = "SELECT \(counter) FROM owners WHERE owner_id = ?"
    delete = "DELETE FROM \(table) WHERE owner_id = ? AND id = ?"
    deleteQuarantined = "DELETE FROM \(quarantine) WHERE owner_id = ? AND id = ?"
  }

  static let points = QueueSQL(
    table: "outbox_events", quarantine: "quarantined_events",
    columns: ["id", "kind", "delta", "word_set_id", "homework_id", "created_at", "metadata"],
    counter: "pending_count")

  static let quests = QueueSQL(
    table: "outbox_quest_events", quarantine: "quarantined_quest_events",
    columns: ["id", "quest_id", "quest_date", "progress", "created_at"], counter: "quest_pending_count")

  var statements: [String] {
    [
      insert, insertQuarantined, withID, quarantinedWithID, batch, pendingCount, delete, deleteQuarantined,
    ]
  }
}
