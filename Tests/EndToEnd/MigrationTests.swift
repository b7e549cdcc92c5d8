import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// `migrate` and `verify`, as an operator runs them.
@Suite("The move of an old table, and the check of totals", .ownThread(in: .programs))
struct MigrationTests {
  /// An old table of every kind of row: NULLs, repetitions, negative points, and those of one book or homework.
  private static let oldTable = """
    CREATE TABLE student_progress (
      id bigserial PRIMARY KEY, student_id text, word_set_id uuid, homework_id uuid, total_points integer,
      games_played integer, last_game_type text, last_played_at timestamptz);
    INSERT INTO student_progress
      (student_id, word_set_id, homework_id, total_points, games_played, last_game_type, last_played_at)
    VALUES
      ('\(id(1))', NULL, NULL, 100, 5, 'typing', '2025-03-01T10:00:00Z'),
      ('\(id(2))', NULL, NULL, NULL, 7, 'choice', 'infinity'),
      ('\(id(3))', NULL, NULL, -40, 2, NULL, NULL),
      ('\(id(4))', NULL, NULL, 30, 1, 'typing', '2025-01-01T00:00:00Z'),
      ('\(id(4).uppercased())', NULL, NULL, 25, 9, 'choice', '2025-02-01T00:00:00.5Z'),
      (NULL, NULL, NULL, 1000, 1, 'typing', now()),
      ('pupil seven', NULL, NULL, 1000, 1, 'typing', now()),
      ('\(id(1))', gen_random_uuid(), NULL, 60, 3, 'typing', now()),
      ('\(id(5))', NULL, gen_random_uuid(), 60, 3, 'typing', now());
    """

  private static func id(_ number: Int) -> String { "5b0b7b0e-3f43-4c9a-8a94-00000000000\(number)" }

  private func totals(_ database: ServerDatabase) throws -> [String] {
    try database.sql(
      "SELECT right(student_id::text, 1), total_xp, games_played FROM xp_totals ORDER BY student_id"
    ).split(separator: "\n").map(String.init)
  }

  private func migrate(_ database: ServerDatabase, _ more: String...) throws -> JSON {
    let arguments = ["migrate", "--database", database.ownerURL, "--from-student-progress", "--json"] + more
    let finished = try Program.run(
      Programs.glosa, arguments, environment: ProcessInfo.processInfo.environment)
    #expect(finished.status == 0, "\(finished.errors)")
    return try #require(JSON.parse(finished.output)["student_progress"])
  }

  @Test("a dry run changes nothing; the move carries every student once; a second one finds nothing to do")
  func moves() throws {
    let database = try ServerDatabase(.postgres, in: "", isPrepared: false)
    _ = try database.sql(Self.oldTable)
    let old = try database.sql("SELECT * FROM student_progress ORDER BY id")

    let plan = try migrate(database, "--dry-run")
    #expect(try database.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "1")
    for report in [plan, try migrate(database)] {
      #expect(report["rows"]?.integer == 7)
      #expect(report["students"]?.integer == 4)
      #expect(report["points"]?.integer == 130)
      #expect(report["games"]?.integer == 23)
      #expect(report["already_carried_over"]?.integer == 0)
      #expect(report["rows_without_student"]?.integer == 1)
      #expect(report["rows_with_invalid_student"]?.integer == 1)
      #expect(report["repeated_rows"]?.integer == 1)
      #expect(report["negative_figures"]?.integer == 1)
    }
    let carried = ["1|100|5", "2|0|7", "3|0|2", "4|30|9"]
    #expect(try totals(database) == carried)
    let events = "SELECT * FROM xp_events ORDER BY sequence"
    let before = try database.sql(events)
    #expect(before.split(separator: "\n").count == 4)
    for more in [["--dry-run"], []] {
      let again = more.isEmpty ? try migrate(database) : try migrate(database, more[0])
      #expect(again["students"]?.integer == 0)
      #expect(again["already_carried_over"]?.integer == 4)
    }
    #expect(try database.sql(events) == before)
    #expect(try database.sql("SELECT * FROM student_progress ORDER BY id") == old)
    for user in ["glosa_server", "postgres"] {
      #expect(try database.command("verify", "--database", database.url(of: user)).status == 0)
    }
  }

