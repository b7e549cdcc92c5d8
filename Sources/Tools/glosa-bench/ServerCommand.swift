import ArgumentParser
import Primitives

/// `glosa-bench server`: what one server stores a second on either store, beside what the database does by itself.
struct ServerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Measure the server on both stores, with pgbench as the peer.",
    discussion: """
      Server, database and load share this computer. PostgreSQL is a new cluster in /tmp with its usual settings, fsync \
      included; pgbench calls the same function on it, in turns with the server. After each store the totals are \
      compared with the log. Needs PostgreSQL's programs; everything is made in temporary folders and removed.
      """)

  @Option(help: "Where to make the temporary folder. (default: $XDG_CACHE_HOME, or else /var/tmp)")
  var directory: String?

  @Option(help: "The server. (default: the glosa-server beside glosa-bench)")
  var serverProgram: String?

  /// Which stores are measured.
  enum Stores: String, ExpressibleByArgument, CaseIterable {
    case both, postgres, sqlite
  }

  @Option(help: "both, postgres or sqlite.")
  var stores = Stores.both

  @Option(help: "Seconds of each measurement.")
  var seconds = 10

  @Option(help: "Times that server and pgbench take turns.")
  var rounds = 3

  @Option(help: "Events that a full ledger holds.")
  var stored = 10_000_000

  @Flag(help: "Leave the full ledger out, which takes minutes to fill.")
  var onlyEmpty = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Exit with 1 where a figure misses its target.")
  var check = false

  func validate() throws {
    guard seconds >= 1, rounds >= 1, stored >= 1 else {
      throw ValidationError("Seconds, rounds and stored must be 1 or more; give larger numbers.")
    }
  }

  func run() throws {
    let program = try ServerProgram(path: serverProgram)
    let folder = try TemporaryFolder(in: directory)
    defer { folder.remove() }
    let machine = try Machine(folder: folder.path)
    let plan = LoadPlan(seconds: seconds, rounds: rounds, stored: onlyEmpty ? nil : stored)
    var report = Report(machine: machine, server: program.path)
    if !json { Console.say(report.header.joined(separator: "\n")) }
    func measure(_ store: Stores, _ figures: () throws -> [Figure]) throws {
      guard stores == store || stores == .both else { return }
      let new = try figures()
      report.figures += new
      // At once: the other store takes many minutes more, and may not come to its end.
      if !json { Console.say((Report.table(new) + [""]).joined(separator: "\n")) }
    }
    try measure(.postgres) {
      try PostgresServerBenchmark(program: program, folder: folder, plan: plan).run()
    }
    try measure(.sqlite) { try SQLiteServerBenchmark(program: program, folder: folder, plan: plan).run() }
    if json { Console.say(report.json.description) }
    if check, !report.isEveryTargetMet { throw ExitCode(1) }
  }
}

/// How much is measured.
struct LoadPlan {
  /// Of each measurement.
  let seconds: Int
  /// Times that server and peer take turns.
  let rounds: Int
  /// Events of the full ledger; nil leaves it out.
  let stored: Int?

  static let connections = 32
  /// The clients of `pgbench`.
  static let clients = 8
  /// Events of a request, the second time.
  static let batch = 50
}
