/// The statements whose cost must not grow with the number of rows; a test reads their query plans.
enum SQL {
  static let ownerKey = "SELECT owner_id FROM owners WHERE server = ? AND student_id = ?"

  static let snapshot = """
    SELECT pending_count, pending_xp, quarantined_count, quarantined_xp,
      total_xp, games_played, total_version, last_sync_at, last_error, last_attempt_failed, sign_in_needed,
      (SELECT value FROM meta WHERE key = 'clock_skew_ms')
    FROM owners WHERE server = ? AND student_id = ?
    """

  static let insertEvent = """
    INSERT INTO outbox_events (owner_id, \(EventColumns.list)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let insertQuarantined = """
    INSERT INTO quarantined_events (owner_id, \(EventColumns.list), code, detail, quarantined_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """

  static let eventWithID = "SELECT \(EventColumns.list) FROM outbox_events WHERE owner_id = ? AND id = ?"

  static let quarantinedWithID =
    "SELECT \(EventColumns.list) FROM quarantined_events WHERE owner_id = ? AND id = ?"

  static let batch = """
    SELECT \(EventColumns.list) FROM outbox_events WHERE owner_id = ? ORDER BY id LIMIT ?
    """

  static let pendingCount = "SELECT pending_count FROM owners WHERE owner_id = ?"

  static let deleteEvent = "DELETE FROM outbox_events WHERE owner_id = ? AND id = ?"

  static let deleteQuarantined = "DELETE FROM quarantined_events WHERE owner_id = ? AND id = ?"
}
