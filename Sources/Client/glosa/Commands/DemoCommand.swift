import ArgumentParser
import Demo
import GameShell
import Glibc
import Languages
import Primitives
import Profile

/// `glosa demo`: play, cut the network, play on, reconnect, and see that nothing is lost.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Show in a minute that no point is ever lost or counted twice.",
    discussion: """
      The game beside the teacher's live board: a real server with a temporary database, a class of simulated pupils who \
      play through the real client, and a wire between you and the server that F2 really cuts and F3 turns into a black \
      hole. At the end everything that was won is compared with what the server has. Nothing is left behind. The demo's \
      programs try again every 3 s rather than every minute.
      """)

  @Option(help: "How many simulated pupils, 1 to 100.")
  var pupils = 12

  @Flag(help: "Tell the whole story line by line, without keys.")
  var script = false

  @Option(help: "Makes the pupils' rhythm repeatable.")
  var seed: UInt64?

  @Flag(help: "With --script: print only the figures, as one JSON object.")
  var json = false

  mutating func validate() throws {
    if !(1...100).contains(pupils) { throw ValidationError(Spoken.language.demoPupilsRange) }
    if json, !script { throw ValidationError(Spoken.language.demoJSONNeedsScript) }
  }

  func run() throws {
    // The signals are blocked before anything starts a thread.
    let signals = Signals()
    let seed = seed ?? .random(in: .min ... .max)
    let outcome =
      try script ? tell(seed, signals) : DemoPlay(pupils: pupils, seed: seed).run(signals, say: Console.say)
    if json { Console.say(outcome.json.description) } else { say(outcome) }
    outcome.faults.forEach(Console.complain)
    if !outcome.isSound { throw ExitStatus.faultsFound }
  }

  private func tell(_ seed: UInt64, _ signals: Signals) throws -> DemoOutcome {
    let server = try DemoServer()
    defer { server.stop() }
    let watch = SignalWatch(signals) { @Sendable status in _exit(status.rawValue) }
    defer { withExtendedLifetime(watch) {} }
    let isQuiet = json
    return try DemoScript(server: server, count: pupils, seed: seed) { line in
      if !isQuiet { Console.say(line) }
    }.run()
  }

  private func say(_ outcome: DemoOutcome) {
    Console.say("")
    outcome.lines.forEach(Console.say)
  }
}
