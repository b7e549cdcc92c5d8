import Foundation
import Primitives
import TestSupport
import Transport
import Wire

/// A server process with its database, and the computers of a class, each a folder of its own.
final class Classroom {
  let folder: String
  private(set) var server: Program?
  /// Where clients reach the server.
  private(set) var address = ""
  /// The address that the server says it listens on.
  private(set) var saidAddress = ""
  /// Of the server's key, as it says itself; nil for plain HTTP.
  private(set) var fingerprint: KeyFingerprint?
  private(set) var classCode = ""
  /// What the server's next start gets besides where it listens and its database.
  var options: [String]
  /// Of the server from its next start on.
  var logLevel = "error"
  /// Where the server listens from its next start on.
  var host: String
  private var port = 0
  private var otherServers: [Program] = []
  let database: ServerDatabase

  /// A classroom with a class called 7B, on this computer and with that wiring unless host and options say otherwise.
  init(
    on kind: ServerDatabase.Kind = .file, wiring: Wiring = .plain, host: String = "127.0.0.1",
    options: [String] = [], startsServer: Bool = true
  ) throws {
    (self.host, self.options) = (host, wiring.options + options)
    folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    database = try ServerDatabase(kind, in: folder)
    if startsServer { try open() }
  }

  /// Starts the server for the first time, and makes the class.
  func open() throws {
    try startServer()
    let made = try asTeacher("class", "create", "7B", "--json")
    classCode = try JSON.parse(made.output)["code"]?.string ?? ""
  }

  /// What pupils type to join.
  var code: String {
    JoinCode(classCode: classCode, fingerprint: fingerprint).description
  }

  /// How the server proves itself to whoever has the teacher's token.
  var trust: ServerTrust {
    let pin = tokenLines.dropFirst().compactMap { $0.split(separator: " ").last.flatMap { KeyPin($0) } }.first
    return pin.map { .key($0) } ?? .system
  }

  var teacherToken: String { tokenLines.first ?? "" }

