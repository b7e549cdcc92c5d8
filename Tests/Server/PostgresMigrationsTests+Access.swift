import Foundation
import Primitives
import TestSupport
import Testing

/// Who sees what.
extension PostgresMigrationsTests {
  private static let tables = ["profiles", "classes", "class_members", "xp_events", "xp_totals"]

  /// How many rows of each table a person sees.
  private func rows(_ database: PostgresDatabase, by person: String) throws -> [String] {
    let counts = Self.tables.map {
      "(SELECT count(*) FROM \($0 == "profiles" ? "(SELECT id FROM profiles) AS p" : $0))"
    }
    return try database.sql(
      transaction("SELECT \(counts.joined(separator: ", "))", by: person), as: "glosa_server"
    ).split(separator: "|").map(String.init)
  }

  @Test("a pupil reads their own rows and nobody else's, by table and by function, and writes none directly")
  func student() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    let (own, other) = (students[0], students[1])
    _ = try database.addClass(of: students, code: "AAAAAA")
    for student in students {
      _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    }
    #expect(try rows(database, by: own) == ["1", "1", "1", "1", "1"])
    #expect(
      try database.sql(transaction("SELECT DISTINCT student_id FROM xp_events", by: own), as: "glosa_server")
        == own)
    for (statement, state) in [
      ("SELECT get_xp_total('\(other)')", "42501"), (ingest(event(of: other)), "XP422"),
      ("SELECT pin_hash FROM profiles", "42501"), ("SELECT * FROM xp_total_mismatches", "42501"),
      ("SELECT is_auth_user('\(other)')", "42501"), ("SELECT nextval('xp_events_sequence')", "42501"),
      ("UPDATE xp_totals SET total_xp = 1000000", "42501"), ("DELETE FROM xp_totals", "42501"),
      ("UPDATE profiles SET role = 'teacher'", "42501"), ("DELETE FROM class_members", "42501"),
      (
        "INSERT INTO xp_events (id, student_id, kind, delta, created_at) "
          + "VALUES (gen_random_uuid(), '\(own)', 'migrated', 1000000, now())", "42501"
      ),
    ] {
      let answer = try database.attempt(transaction(statement, by: own), as: "glosa_server")
      #expect(answer.sqlState == state, "\(statement)")
    }
    #expect(try database.sql("SELECT count(*), sum(delta) FROM xp_events") == "2|20")
  }

  @Test("a teacher sees the pupils of their own classes and no others, and wins no points")
  func teacher() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(5)
    let teacher = try database.addClass(of: Array(students[..<2]), code: "AAAAAA")
    let colleague = try database.addClass(of: Array(students[2..<4]), code: "BBBBBB")
    for student in students {
      _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    }
    for (person, pupils) in [(teacher, students[..<2]), (colleague, students[2..<4])] {
      #expect(try rows(database, by: person) == ["3", "1", "2", "2", "2"])
      for student in students {
        let answer = try database.attempt(
          transaction("SELECT get_xp_total('\(student)')", by: person), as: "glosa_server")
        #expect(answer.sqlState == (pupils.contains(student) ? nil : "42501"))
      }
    }
    for student in [teacher, students[0]] {
      let answer = try database.attempt(
        transaction(ingest(event(of: student)), by: teacher), as: "glosa_server")
      #expect(answer.status != 0)
    }
    #expect(try database.sql("SELECT count(*) FROM xp_events") == "5")
  }

  @Test("anon reads nothing and calls nothing, with or without claims")
  func anonymous() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let statements =
      Self.tables.map { "SELECT count(*) FROM \($0)" }
      + ["SELECT get_xp_total('\(student)')", ingest(event(of: student)), "SELECT taught_students()"]
    for statement in statements {
      for claims in ["", #"{"sub": "\#(student)"}"#, #"{"sub": "\#(student)", "role": "service_role"}"#] {
        let answer = try database.attempt("SET ROLE anon; SET request.jwt.claims = '\(claims)'; \(statement)")
        #expect(answer.sqlState == "42501", "\(statement)")
      }
    }
  }

  @Test("a claim does not make a service; only the role does")
  func serviceIsARole() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(2)
    let script = transaction(
      #"SET LOCAL request.jwt.claims = '{"sub": "\#(students[0])", "role": "service_role"}'; "#
        + ingest(event(of: students[1])), by: students[0])
    #expect(try database.attempt(script, as: "glosa_server").rejections == ["0 wrong_student"])
    let both = serviceTransaction(ingest(event(of: students[0]), event(of: students[1])))
    #expect(try database.json(both, as: "glosa_server")["total_xp"] == .null)
    let total = try database.json(
      serviceTransaction("SELECT get_xp_total('\(students[1])')"), as: "glosa_server")
    #expect(total["total_xp"]?.integer == 10)
  }

  @Test("claims and role end with their transaction: the next one on the connection is nobody's")
  func claimsDoNotLeak() throws {
    let database = try PostgresDatabase()
    let student = try database.addStudents(1)[0]
    let signedIn = transaction(ingest(event(of: student)), by: student)
    for end in ["COMMIT;", "ROLLBACK;"] {
      let script = """
        \(signedIn.replacing("COMMIT;", with: end))
        SELECT current_user, current_setting('role'),
          '[' || current_setting('request.jwt.claims', true) || ']';
        BEGIN; SET LOCAL ROLE authenticated;
        SELECT count(*), auth.uid() IS NULL FROM xp_events;
        COMMIT;
        """
      let lines = try database.sql(script, as: "glosa_server").split(separator: "\n").dropFirst()
      #expect(Array(lines) == ["glosa_server|none|[]", "0|t"])
      let next = "\(signedIn.replacing("COMMIT;", with: end)) BEGIN; SET LOCAL ROLE authenticated; "
      let answer = try database.attempt(next + ingest(event(of: student)), as: "glosa_server")
      #expect(answer.sqlState == "42501")
    }
    #expect(try database.sql("SELECT count(*) FROM xp_events") == "1")
  }
}
