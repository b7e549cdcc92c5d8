import Foundation
import GRDB
import Primitives
import XP

extension Database {
  /// The key of an owner; nil for one that has no rows yet.
  func key(of owner: Owner) throws -> Int64? {
    try row(SQL.ownerKey, [owner.ledger ?? "", owner.studentID.blob])?.value(0)
  }

  /// The key of an owner, made where it is missing.
  func makeKey(of owner: Owner) throws -> Int64 {
    if let key = try key(of: owner) { return key }
    try run(
      "INSERT INTO owners (server, student_id) VALUES (?, ?)", [owner.ledger ?? "", owner.studentID.blob])
    return lastInsertedRowID
  }

  /// What is known of an owner, in one step whatever the number of rows.
  func snapshot(of owner: Owner) throws -> OutboxSnapshot {
    if let row = try row(SQL.snapshotOfOwner, [owner.ledger ?? "", owner.studentID.blob]) {
      return OutboxSnapshot(row)
    }
    var snapshot = OutboxSnapshot()
    snapshot.clockSkewMilliseconds = try clockSkew()
    return snapshot
  }

  /// The same of an owner whose key is known.
  func snapshot(of key: Int64) throws -> OutboxSnapshot {
    try row(SQL.snapshot, [key]).map { OutboxSnapshot($0) } ?? OutboxSnapshot()
  }

  /// Stores the ledger's word unless a newer one is known, or it is beyond belief. One beyond belief that is
  /// there already gives way to any: it would bar the true ones for ever.
  func store(_ total: LedgerTotal, key: Int64) throws {
    guard max(total.totalXP, total.gamesPlayed, total.version) <= LedgerTotal.credibleMaximum else { return }
    try run(
      """
      UPDATE owners SET total_xp = ?1, games_played = ?2, total_version = ?3
      WHERE owner_id = ?4 AND (total_version IS NULL OR total_version <= ?3
        OR max(total_xp, games_played, total_version) > ?5)
      """, [total.totalXP, total.gamesPlayed, total.version, key, LedgerTotal.credibleMaximum])
  }

  /// Stores the word of a ledger that was restored from a backup, although an older one than is known.
  func replaceTotal(_ total: LedgerTotal, key: Int64) throws {
    try run(
      "UPDATE owners SET total_xp = ?, games_played = ?, total_version = ? WHERE owner_id = ?",
      [total.totalXP, total.gamesPlayed, total.version, key])
  }

  /// Stores what was heard at one time or another, unless something newer is known. It was a success.
  func storeHeard(_ total: LedgerTotal?, at time: Timestamp?, key: Int64) throws {
    if let total { try store(total, key: key) }
    if let time {
      try run(
        "UPDATE owners SET last_sync_at = max(coalesce(last_sync_at, ?1), ?1) WHERE owner_id = ?2",
        [time.microseconds, key])
    }
    // Where nothing failed, nothing is written.
    try run(
      """
      UPDATE owners SET last_error = NULL, last_attempt_failed = 0, sign_in_needed = 0
      WHERE owner_id = ? AND (last_error IS NOT NULL OR last_attempt_failed OR sign_in_needed)
      """, [key])
  }

  func storeSuccess(at time: Timestamp, key: Int64) throws {
    try run(
      """
      UPDATE owners SET last_sync_at = ?, last_error = NULL, last_attempt_failed = 0, sign_in_needed = 0
      WHERE owner_id = ?
      """, [time.microseconds, key])
  }

  func storeFailure(_ sentence: String, signInNeeded: Bool, key: Int64) throws {
    try run(
      "UPDATE owners SET last_error = ?, last_attempt_failed = 1, sign_in_needed = ? WHERE owner_id = ?",
      [sentence, signInNeeded, key])
  }

  /// What waits, or was refused, of every owner, also of those that have nothing.
  func owners() throws -> [Waiting] {
    try rows(
      """
      SELECT server, student_id, name, class_name, address, pending_count, pending_xp, quest_pending_count,
        quarantined_count + quest_quarantined_count, quarantined_xp, name_key
      FROM owners ORDER BY owner_id
      """
    ).compactMap { row in
      row.id(at: 1).map { student in
        Waiting(
          owner: Owner(ledger: row.value(0), studentID: student), nameKey: row.value(10), name: row.value(2),
          className: row.value(3),
          address: row.value(4), events: row.value(5) ?? 0, points: row.value(6) ?? 0,
          questEvents: row.value(7) ?? 0, refused: row.value(8) ?? 0, refusedPoints: row.value(9) ?? 0)
      }
    }
  }

