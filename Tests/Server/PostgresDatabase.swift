import Foundation
import Primitives
import TestSupport
import Testing

/// A database of the tests' cluster, asked through `psql`.
struct PostgresDatabase {
  let cluster: PostgresCluster
  let name: String

  static let migrations = PostgresCluster.migrations

  /// A new database of the cluster of all tests, empty unless `migrated`.
  init(migrated: Bool = true) throws {
    (cluster, name) = try PostgresCluster.makeSharedDatabase(migrated: migrated)
  }

  init(cluster: PostgresCluster, name: String) { (self.cluster, self.name) = (cluster, name) }

  /// Where a role finds it.
  func url(as user: String = "glosa_server") -> String { cluster.url(database: name, user: user) }

  /// A new database of a cluster of the test's own.
  init(in cluster: PostgresCluster) throws {
    (self.cluster, name) = (cluster, "glosa")
    _ = try PostgresDatabase(cluster: cluster, name: "postgres").sql("CREATE DATABASE \(name)")
    for file in Self.migrations { try migrate(file) }
  }

  /// Runs a migration, which must succeed.
  func migrate(_ file: String, as user: String = "postgres") throws {
    let answer = try cluster.run(file: file, database: name, user: user)
    try #require(answer.status == 0, "\(file): \(answer.errors)")
  }

  /// Starts a script and returns at once.
  func start(_ script: String, as user: String = "postgres") throws -> BatchProgram {
    try cluster.start(script, database: name, user: user)
  }

  /// Runs a script, which may fail.
  func attempt(_ script: String, as user: String = "postgres") throws -> BatchProgram.Answer {
    try start(script, as: user).finish()
  }

  /// Runs a script, which must succeed; what it printed.
  func sql(_ script: String, as user: String = "postgres") throws -> String {
    let answer = try attempt(script, as: user)
    try #require(answer.status == 0, "\(answer.errors)")
    return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The JSON that a script prints.
  func json(_ script: String, as user: String = "postgres") throws -> JSON {
    try JSON.parse(try sql(script, as: user))
  }

  /// Adds pupils with new ids.
  func addStudents(_ count: Int) throws -> [String] {
    let ids = (0..<count).map { _ in UUID().uuidString.lowercased() }
    let rows = ids.map { "('\($0)', 'student', 'Pupil', 'scrypt$x')" }.joined(separator: ", ")
    _ = try sql("INSERT INTO profiles (id, role, display_name, pin_hash) VALUES \(rows)")
    return ids
  }

  /// Adds a teacher with a class of these pupils; the teacher's id.
  func addClass(of students: [String], code: String) throws -> String {
    let teacher = UUID().uuidString.lowercased()
    let members = students.map { "INSERT INTO class_members SELECT id, '\($0)', '\($0)' FROM made;" }
    _ = try sql(
      """
      INSERT INTO profiles (id, role, display_name) VALUES ('\(teacher)', 'teacher', 'Teacher');
      INSERT INTO classes (id, teacher_id, name, code)
      VALUES (gen_random_uuid(), '\(teacher)', 'Class', '\(code)');
      CREATE TEMPORARY VIEW made AS SELECT id FROM classes WHERE code = '\(code)';
      \(members.joined(separator: "\n"))
      """)
    return teacher
  }
}

/// A transaction of the server: a role and, for a signed-in person, claims, both local to it.
func transaction(_ body: String, by person: String) -> String {
  """
  BEGIN; SET LOCAL ROLE authenticated; SET LOCAL request.jwt.claims = '{"sub": "\(person)"}';
  \(body);
  COMMIT;
  """
}

/// A transaction of the server for itself.
func serviceTransaction(_ body: String) -> String {
  "BEGIN; SET LOCAL ROLE service_role;\n\(body);\nCOMMIT;"
}

/// An event as a client sends it.
func event(
  _ id: String = UUID().uuidString.lowercased(), of student: String, delta: String = "10",
  kind: String = "typing", more: String = ""
) -> String {
  #"{"id": "\#(id)", "student_id": "\#(student)", "kind": "\#(kind)", "delta": \#(delta), "#
    + #""created_at": "2026-03-01T10:00:00.123456Z"\#(more)}"#
}

/// The call that stores events.
func ingest(_ events: String...) -> String {
  "SELECT ingest_xp_events('[\(events.joined(separator: ", "))]')"
}

/// A batch of a group, `events` as `groupEvent` makes them.
func groupBatch(of student: String, token: String? = nil, _ events: String...) -> String {
  let token = token.map { "\"\($0)\"" } ?? "null"
  return #"{"student_id": "\#(student)", "token": \#(token), "received_at": "2026-03-01T11:00:00Z", "#
    + #""events": [\#(events.joined(separator: ", "))]}"#
}

/// An event of a batch, which says whose it is.
func groupEvent(
  _ id: String = UUID().uuidString.lowercased(), delta: String = "10", kind: String = "typing"
) -> String {
  #"{"id": "\#(id)", "kind": "\#(kind)", "delta": \#(delta), "word_set_id": null, "homework_id": null, "#
    + #""created_at": "2026-03-01T10:00:00.123456Z", "metadata": {}}"#
}

/// The call that stores a group of batches.
func groupIngest(_ batches: [String]) -> String {
  "SELECT ingest_xp_batches('[\(batches.joined(separator: ", "))]')"
}

/// The call that stores progress on a quest whose goal is 10.
func questIngest(
  of student: String, _ events: [(id: String, progress: Int)] = [(UUID().uuidString, 1)],
  quest: String = "typing_10", bonusID: String = UUID().uuidString
) -> String {
  let date = #""quest_id": "\#(quest)", "quest_date": "2026-03-01""#
  let rows = events.map {
    #"{"id": "\#($0.id)", \#(date), "progress": \#($0.progress), "created_at": "2026-03-01T10:00:00Z"}"#
  }
  return #"SELECT ingest_quest_events('{"student_id": "\#(student)", "received_at": "2026-03-01T11:00:00Z", "#
    + #""events": [\#(rows.joined(separator: ", "))], "goals": [{\#(date), "goal": 10, "bonus_xp": 20, "#
    + #""bonus_id": "\#(bonusID)"}]}')"#
}

extension BatchProgram.Answer {
  /// The SQLSTATE of the error that ended the script; nil where it succeeded.
  var sqlState: String? {
    guard status != 0, let start = errors.range(of: "ERROR:  ")?.upperBound else { return nil }
    return String(errors[start...].prefix(5))
  }

  /// The code and index of each rejected event, from the error's detail.
  var rejections: [String] {
    guard let start = errors.range(of: "DETAIL:  ")?.upperBound,
      case .array(let all)? = try? JSON.parse(String(errors[start...].prefix { $0 != "\n" }))
    else { return [] }
    return all.map { "\($0["index"]?.integer ?? -1) \($0["code"]?.string ?? "")" }
  }
}

/// SQL by which the server notes what a pupil's client said.
func presence(of student: String) -> String {
  """
  SELECT record_presence(jsonb_build_object('presences', jsonb_build_array(jsonb_build_object(
    'student_id', '\(student)', 'device_id', gen_random_uuid(), 'state', 'synced', 'pending_count', 0,
    'pending_xp', 0, 'game', NULL, 'seen_at', now()))));
  """
}
