import Foundation
import Primitives
import TestSupport
import Testing
import XP

/// Points that nobody can win.
extension PostgresMigrationsTests {
  @Test("the database has the very figures of Pace")
  func samePace() throws {
    let database = try PostgresDatabase()
    let kinds = (Array(Pace.table.keys) + EventKind.madeByServer + ["a_newer_game"]).sorted()
    for kind in kinds {
      let deltas =
        "array[0, 1, 4, 5, 6, 9, 10, 11, 59, 60, 61, 119, 120, 121, 359, 360, 361, 999, 1000, 1001]"
      let answer = try database.sql(
        "SELECT d, coalesce(xp_event_ms('\(kind)', d), -1) FROM unnest(\(deltas)) AS d ORDER BY d")
      for line in answer.split(separator: "\n") {
        let numbers = line.split(separator: "|").compactMap { Int($0) }
        try #require(numbers.count == 2)
        let expected = Pace.of(kind: kind).map { $0.milliseconds(for: numbers[0]) ?? -1 } ?? 0
        #expect(numbers[1] == expected, "\(kind) \(numbers[0])")
      }
      #expect(answer.split(separator: "\n").count == 20)
    }
    for figure in [Pace.minute, Pace.longestDay] {
      #expect(
        try database.sql(
          "SELECT prosrc LIKE '%> \(figure)%' FROM pg_proc WHERE proname = 'unusual_xp_events'") == "t")
    }
  }

  @Test("a pupil's own call marks them too, and a total told to the pupil says nothing of it")
  func ownCall() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let quick = (0..<130).map { _ in event(of: student) }.joined(separator: ", ")
    for events in [quick, quick, event(of: student, delta: "1000")] {
      _ = try database.sql(transaction(ingest(events), by: student), as: "glosa_server")
    }
    #expect(try database.sql("SELECT total_xp, unusual_xp FROM xp_totals") == "2300|1100")
    #expect(try database.sql("SELECT sum(delta) FROM xp_events WHERE unusual") == "1100")
    #expect(
      try database.sql("SELECT played_ms, last_minute_ms FROM xp_days") == "60000|60000", "of a day before")
    #expect(try database.sql("SELECT played_ms, last_minute_ms FROM xp_totals") == "0|0")
    let total = try database.json(
      transaction("SELECT get_xp_total('\(student)')", by: student), as: "glosa_server")
    #expect(total["total_xp"]?.integer == 2300 && total["unusual_xp"] == nil)
    for statement in ["SELECT * FROM xp_days", "UPDATE xp_days SET played_ms = 0", "DELETE FROM xp_days"] {
      #expect(
        try database.attempt(transaction(statement, by: student), as: "glosa_server").sqlState == "42501")
      #expect(
        try database.attempt(serviceTransaction(statement), as: "glosa_server").sqlState == "42501")
    }
  }

  @Test("batches of a group that take up the same minute are looked at together")
  func group() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    func batch(_ student: String, _ count: Int) -> String {
      let events = (0..<count).map { _ in groupEvent() }.joined(separator: ", ")
      return groupBatch(of: student, events)
    }
    let group = [batch(students[0], 70), batch(students[1], 120), batch(students[0], 70)]
    for _ in 0..<2 { _ = try database.sql(serviceTransaction(groupIngest(group)), as: "glosa_server") }
    #expect(
      try database.sql(
        "SELECT student_id, unusual_xp FROM xp_totals ORDER BY student_id <> '\(students[0])'")
        == "\(students[0])|200\n\(students[1])|0")
  }
}
