import ArgumentParser
import Primitives

/// `glosa-bench tls`: what TLS costs a pupil's program and the server.
struct TLSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tls", abstract: "Measure what TLS costs, a sync, a handshake and the server.",
    discussion: """
      Two servers over SQLite, one of them with TLS and a certificate of its own making, are asked in turns. Servers and \
      load share this computer, and the load encrypts too: the server's own processor time is told beside its rate. The \
      totals are compared with the log at the end. Everything is made in a temporary folder and removed.
      """)

  @Option(help: "Where to make the temporary folder. (default: $XDG_CACHE_HOME, or else /var/tmp)")
  var directory: String?

  @Option(help: "The server. (default: the glosa-server beside glosa-bench)")
  var serverProgram: String?

  @Option(help: "Syncs of each kind; of handshakes a fifth as many.")
  var samples = 1000

  @Option(help: "Seconds of each measurement of the server's rate.")
  var seconds = 5

  @Option(help: "Times that the two servers take turns under load.")
  var rounds = 5

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Exit with 1 where a figure misses its target.")
  var check = false

  func validate() throws {
    guard samples >= 5 * Samples.blocks, seconds >= 1, rounds >= 1 else {
      throw ValidationError(
        "Samples must be \(5 * Samples.blocks) or more, seconds and rounds 1 or more; give larger numbers.")
    }
  }

  func run() throws {
    let program = try ServerProgram(path: serverProgram)
    let folder = try TemporaryFolder(in: directory)
    defer { folder.remove() }
    let machine = try Machine(folder: folder.path)
    let plan = LoadPlan(seconds: seconds, rounds: rounds, stored: nil)
    let figures = try TLSBenchmark(program: program, folder: folder, plan: plan, samples: samples).run()
    let report = Report(machine: machine, server: program.path, figures: figures)
    Console.say(json ? report.json.description : report.lines.joined(separator: "\n"))
    if check, !report.isEveryTargetMet { throw ExitCode(1) }
  }
}
