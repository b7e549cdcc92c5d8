import Foundation
import Primitives
import TestSupport
import Testing

/// Quests, the removal of a student, and opening balances.
extension PostgresMigrationsTests {
  @Test(
    "a bonus is awarded once, from however many sessions at the same time, and again progress changes nothing"
  )
  func questBonus() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let bonus = UUID().uuidString.lowercased()
    let ids = (0..<40).map { _ in UUID().uuidString }
    var generator = SeededGenerator(seed: 20_260_303)
    // Everybody sends all forty increments, each in an order of their own, in pairs.
    let sessions = try (0..<8).map { _ in
      let shuffled = ids.shuffled(using: &generator)
      let calls = stride(from: 0, to: 40, by: 2).map { start in
        serviceTransaction(
          questIngest(of: student, shuffled[start...start + 1].map { ($0, 1) }, bonusID: bonus))
      }
      return try database.start(calls.joined(separator: "\n"), as: "glosa_server")
    }
    for session in sessions {
      let answer = session.finish()
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(!answer.output.contains("conflicts"))
    }
    #expect(
      try database.sql("SELECT id, kind, delta, games, metadata ->> 'quest_id' FROM xp_events")
        == "\(bonus)|daily_quest|20|1|typing_10")
    #expect(
      try database.sql("SELECT progress, completed_at IS NOT NULL FROM quest_standings") == "40|t")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")

    let other = try database.addStudents(1)[0]
    for (student, progress) in [(student, 2), (other, 1)] {
      let call = questIngest(of: student, [(UUID().uuidString, 1), (ids[7], progress)], bonusID: bonus)
      let answer = try database.json(serviceTransaction(call), as: "glosa_server")
      #expect(answer == ["conflicts": [1]])
    }
    #expect(try database.sql("SELECT count(*), sum(progress) FROM quest_events") == "40|40")
  }

  @Test(
    "a student goes with everything of theirs while others keep storing for them: no deadlock, nothing left")
  func removal() async throws {
    let database = try PostgresDatabase()
    let session = try await PostgresSession(database)
    try await session.shutGate()
    let students = try database.addStudents(6)
    let teacher = try database.addClass(of: students, code: "AAAAAA")
    let (gone, stays) = (Array(students[..<3]), Array(students[3...]))
    for student in students {
      _ = try database.sql("INSERT INTO tokens VALUES (sha256('\(student)'), '\(student)')")
    }
    let storing = try (0..<4).map { _ in
      let calls = (0..<40).map { round in
        let batches = students.shuffled().map { groupBatch(of: $0, groupEvent()) }
        // A student who is gone can't make progress; that is an error, and no reason to stop.
        let quests = students.shuffled().map {
          "\\set ON_ERROR_STOP off\n" + serviceTransaction(questIngest(of: $0))
        }
        return (round == 10 ? "SELECT \(PostgresSession.passGate);\n" : "")
          + serviceTransaction(groupIngest(batches)) + "\n"
          + (round % 4 == 0 ? quests.joined(separator: "\n") : "")
      }
      return try database.start(calls.joined(separator: "\n"), as: "glosa_server")
    }
    let removals = try gone.map { student in
      try database.start(
        "SELECT \(PostgresSession.passGate);" + transaction(removal(of: student), by: teacher),
        as: "glosa_server")
    }
    // In the midst of storing, all at once.
    try await session.gateHoldsUp(storing.count + removals.count)
    try await session.openGate()
    for removal in removals {
      let answer = removal.finish()
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(answer.output.contains("true"))
    }
    for session in storing {
      let answer = session.finish()
      #expect(!answer.errors.contains("deadlock"), "\(answer.errors)")
      #expect(!answer.output.contains("conflicts"))
    }
    let rest = gone.map { "'\($0)'" }.joined(separator: ", ")
    for (table, column) in [
      ("profiles", "id"), ("tokens", "account_id"), ("class_members", "student_id"),
      ("xp_events", "student_id"),
      ("xp_totals", "student_id"), ("quest_events", "student_id"), ("quest_standings", "student_id"),
    ] {
      #expect(
        try database.sql("SELECT count(*) FROM \(table) WHERE \(column) IN (\(rest))") == "0", "\(table)")
    }
    #expect(try database.sql("SELECT count(*) FROM students_being_removed") == "0")
    #expect(
      try database.sql("SELECT count(DISTINCT student_id), count(*) FROM xp_events")
        == "\(stays.count)|\(stays.count * (4 * 40 + 1))", "and one bonus each")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
    #expect(
      try database.sql(transaction(removal(of: gone[0]), by: teacher), as: "glosa_server") == "false")
  }

  @Test("an event has a student for as long as there is one of the two, whoever writes and deletes")
  func noOrphans() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    let insert = """
      INSERT INTO xp_events (id, student_id, kind, delta, created_at)
      VALUES (gen_random_uuid(), gen_random_uuid(), 'typing', 1, now())
      """
    for script in [insert, "DELETE FROM profiles", "UPDATE profiles SET id = gen_random_uuid()"] {
      #expect(try database.attempt(script).sqlState == "23503", "\(script)")
    }
    #expect(try database.attempt("TRUNCATE profiles CASCADE").sqlState == "23000")
    #expect(
      try database.sql("SELECT e.student_id = p.id FROM xp_events AS e, profiles AS p, xp_totals AS t") == "t"
    )
  }

  @Test("a student is removed with the event that is being stored at that moment", arguments: [0, 1])
  func removalDuringIngest(storedBefore: Int) async throws {
    let (database, students, teacher) = try classOfTwo(storedBefore: storedBefore)
    let call = groupIngest(students.map { groupBatch(of: $0, groupEvent()) })
    let (storing, removing) = try await meet(
      database, holding(call, as: "service_role"), transaction(removal(of: students[0]), by: teacher))
    #expect(storing.status == 0)
    #expect(removing.output.contains("true"))
    #expect(try database.sql("SELECT id FROM profiles WHERE role = 'student'") == students[1])
    #expect(try database.sql("SELECT student_id FROM xp_events") == students[1])
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
  }

  @Test(
    "an event that comes while its student is being removed is refused, and only that", arguments: [0, 1])
  func ingestDuringRemoval(storedBefore: Int) async throws {
    let (database, students, teacher) = try classOfTwo(storedBefore: storedBefore)
    let call = groupIngest(students.map { groupBatch(of: $0, groupEvent()) })
    let (removing, answer) = try await meet(
      database, holding(removal(of: students[0]), as: "authenticated", by: teacher),
      serviceTransaction(call))
    #expect(removing.status == 0)
    #expect(answer.output.contains("xp_totals_student_id_fkey"), "\(answer)")
    #expect(answer.output.contains(#"{"version": 1, "total_xp": 10, "games_played": 1}"#), "\(answer)")
    #expect(try database.sql("SELECT student_id FROM xp_events") == students[1])
    #expect(try database.sql("SELECT student_id FROM xp_totals") == students[1])
  }

  @Test("the owner of the tables can't delete a student whose first event is being stored")
  func deletionDuringIngest() async throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let call = groupIngest([groupBatch(of: student, groupEvent())])
    let (storing, deleting) = try await meet(
      database, holding(call, as: "service_role"), "DELETE FROM profiles")
    #expect(storing.status == 0)
    #expect(deleting.sqlState == "23503")
    #expect(try database.sql("SELECT count(*) FROM profiles, xp_events, xp_totals") == "1")
  }

  /// A class of two pupils, the first of whom has as many events as it says.
  private func classOfTwo(
    storedBefore: Int
  ) throws -> (database: PostgresDatabase, students: [String], teacher: String) {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    let teacher = try database.addClass(of: students, code: "AAAAAA")
    for _ in 0..<storedBefore {
      _ = try database.sql(serviceTransaction(groupIngest([groupBatch(of: students[0], groupEvent())])))
    }
    return (database, students, teacher)
  }

  private func removal(of student: String) -> String {
    "SELECT remove_student(jsonb_build_object('class_id', (SELECT id FROM classes), 'student_id', '\(student)'))"
  }

  /// A transaction that makes a call, and ends only once it is let through the gate.
  private func holding(_ call: String, as role: String, by person: String = "") -> String {
    """
    BEGIN;
    SET LOCAL ROLE \(role);
    SET LOCAL request.jwt.claims = '{"sub": "\(person)"}';
    \(call);
    RESET ROLE;
    SELECT \(PostgresSession.passGate);
    COMMIT;
    """
  }

  /// Runs one script up to the gate, lets the other one meet with what that holds, and then both go on to their ends.
  private func meet(
    _ database: PostgresDatabase, _ holding: String, _ other: String
  ) async throws -> (BatchProgram.Answer, BatchProgram.Answer) {
    let session = try await PostgresSession(database)
    try await session.shutGate()
    let first = try database.start(holding)
    try await session.gateHoldsUp(1)
    let second = try database.start(other)
    try await session.othersHoldUp(1)
    try await session.openGate()
    return (first.finish(), second.finish())
  }

  @Test("the owner of the tables can't empty the log by a removal that is none")
  func halfRemoval() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    let mark = "INSERT INTO students_being_removed VALUES ('\(student)');"
    for script in [
      mark, "BEGIN; \(mark) DELETE FROM xp_events; COMMIT;",
      "BEGIN; \(mark) DELETE FROM xp_events; DELETE FROM students_being_removed; COMMIT;",
      "BEGIN; \(mark) DELETE FROM xp_events; DELETE FROM profiles; COMMIT;",
    ] {
      #expect(try database.attempt(script).sqlState == "23000", "\(script)")
      #expect(try database.sql("SELECT count(*) FROM xp_events") == "1")
    }
  }

  @Test("opening balances are stored once, with their games, for students alone")
  func openingBalances() throws {
    let database = try PostgresDatabase()
    let known = try database.addStudents(1)[0]
    let teacher = try database.addClass(of: [known], code: "AAAAAA")
    _ = try database.sql(transaction(ingest(event(of: known)), by: known), as: "glosa_server")
    let new = UUID().uuidString.lowercased()
    let ids = (0..<3).map { _ in UUID().uuidString.lowercased() }
    let rows = zip(ids, [known, teacher, new]).map {
      #"{"event_id": "\#($0)", "student_id": "\#($1)", "points": 2000000000, "games": 40, "#
        + #""created_at": "2025-03-01T10:00:00Z", "metadata": {"last_game_type": "typing"}}"#
    }
    let call =
      #"SELECT open_balances('{"at": "2026-03-01T11:00:00Z", "balances": [\#(rows.joined(separator: ", "))]}')"#
    let first = try database.json(serviceTransaction(call), as: "glosa_server")
    #expect(first.array?.compactMap(\.string).sorted() == [ids[0], ids[2]].sorted())
    #expect(try database.json(serviceTransaction(call), as: "glosa_server") == [])
    #expect(
      try database.sql("SELECT total_xp, games_played, version FROM xp_totals WHERE student_id = '\(known)'")
        == "2000000010|41|2")
    #expect(
      try database.sql("SELECT role, display_name, pin_hash IS NULL FROM profiles WHERE id = '\(new)'")
        == "student|Student|t")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
    // Only an opening balance counts as other than one game.
    let cheat =
      "INSERT INTO xp_events (id, student_id, kind, delta, games, created_at) VALUES "
      + "(gen_random_uuid(), '\(known)', 'typing', 1, 2, now())"
    #expect(try database.attempt(cheat).sqlState == "23514")
  }
}
