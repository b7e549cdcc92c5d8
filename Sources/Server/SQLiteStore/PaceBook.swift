import GRDB
import Primitives
import Store
import XP

/// What a student has won on the days that a batch is about: read when first asked for, written once.
struct PaceBook {
  private let database: Database
  private let student: UniqueID
  private var days: [Int64: (pace: PaceOfDay, isChanged: Bool)] = [:]

  init(of student: UniqueID, in database: Database) {
    (self.student, self.database) = (student, database)
  }

  /// True where an event that is new is more than anybody can win.
  mutating func isUnusual(_ event: XPEvent, at moment: PaceMoment) throws -> Bool {
    guard let pace = Pace.of(kind: event.kind) else { return false }
    guard let milliseconds = pace.milliseconds(for: event.delta) else { return true }
    if days[moment.day] == nil { days[moment.day] = (try stored(moment.day), isChanged: false) }
    return days[moment.day]?.pace.isFull(for: milliseconds, minute: moment.minute) ?? false
  }

  /// An event was stored that is not unusual, as was asked before.
  mutating func note(_ event: XPEvent, at moment: PaceMoment) {
    guard let milliseconds = Pace.of(kind: event.kind)?.milliseconds(for: event.delta) else { return }
    days[moment.day]?.pace.add(milliseconds, minute: moment.minute)
    days[moment.day]?.isChanged = true
  }

  /// Writes the days down.
  func save() throws {
    let statement = try database.cachedStatement(sql: Self.saveSQL)
    for (day, (pace, isChanged)) in days where isChanged {
      try statement.execute(arguments: [
        day, student.description, pace.played, pace.lastMinute, pace.playedLastMinute,
      ])
    }
  }

  private func stored(_ day: Int64) throws -> PaceOfDay {
    let statement = try database.cachedStatement(
      sql: "SELECT played_ms, last_minute, last_minute_ms FROM xp_days WHERE day = ? AND student_id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [day, student.description]) else {
      return PaceOfDay()
    }
    return PaceOfDay(played: row[0], lastMinute: row[1], playedLastMinute: row[2])
  }

  private static let saveSQL = """
    INSERT INTO xp_days (day, student_id, played_ms, last_minute, last_minute_ms) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (day, student_id) DO UPDATE SET
      played_ms = excluded.played_ms, last_minute = excluded.last_minute, last_minute_ms = excluded.last_minute_ms
    """
}