  @Test("a student who has played already keeps what they won, and gets the old points on top")
  func addsToTotals() throws {
    let database = try ServerDatabase(.postgres, in: "")
    _ = try database.sql(Self.oldTable)
    _ = try database.sql(
      """
      INSERT INTO profiles (id, role, display_name) VALUES ('\(Self.id(1))', 'student', 'Ada');
      INSERT INTO xp_events (id, student_id, kind, delta, created_at)
        VALUES (gen_random_uuid(), '\(Self.id(1))', 'typing', 250, now());
      """)
    _ = try migrate(database)
    #expect(try totals(database).first == "1|350|6")
  }

  @Test("a total that is not the sum of its log is named, on either store, beside a running server")
  func verifies() throws {
    for kind in ServerDatabase.Kind.allCases {
      let classroom = try Classroom(on: kind)
      let ada = try classroom.joinedComputer("Ada")
      _ = try ada.playRightAnswers(2)
      _ = try ada.glosa("sync", "--wait", "20")
      let id = try ada.studentID()
      let database = classroom.database
      let right = try database.command("verify", "--database", database.location)
      #expect(right.status == 0, "\(kind): \(right.output)\(right.errors)")
      #expect(right.output.hasPrefix("Nothing is wrong"))
      _ = try database.sql("UPDATE xp_totals SET total_xp = 99, games_played = 1 WHERE student_id = '\(id)'")
      let wrong = try database.command("verify", "--database", database.location)
      #expect(wrong.status == 1)
      #expect(
        wrong.output == "\(id): the total says 99 XP and 1 games, the log 20 XP and 2 games\n", "\(kind)")
      let json = try JSON.parse(database.command("verify", "--database", database.location, "--json").output)
      #expect(json["mismatches"]?.array?.count == 1)
      #expect(json["mismatches"]?.array?.first?["log_games"]?.integer == 2)
    }
  }

  @Test("what can't be done is one sentence and an exit code, without the password")
  func refuses() throws {
    let folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    let bare = try ServerDatabase(.postgres, in: folder, isPrepared: false)
    let nobody = "postgres://glosa_server:s3cret@127.0.0.1:1/glosa"
    let cases: [([String], Int32, String)] = [
      (["--database", nobody], 69, "can't be reached"),
      (["migrate", "--database", nobody], 69, "can't be reached"),
      (["verify", "--database", nobody], 69, "can't be reached"),
      (["verify", "--database", folder + "/none.sqlite"], 73, "none.sqlite can't be read"),
      (["verify", "--database", "postgres://me:s3cret@a@b/c"], 64, "%40"),
      (["--database", bare.ownerURL], 78, "glosa migrate"),
      (["migrate", "--database", bare.url(of: "nobody_here")], 69, "nobody_here"),
      (
        ["migrate", "--database", folder + "/x.sqlite", "--from-student-progress"], 78,
        "no table student_progress"
      ),
      (
        ["migrate", "--database", folder + "/y.sqlite", "--from-student-progress", "--dry-run"], 73,
        "can't be read"
      ),
      (["migrate", "--database", bare.ownerURL, "--dry-run"], 64, "--from-student-progress"),
    ]
    for (arguments, status, words) in cases {
      let finished = try Program.run(
        Programs.server, arguments, environment: Computer(in: folder, named: "x").environment)
      #expect(finished.status == status, "\(arguments): \(finished.errors)")
      #expect(finished.errors.contains(words), "\(arguments): \(finished.errors)")
      #expect(!finished.errors.contains("s3cret"))
      #expect(finished.output == "")
    }
    let none = try bare.command("migrate", "--database", bare.ownerURL, "--from-student-progress")
    #expect(none.status == 78)
    #expect(none.errors.contains("no table student_progress"))
    try? FileManager.default.removeItem(atPath: folder)
  }

  @Test("migrate and help tell an operator what there is to know")
  func helps() throws {
    let database = try ServerDatabase(.postgres, in: "", isPrepared: false)
    let migrated = try database.command("migrate", "--database", database.ownerURL)
    #expect(migrated.output.hasPrefix("applied 0001-create-auth\n"))
    #expect(migrated.output.hasSuffix("The database is up to date.\n"))
    for option in ["--help", "-h", "help"] {
      let help = try database.command(option)
      #expect(help.status == 0)
      for word in [
        "migrate", "verify", "--listen", "--new-teacher-token", "glosa_server", "GLOSA_SERVER_DATABASE",
      ] {
        #expect(help.output.contains(word), "\(option): \(word)")
      }
    }
  }
}
