import Foundation
import Primitives
import TestSupport
import Testing

/// What the functions store and refuse.
extension PostgresMigrationsTests {
  @Test("an event that comes twice counts once, and is accepted each time")
  func idempotent() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let (first, second) = (UUID().uuidString.lowercased(), UUID().uuidString.lowercased())
    let one = event(first, of: student, more: #", "metadata": {"streak": 3, "ratio": 1.0}"#)
    let resent = event(first.uppercased(), of: student, more: #", "metadata": {"ratio": 1, "streak": 3}"#)
    let other = event(second, of: student, delta: "5", kind: "choice")
    for (call, total, games) in [
      (ingest(one), 10, 1), (ingest(resent, other, other), 15, 2), (ingest(one), 15, 2),
    ] {
      let answer = try database.json(transaction(call, by: student), as: "glosa_server")
      #expect(answer["total_xp"]?.integer == total)
      #expect(answer["games_played"]?.integer == games)
      #expect(answer["version"]?.integer == games)
      guard case .array(let accepted)? = answer["accepted_ids"] else { throw CancellationError() }
      let ids = call.contains(second) ? [first, second] : [first]
      #expect(accepted.compactMap(\.string).sorted() == ids.sorted())
    }
    let total = try database.json(
      transaction("SELECT get_xp_total('\(student)')", by: student), as: "glosa_server")
    #expect(total["last_game_type"]?.string == "choice")
    #expect(total["games_played"]?.integer == 2)
    let mismatches = serviceTransaction("SELECT count(*) FROM xp_total_mismatches")
    #expect(try database.sql(mismatches, as: "glosa_server") == "0")
  }

  @Test("the kind stored last is that of the request's last event, whatever the ids")
  func lastGameType() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let call = ingest(
      event("ffffffff-0000-4000-8000-000000000000", of: student, kind: "rain"),
      event("00000000-0000-4000-8000-000000000000", of: student, kind: "scramble"))
    _ = try database.sql(transaction(call, by: student), as: "glosa_server")
    #expect(try database.sql("SELECT last_game_type, version FROM xp_totals") == "scramble|2")
    #expect(try database.sql("SELECT kind FROM xp_events ORDER BY sequence LIMIT 1") == "rain")
  }

