import ArgumentParser
import Primitives

/// `glosa-bench board`: how far live boards are behind.
struct BoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: "Measure many live boards on one server while events come in.",
    discussion: """
      Server and load share this computer. Each board is a class of 16 pupils with a teacher of its own, each event a \
      request of its own, the pupils in turns. A board is behind by the time from the server's answer for an event to \
      the row with its points; the run fails where a board never shows one. PostgreSQL is a new cluster in /tmp with its \
      usual settings, on this computer too. Everything is made in temporary folders and removed.
      """)

  @Option(help: "Where to make the temporary folder. (default: $XDG_CACHE_HOME, or else /var/tmp)")
  var directory: String?

  @Option(help: "The server. (default: the glosa-server beside glosa-bench)")
  var serverProgram: String?

  /// Where the server keeps its ledger.
  enum Store: String, ExpressibleByArgument, CaseIterable {
    case sqlite, postgres
  }

  @Option(help: "Where the server keeps its ledger: sqlite or postgres.")
  var store = Store.sqlite

  @Option(help: "Boards that are watched, 1 to 500.")
  var boards = 500

  @Option(help: "Events a second.")
  var rate = 1000

  @Option(help: "Seconds that events come in.")
  var seconds = 30

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Exit with 1 where a figure misses its target.")
  var check = false

  func validate() throws {
    guard (1...500).contains(boards), rate >= 1, seconds >= 1 else {
      throw ValidationError("Give 1 to 500 boards, and a rate and seconds of 1 or more.")
    }
  }

  func run() throws {
    let program = try ServerProgram(path: serverProgram)
    let folder = try TemporaryFolder(in: directory)
    defer { folder.remove() }
    let machine = try Machine(folder: folder.path)
    let figures = try BoardBenchmark(
      program: program, folder: folder, store: store, boards: boards, rate: rate, seconds: seconds
    ).run()
    let report = Report(machine: machine, server: program.path, figures: figures)
    Console.say(json ? report.json.description : report.lines.joined(separator: "\n"))
    if check, !report.isEveryTargetMet { throw ExitCode(1) }
  }
}