  private var tokenLines: [String] {
    ((try? String(contentsOfFile: tokenFile, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  /// Runs a command as the teacher of this server, at its address or at another.
  func asTeacher(
    _ arguments: String..., at other: String? = nil, environment: [String: String] = [:]
  ) throws -> Finished {
    try Program.run(
      Programs.glosa, arguments + ["--server", other ?? address, "--token-file", tokenFile],
      environment: Computer(in: folder, named: "teacher").environment.merging(environment) { $1 })
  }

  /// A classroom whose server's file, and its teacher's token, Glosa 0.1 made.
  init(
    fixture database: String, tokenFile token: String, host: String = "127.0.0.1", logLevel: String = "error"
  ) throws {
    folder = NSTemporaryDirectory() + "glosa-" + UUID().uuidString.lowercased()
    (self.host, options, self.logLevel) = (host, [], logLevel)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.database = try ServerDatabase(.file, in: folder)
    try FileManager.default.copyItem(atPath: Fixtures.path(database), toPath: self.database.location)
    try FileManager.default.copyItem(atPath: Fixtures.path(token), toPath: tokenFile)
    try startServer()
  }

  /// Starts the server at another port than before, on the same database.
  func startServerElsewhere() throws {
    stopServer()
    let before = port
    port = 0
    try startServer()
    if port == before { try startServerElsewhere() }
  }

  deinit {
    for program in otherServers + [server].compactMap(\.self) { program.send(SIGKILL) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  var tokenFile: String { folder + "/teacher-token" }

  /// Starts the server; again on the same port and database after a stop.
  func startServer() throws {
    let (program, url) = try launch(port: port)
    guard let number = url.split(separator: ":").last.flatMap({ Int($0) }) else {
      throw ClassroomError(description: "the server said: \(url)")
    }
    (server, saidAddress, port) = (program, url, number)
    address = Self.reachable(url)
    fingerprint = nil
    guard url.hasPrefix("https:") else { return }
    let line = program.readLine()
    guard line.hasPrefix("fingerprint "), let said = KeyFingerprint(line.dropFirst(12)) else {
      throw ClassroomError(description: "the server said: \(line)")
    }
    fingerprint = said
  }

  /// Starts one more server process on the same database; gives its address.
  func startOtherServer() throws -> String {
    let (program, url) = try launch(port: 0)
    otherServers.append(program)
    return Self.reachable(url)
  }

  /// Starts the server once more, with a clock that is wrong by that much.
  func restartServer(clock: String?) throws {
    stopServer()
    self.clock = clock
    try startServer()
  }

  private var clock: String?

  private func launch(port: Int) throws -> (program: Program, url: String) {
    let program = try Program(
      Programs.server,
      [
        "--listen", "\(host):\(port)", "--database", database.location, "--teacher-token-file", tokenFile,
        "--log-level", logLevel,
      ] + options,
      environment: ProcessInfo.processInfo.environment
        .merging(["XDG_DATA_HOME": folder + "/server"].merging(Clock.variables(clock)) { $1 }) { $1 })
    let line = program.readLine()
    guard let url = line.split(separator: " ").last, url.hasPrefix("http") else {
      throw ClassroomError(description: "the server said: \(line)")
    }
    return (program, String(url))
  }

  /// Where clients on this computer reach a server that says so.
  private static func reachable(_ url: String) -> String {
    url.replacing("//0.0.0.0:", with: "//127.0.0.1:")
  }

  /// Ends the server with a signal and waits for its end.
  @discardableResult
  func stopServer(_ signal: Int32 = SIGTERM) -> Finished? {
    server?.send(signal)
    defer { server = nil }
    return server?.finish()
  }

  /// The port the server listens on.
  var serverPort: UInt16 { UInt16(port) }

  /// A computer whose pupil has joined the class.
  func joinedComputer(_ name: String, pin: String = "1234", through address: String? = nil) throws -> Computer
  {
    let computer = Computer(in: folder, named: name)
    let joined = try computer.join(address ?? self.address, code, name: name, pin: pin)
    guard joined.status == 0 else { throw ClassroomError(description: joined.errors) }
    return computer
  }

  /// What the ledger holds of a student besides the bonuses of quests: count and sum of the events, and the stored
  /// total without those bonuses.
  func ledger(of student: String) throws -> (events: Int, sum: Int, total: Int) {
    let query = """
      SELECT (SELECT count(*) FROM xp_events WHERE student_id = '\(student)' AND kind <> 'daily_quest'),
             (SELECT coalesce(sum(delta), 0) FROM xp_events
              WHERE student_id = '\(student)' AND kind <> 'daily_quest'),
             coalesce((SELECT total_xp FROM xp_totals WHERE student_id = '\(student)'), 0)
             - (SELECT coalesce(sum(delta), 0) FROM xp_events
                WHERE student_id = '\(student)' AND kind = 'daily_quest')
      """
    let numbers = try self.numbers(query, count: 3)
    return (numbers[0], numbers[1], numbers[2])
  }

  /// The sum of the bonuses that the ledger holds of a student.
  func bonus(of student: String) throws -> Int {
    let query =
      "SELECT coalesce(sum(delta), 0) FROM xp_events WHERE student_id = '\(student)' AND kind = 'daily_quest'"
    return try numbers(query, count: 1)[0]
  }

  /// The numbers of one row that the server's database gives.
  func numbers(_ query: String, count: Int) throws -> [Int] {
    let answer = try database.sql(query)
    let numbers = answer.split(whereSeparator: { "|\n".contains($0) }).compactMap { Int($0) }
    guard numbers.count == count else { throw ClassroomError(description: answer) }
    return numbers
  }
}

struct ClassroomError: Error, CustomStringConvertible {
  let description: String
}

/// Clocks that are wrong.
enum Clock {
  /// What makes a program's time of day wrong by that much (`+2d`, `-3h`), and leaves the time that passes as it is.
  static func variables(_ shift: String?) -> [String: String] {
    guard let shift, let unit = shift.last.flatMap({ units[$0] }), let number = Int(shift.dropLast()) else {
      return [:]
    }
    return ["LD_PRELOAD": Programs.wrongClock, "GLOSA_WRONG_CLOCK": String(number * unit)]
  }

  private static let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86_400, "y": 365 * 86_400]
}

/// A computer: the directories that make up one, and the programs run on it.
struct Computer {
  let folder: String
  let name: String
  /// How wrong its clock is: see `Clock`; nil is right.
  var clock: String?

  init(in folder: String, named name: String) {
    self.folder = folder + "/" + name
    self.name = name
  }

  /// The same computer with a clock that is wrong by that much, or right.
  func with(clock: String?) -> Computer {
    var other = self
    other.clock = clock
    return other
  }

  var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["HOME"] = folder
    variables["XDG_DATA_HOME"] = folder + "/data"
    variables["XDG_CONFIG_HOME"] = folder + "/config"
    variables["XDG_STATE_HOME"] = folder + "/state"
    variables["XDG_RUNTIME_DIR"] = folder + "/run"
    variables["LANG"] = "C.UTF-8"
    variables["LC_ALL"] = "C.UTF-8"
    variables["TERM"] = "xterm-256color"
    // A crash in a test is not there to be debugged by whoever sits at the terminal.
    variables["SWIFT_BACKTRACE"] = "interactive=no"
    for name in ["NO_COLOR", "COLUMNS", "LINES", "TMUX"] { variables[name] = nil }
    return variables.merging(Clock.variables(clock)) { _, new in new }
  }

  var outbox: String { folder + "/data/glosa/outbox.sqlite" }

  func glosa(_ arguments: String..., input: String = "") throws -> Finished {
    try Program.run(Programs.glosa, arguments, environment: environment, input: input)
  }

  func join(_ address: String, _ code: String, name: String, pin: String, _ more: String...) throws
    -> Finished
  { try join(address, code, name: name, pin: pin, more) }

  func join(_ address: String, _ code: String, name: String, pin: String, _ more: [String]) throws -> Finished
  {
    let pinFile = folder + "/pin"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try pin.write(toFile: pinFile, atomically: true, encoding: .utf8)
    return try Program.run(
      Programs.glosa, ["join", address, code, "--name", name, "--pin-file", pinFile] + more,
      environment: environment)
  }

  func status() throws -> JSON { try JSON.parse(try glosa("status", "--json").output) }

  func pending() throws -> Int { try status()["xp_pending"]?.integer ?? -1 }

  func studentID() throws -> String { try status()["student_id"]?.string ?? "" }

  /// Plays one linear round, every answer right; gives what was printed.
  func playRightAnswers(_ count: Int, set: String = "Djur", more: [String] = []) throws -> Finished {
    let player = LinearPlayer(computer: self, set: set, more: more)
    return try player.play(rightAnswers: count)
  }
}