  @Test("one bad event and nothing of its batch is stored; every bad one is named")
  func allOrNothing() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    let (own, other) = (students[0], students[1])
    let twice = UUID().uuidString
    let call = ingest(
      event(of: own), event(of: own, delta: "1001"), event(of: own, delta: "-1"),
      event(of: own, kind: "Typing"),
      event(of: other), event(of: own, kind: "migrated"), event(of: own, more: #", "metadata": []"#),
      event(twice, of: own), event(twice, of: own, delta: "11"),
      event(of: own).replacing("2026-03-01T10:00:00.123456Z", with: "infinity"),
      event("2ed6657d-e927-568b-95e1-2665a8aea6a2", of: own), event(of: own, kind: "correction"),
      event(of: own).replacing(#""id""#, with: #""ID""#))
    let answer = try database.attempt(transaction(call, by: own), as: "glosa_server")
    #expect(answer.sqlState == "XP422")
    #expect(
      answer.rejections == [
        "1 bad_delta", "2 bad_delta", "3 bad_kind", "4 wrong_student", "5 bad_kind", "6 bad_metadata",
        "8 duplicate_in_batch", "9 bad_time", "10 bad_id", "11 bad_kind", "12 bad_id",
      ])
    // What is not even of its type, or no batch, is refused as a whole too.
    for (bad, state) in [
      (ingest(event(of: own), event(of: own, delta: "1.5")), "22P02"),
      (ingest(event(of: own), event(of: own, delta: "99999999999999999999")), "22003"),
      (
        ingest(event(of: own), event(of: own).replacing("2026-03-01T10:00:00.123456Z", with: "infinity")),
        "XP422"
      ),
      (ingest(), "22023"), ("SELECT ingest_xp_events(NULL)", "22023"),
      (ingest(Array(repeating: event(of: own), count: 501).joined(separator: ", ")), "22023"),
    ] {
      #expect(try database.attempt(transaction(bad, by: own), as: "glosa_server").sqlState == state)
    }
    #expect(try database.sql("SELECT count(*) FROM xp_events") == "0")
    #expect(try database.sql("SELECT count(*) FROM xp_totals") == "0")
  }

  @Test("an id that is stored with another payload or owner is an id_conflict, and spoils its whole batch")
  func conflicts() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    let (id, set) = (UUID().uuidString.lowercased(), UUID().uuidString.lowercased())
    _ = try database.sql(transaction(ingest(event(id, of: students[0])), by: students[0]), as: "glosa_server")
    for (student, changed) in [
      (students[0], event(id, of: students[0], delta: "11")),
      (students[0], event(id, of: students[0], kind: "choice")),
      (students[0], event(id, of: students[0], more: #", "word_set_id": "\#(set)""#)),
      (students[0], event(id, of: students[0], more: #", "homework_id": "\#(set)""#)),
      (students[0], event(id, of: students[0], more: #", "metadata": {"streak": 1}"#)),
      (students[0], event(id, of: students[0]).replacing("123456Z", with: "123457Z")),
      (students[1], event(id, of: students[1])),
    ] {
      let call = ingest(event(of: student), changed)
      let answer = try database.attempt(transaction(call, by: student), as: "glosa_server")
      #expect(answer.sqlState == "XP422")
      #expect(answer.rejections == ["1 id_conflict"], "\(changed)")
    }
    #expect(try database.sql("SELECT count(*), sum(delta) FROM xp_events") == "1|10")
  }

  @Test("eight clients with shuffled batches of thirty students: no transaction fails, totals are the sums")
  func parallel() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(30)
    var generator = SeededGenerator(seed: 20_260_301)
    let events = (0..<1500).map { event(of: students[$0 % 30], delta: String($0 % 1001)) }
    // Everybody sends everything, each in an order of their own: each id arrives eight times, often at once.
    let clients = try (0..<8).map { _ in
      let shuffled = events.shuffled(using: &generator)
      let batches = stride(from: 0, to: shuffled.count, by: 50).map { Array(shuffled[$0..<$0 + 50]) }
      let calls = batches.map { serviceTransaction(ingest($0.joined(separator: ", "))) }
      return try database.start(calls.joined(separator: "\n"), as: "glosa_server")
    }
    for client in clients {
      let answer = client.finish()
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(answer.output.split(separator: "\n").count == 30)
    }
    let sum = (0..<1500).reduce(0) { $0 + $1 % 1001 }
    #expect(try database.sql("SELECT count(*), sum(delta) FROM xp_events") == "1500|\(sum)")
    #expect(
      try database.sql("SELECT count(*), sum(total_xp), sum(games_played) FROM xp_totals") == "30|\(sum)|1500"
    )
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
    // The seed design's own check, from the side of the totals.
    let check = """
      SELECT t.student_id FROM xp_totals AS t LEFT JOIN xp_events AS e USING (student_id)
      GROUP BY t.student_id, t.total_xp HAVING t.total_xp <> coalesce(sum(e.delta), 0)
      """
    #expect(try database.sql(check) == "")
    #expect(try database.sql("SELECT min(version), max(version) FROM xp_totals") == "50|50")
  }

  @Test(
    "a stored event can't be changed or removed by anybody, and the view finds a total that is not the sum")
  func appendOnly() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    _ = try database.sql(serviceTransaction(questIngest(of: student)), as: "glosa_server")
    for change in [
      "UPDATE xp_events SET delta = 1000", "DELETE FROM xp_events", "TRUNCATE xp_events",
      "UPDATE quest_events SET progress = 1000", "DELETE FROM quest_events", "TRUNCATE quest_events",
    ] {
      #expect(try database.attempt(change).sqlState == "23000")
      #expect(try database.attempt(transaction(change, by: student), as: "glosa_server").sqlState == "42501")
      #expect(try database.attempt(serviceTransaction(change), as: "glosa_server").sqlState == "42501")
    }
    #expect(try database.attempt("DELETE FROM profiles").sqlState == "23503")
    #expect(try database.sql("SELECT delta FROM xp_events") == "10")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
    #expect(
      try database.sql("UPDATE xp_totals SET total_xp = 11; SELECT * FROM xp_total_mismatches")
        == "\(student)|11|10|1|1")
  }

  @Test("the service role stores an opening balance above a client's limit; sums pass 32 bits")
  func openingBalance() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let call = ingest(
      event(of: student, delta: "2000000000", kind: "migrated"),
      event(of: student, delta: "2000000000", kind: "migrated"), event(of: student))
    let answer = try database.json(serviceTransaction(call), as: "glosa_server")
    #expect(answer["total_xp"]?.integer == 4_000_000_010)
  }
}