  /// Notes who an owner is. Writes only what is new.
  func describe(_ key: Int64, name: String, className: String?, address: String?) throws {
    try run(
      """
      UPDATE owners SET name = ?1, class_name = ?2, address = ?3, name_key = ?5
      WHERE owner_id = ?4 AND (name IS NOT ?1 OR class_name IS NOT ?2 OR address IS NOT ?3)
      """, [name, className, address, key, Owner.key(ofName: name)])
  }

  /// What is known of a student by an address belongs to this ledger from now on, and is found under either name.
  func giveAddressed(of student: UniqueID, to ledger: String) throws {
    let addresses: [String] = try rows(
      "SELECT server FROM owners WHERE student_id = ? AND server LIKE '%://%'", [student.blob]
    ).compactMap { $0.value(0) }
    for address in addresses {
      guard let old = try key(of: Owner(ledger: address, studentID: student)) else { continue }
      if let new = try key(of: Owner(ledger: ledger, studentID: student)) {
        if new != old { _ = try adopt(from: old, to: new) }
        try alias(address, student, new)
      } else {
        try run("UPDATE owners SET server = ? WHERE owner_id = ?", [ledger, old])
        try alias(address, student, old)
      }
    }
  }

  /// Lets a name stand for an owner.
  func alias(_ name: String, _ student: UniqueID, _ key: Int64) throws {
    try run(
      """
      INSERT INTO owner_aliases (server, student_id, owner_id) VALUES (?1, ?2, ?3)
      ON CONFLICT (server, student_id) DO UPDATE SET owner_id = excluded.owner_id
      """, [name, student.blob, key])
  }

  /// Puts what the ledger refused back into the queues where it has not been offered to that server by this client, or not
  /// within a day.
  ///
  /// - Returns: True where something was.
  func offerAgain(_ key: Int64, by versions: String, at time: Timestamp) throws -> Bool {
    let day: Int64 = 86_400_000_000
    guard
      let row = try row(
        """
        SELECT quarantined_count + quest_quarantined_count, offered_by, offered_at FROM owners WHERE owner_id = ?
        """, [key]), let count = row.value(0, as: Int.self), count > 0
    else { return false }
    if row.value(1, as: String.self) == versions, let last = row.time(at: 2),
      abs(time.microseconds - last.microseconds) < day
    {
      return false
    }
    try run(
      "UPDATE owners SET offered_by = ?, offered_at = ? WHERE owner_id = ?",
      [versions, time.microseconds, key])
    try retryQuarantined(key: key)
    return true
  }

  func clockSkew() throws -> Int64? {
    try row("SELECT value FROM meta WHERE key = 'clock_skew_ms'")?.value(0, as: String.self).flatMap {
      Int64($0)
    }
  }

  func deviceID() throws -> UniqueID? {
    try row("SELECT value FROM meta WHERE key = 'device_id'")?.value(0, as: String.self).flatMap {
      UniqueID($0)
    }
  }

  /// Stores the id unless there is one already; the one that is there now is the answer.
  func storeDeviceID(_ id: UniqueID) throws -> UniqueID {
    try run("INSERT INTO meta VALUES ('device_id', ?) ON CONFLICT (key) DO NOTHING", [id.description])
    return try deviceID() ?? id
  }

  func storeMeta(_ key: String, _ value: String) throws {
    try run(
      "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])
  }
}

extension OutboxSnapshot {
  /// What the columns of `SQL.snapshot` say.
  fileprivate init(_ row: ResultRow) {
    self.init()
    pendingEvents = row.value(0) ?? 0
    pendingXP = row.value(1) ?? 0
    quarantined = row.value(2) ?? 0
    quarantinedXP = row.value(3) ?? 0
    if let total = row.value(4, as: Int.self), let games = row.value(5, as: Int.self),
      let version = row.value(6, as: Int.self)
    {
      let total = LedgerTotal(totalXP: total, gamesPlayed: games, version: version)
      self.total = total.isCredible ? total : nil
    }
    lastSyncAt = row.time(at: 7)
    lastError = row.value(8)
    lastAttemptFailed = row.value(9) ?? false
    signInNeeded = row.value(10) ?? false
    clockSkewMilliseconds = row.value(11, as: String.self).flatMap { Int64($0) }
    questPending = row.value(12) ?? 0
    questQuarantined = row.value(13) ?? 0
    questsUnknown = row.value(14) ?? false
    (elsewhereEvents, elsewhereXP) = (row.value(15) ?? 0, row.value(16) ?? 0)
    damaged = row.value(17) ?? 0
  }
}

extension LedgerTotal {
  /// 2^53: what every reader of JSON can hold. More was never won, whatever a server says.
  static let credibleMaximum = 9_007_199_254_740_992

  var isCredible: Bool {
    [totalXP, gamesPlayed, version].allSatisfy { (0...Self.credibleMaximum).contains($0) }
  }
}
