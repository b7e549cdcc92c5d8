import Primitives
import TestSupport

/// A PostgreSQL of the benchmark's own, with fsync as an operator would have it, and `pgbench` to measure it by.
struct PostgresBench {
  let cluster: PostgresCluster
  private var runs = 0
  static let database = "glosa"

  /// Makes the cluster and the pupils; the migrations are those that the server carries.
  init(pupils: [SeededPupil] = SeededPupil.all, migrate: (String) throws -> Void) throws {
    cluster = try PostgresCluster(isDurable: true)
    try sql("CREATE DATABASE \(Self.database)", in: "postgres")
    try migrate(url(as: "postgres"))
    let rows = pupils.map { "('\($0.id)'::uuid, '\\x\($0.tokenHash)'::bytea)" }.joined(
      separator: ",")
    try sql(
      """
      CREATE TEMP TABLE seeded (id uuid, hash bytea);
      INSERT INTO seeded VALUES \(rows);
      INSERT INTO profiles (id, role, display_name, pin_hash) SELECT id, 'student', 'Pupil', 'scrypt$none' FROM seeded;
      INSERT INTO tokens (hash, account_id, created_at) SELECT hash, id, now() FROM seeded;
      """)
  }

  /// Makes classes, a teacher each, and divides pupils among them by their numbers.
  func add(_ classes: [SeededClass], pupils: [SeededPupil]) throws {
    let rows = classes.map {
      "('\($0.id)'::uuid, '\($0.teacherID)'::uuid, '\\x\($0.tokenHash.hexadecimal)'::bytea, '\($0.code)')"
    }
    let members = pupils.map {
      "('\(classes[$0.number % classes.count].id)'::uuid, 'pupil \($0.number)', '\($0.id)'::uuid)"
    }
    try sql(
      """
      CREATE TEMP TABLE seeded (id uuid, teacher_id uuid, hash bytea, code text);
      INSERT INTO seeded VALUES \(rows.joined(separator: ","));
      INSERT INTO profiles (id, role, display_name) SELECT teacher_id, 'teacher', 'Teacher' FROM seeded;
      INSERT INTO tokens (hash, account_id, created_at) SELECT hash, teacher_id, now() FROM seeded;
      INSERT INTO classes (id, teacher_id, name, code) SELECT id, teacher_id, 'Class', code FROM seeded;
      INSERT INTO class_members (class_id, name_key, student_id) VALUES \(members.joined(separator: ","));
      VACUUM ANALYZE;
      """)
  }

  /// The address of the database for a role.
  func url(as role: String) -> String { "postgres://\(role)@/\(Self.database)?host=\(cluster.socketFolder)" }

  /// Runs SQL as the superuser; what it printed.
  @discardableResult
  func sql(_ script: String, in database: String = database) throws -> String {
    let answer = try cluster.start(script, database: database).finish()
    guard answer.status == 0 else { throw BenchmarkError("psql: \(answer.errors)") }
    return answer.output
  }

  /// What `pgbench` told.
  struct Rate {
    let transactionsPerSecond: Double
    let failed: Int
  }

  /// Lets `pgbench` run a script as the service role.
  mutating func rate(_ script: String, clients: Int, seconds: Int) throws -> Rate {
    runs += 1
    // Eleven digits, so that an id has twelve; no run reaches the numbers of the next.
    let answer = try cluster.bench(
      script, firstNumber: 10_000_000_000 + runs * 100_000_000, database: Self.database, user: "glosa_server",
      options: "-c role=service_role",
      clients: clients, seconds: seconds)
    guard answer.status == 0, let tps = Self.number(after: "tps = ", in: answer.output) else {
      throw BenchmarkError("pgbench: \(answer.errors) \(answer.output)")
    }
    return Rate(
      transactionsPerSecond: tps,
      failed: Int(Self.number(after: "number of failed transactions: ", in: answer.output) ?? 0))
  }

  /// A `pgbench` script that stores that many events of one pupil a call, through any function.
  static func script(
    events count: Int, function: String = "ingest_xp_events"
  ) -> String {
    let time = Timestamp.now()
    let events = (0..<count).map { index in
      event(id: ":e\(index)", pupil: ":s", at: SeededPupil.time(of: index, among: count, until: time))
    }.joined(separator: ",")
    return
      "\\set s random(1000, \(999 + SeededPupil.count))\n\(ids(count))SELECT \(function)('[\(events)]'::jsonb);\n"
  }

  /// A `pgbench` script that stores one event of each of 30 pupils, in another order every time.
  static func shuffledScript() -> String {
    let time = Timestamp.now()
    let events = (0..<30).map { event(id: ":e\($0)", pupil: "\(1000 + $0)", at: time) }.joined(separator: ",")
    return ids(30)
      + "SELECT ingest_xp_events((SELECT jsonb_agg(e ORDER BY random()) FROM jsonb_array_elements('[\(events)]'::jsonb) AS e));\n"
  }

  /// Ids in rising order, of each client its own: `n` lives as long as the client.
  private static func ids(_ count: Int) -> String {
    (0..<count).map { "\\set n :n + 1\n\\set e\($0) :n * 10 + :client_id\n" }.joined()
  }

  private static func event(id: String, pupil: String, at time: Timestamp) -> String {
    #"{"id":"\#(SeededPupil.eventPrefix)\#(id)","student_id":"\#(SeededPupil.idPrefix)\#(pupil)","kind":"typing","delta":10,"created_at":"\#(time)","metadata":\#(SeededPupil.metadata)}"#
  }

  private static func number(after mark: String, in text: String) -> Double? {
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(mark) }) else { return nil }
    return Double(line.dropFirst(mark.count).prefix { $0.isNumber || $0 == "." })
  }
}
