import ArgumentParser
import Primitives

/// `glosa-bench client`: what a point costs the pupil's computer, and how quickly a backlog reaches the
/// server.
struct ClientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client", abstract: "Measure awards, a full outbox, and draining to a server on loopback.",
    discussion: """
      Awards are compared with bare SQLite inserts of the same row, taken in turns on the same disk, so that \
      the speed of the disk falls out of the ratio. Everything is made in a temporary folder and removed.
      """)

  @Option(help: "Where to make the temporary folder. (default: $XDG_CACHE_HOME, or else /var/tmp)")
  var directory: String?

  @Option(help: "The server to drain to. (default: the glosa-server beside glosa-bench)")
  var serverProgram: String?

  @Option(help: "Measurements of each kind.")
  var samples = 300

  @Option(help: "Events pending in the full outbox.")
  var backlog = 1_000_000

  @Option(help: "Events to drain to the server.")
  var events = 10_000

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Exit with 1 where a figure misses its target.")
  var check = false

  func validate() throws {
    guard samples >= Samples.blocks, backlog >= 1, events >= 1 else {
      throw ValidationError(
        "Samples must be \(Samples.blocks) or more, backlog and events 1 or more; give larger numbers.")
    }
  }

  func run() throws {
    let server = try ServerProgram(path: serverProgram)
    let folder = try TemporaryFolder(in: directory)
    defer { folder.remove() }
    let machine = try Machine(folder: folder.path)
    let benchmarks: [(String, () throws -> [Figure])] = [
      ("awards and bare inserts", { try AwardBenchmark(folder: folder.path, samples: samples).run() }),
      (
        "awards with \(backlog) events pending",
        { try BacklogBenchmark(folder: folder.path, samples: samples, backlog: backlog).run() }
      ),
      (
        "draining \(events) events",
        { try DrainBenchmark(folder: folder, program: server, events: events).run() }
      ),
    ]
    var figures: [Figure] = []
    for (name, benchmark) in benchmarks {
      Console.tell("measuring \(name) …")
      figures += try benchmark()
    }
    let report = Report(machine: machine, server: server.path, figures: figures)
    Console.say(json ? report.json.description : report.lines.joined(separator: "\n"))
    if check, !report.isEveryTargetMet { throw ExitCode(1) }
  }
}
