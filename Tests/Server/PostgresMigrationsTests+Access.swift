import Foundation
import Primitives
import TestSupport
import Testing

/// Who sees what.
extension PostgresMigrationsTests {
  static let tables = [
    "profiles", "classes", "class_members", "xp_events", "xp_totals", "quest_events", "quest_standings",
    "homework", "word_sets", "presence",
  ]

  /// Quest progress of these pupils, a piece of homework for that class, and a set for its pupils alone.
  private func furnish(_ database: PostgresDatabase, of students: [String], teacher: String) throws {
    for student in students {
      _ = try database.sql(serviceTransaction(questIngest(of: student)), as: "glosa_server")
      _ = try database.sql(serviceTransaction(presence(of: student)), as: "glosa_server")
    }
    _ = try database.sql(
      """
      INSERT INTO homework (id, class_id, title, word_set_id, goal_xp)
      SELECT gen_random_uuid(), id, 'Homework', gen_random_uuid(), 50 FROM classes WHERE teacher_id = '\(teacher)';
      INSERT INTO word_sets
      SELECT gen_random_uuid(), teacher_id, id, false, 'Set', 'de', 'en', NULL, 1, now(), '[{}]'
      FROM classes WHERE teacher_id = '\(teacher)';
      """)
  }

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
    let teacher = try database.addClass(of: students, code: "AAAAAA")
    for student in students {
      _ = try database.sql(transaction(ingest(event(of: student)), by: student), as: "glosa_server")
    }
    try furnish(database, of: students, teacher: teacher)
    #expect(try rows(database, by: own) == ["1", "1", "1", "1", "1", "1", "1", "1", "1", "1"])
    #expect(
      try database.sql(transaction("SELECT DISTINCT student_id FROM xp_events", by: own), as: "glosa_server")
        == own)
    for (statement, state) in [
      ("SELECT get_xp_total('\(other)')", "42501"), (ingest(event(of: other)), "XP422"),
      ("SELECT get_student_total('{\"student_id\": \"\(other)\"}')", "42501"),
      ("SELECT ingest_xp_batches('[]')", "42501"), (questIngest(of: own), "42501"),
      ("SELECT find_accounts('{}')", "42501"), ("SELECT find_signed_out('{}')", "42501"),
      ("SELECT * FROM dead_tokens", "42501"),
      ("SELECT add_token('{}')", "42501"),
      ("SELECT open_balances('{}')", "42501"), ("SELECT add_student('{}')", "42501"),
      ("SELECT get_board_entries('{}')", "42501"), (presence(of: own), "42501"),
      ("SELECT announce_board_change('{}')", "42501"), ("SELECT board_entry('\(other)', now())", "42501"),
      ("UPDATE presence SET pending_count = 0", "42501"), ("DELETE FROM presence", "42501"),
      ("SELECT * FROM tokens", "42501"), ("SELECT * FROM students_being_removed", "42501"),
      ("INSERT INTO students_being_removed VALUES ('\(other)')", "42501"),
      ("UPDATE quest_standings SET progress = 100", "42501"), ("DELETE FROM quest_events", "42501"),
      ("UPDATE word_sets SET title = 'Mine'", "42501"), ("DELETE FROM homework", "42501"),
      ("SELECT add_class('{\"id\": \"\(other)\", \"name\": \"C\", \"code\": \"CCCCCC\"}')", "XP403"),
      ("SELECT put_word_set('{}')", "XP403"), ("SELECT pin_hash FROM profiles", "42501"),
      ("SELECT * FROM xp_total_mismatches", "42501"),
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
    // A teacher's work, asked for by a pupil, is about a class that is not theirs.
    for function in [
      "get_students", "remove_student", "get_homework", "remove_homework", "add_homework", "class_board",
      "get_pupil",
    ] {
      let answer = try database.sql(
        transaction(
          """
          SELECT coalesce(\(function)(jsonb_build_object('class_id', (SELECT id FROM classes),
            'student_id', '\(other)', 'id', gen_random_uuid(), 'limit', 9)), 'null')
          """, by: own), as: "glosa_server")
      #expect(["null", "false"].contains(answer), "\(function)")
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
    try furnish(database, of: students, teacher: teacher)
    try furnish(database, of: [], teacher: colleague)
    for (person, pupils) in [(teacher, students[..<2]), (colleague, students[2..<4])] {
      #expect(try rows(database, by: person) == ["3", "1", "2", "2", "2", "2", "2", "1", "1", "2"])
      let other = pupils.contains(students[0]) ? students[2] : students[0]
      // Neither by a class of their own, which the pupil is not in, nor by the colleague's.
      for schoolClass in try database.sql("SELECT id FROM classes").split(separator: "\n") {
        for function in ["set_pin", "remove_student", "get_pupil"] {
          let request =
            #"{"class_id": "\#(schoolClass)", "student_id": "\#(other)", "pin_hash": "scrypt$y"}"#
          #expect(
            try database.sql(
              transaction("SELECT coalesce(\(function)('\(request)'), 'false')", by: person),
              as: "glosa_server") == "false")
        }
      }
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
      + [
        "SELECT get_xp_total('\(student)')", ingest(event(of: student)), "SELECT taught_students()",
        "SELECT * FROM tokens", "SELECT * FROM dead_tokens", "SELECT find_signed_out('{}')",
        questIngest(of: student), "SELECT get_word_sets('{}')",
        "SELECT get_classes('{}')", "SELECT find_class('{}')", "SELECT ingest_xp_batches('[]')",
        "SELECT class_board('{}')", "SELECT get_pupil('{}')", presence(of: student),
        "SELECT announce_board_change('{}')",
      ]
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
