import ArgumentParser
import Glibc
import Primitives

/// `glosa demo`: play, cut the network, play on, reconnect, and see that nothing is lost.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Show in a minute that no point is ever lost or counted twice.",
    discussion: """
      A real server with a temporary database, a class of simulated pupils who play through the real client, and a wire \
      that is really cut. At the end everything that was won is compared with what the server has. Nothing is left \
      behind. The pupils' programs try again every 3 s rather than every minute: that is the demo's tempo.
      """)

  @Option(help: "How many pupils, 1 to 100.")
  var pupils = 12

  @Flag(help: "Tell the story line by line. It is the only way the demo is told so far.")
  var script = false

  @Option(help: "Makes the pupils' rhythm repeatable.")
  var seed: UInt64?

  @Flag(help: "Print only the figures, as one JSON object.")
  var json = false

  mutating func validate() throws {
    if !(1...100).contains(pupils) { throw ValidationError("--pupils takes a number from 1 to 100.") }
  }

  func run() throws {
    // The signals are blocked before anything starts a thread.
    let signals = Signals()
    let server = try DemoServer()
    let watch = SignalWatch(signals) { @Sendable status in _exit(status.rawValue) }
    defer { withExtendedLifetime(watch) {} }
    let isQuiet = json
    let outcome: DemoScript.Outcome
    do {
      outcome = try DemoScript(server: server, count: pupils, seed: seed ?? .random(in: .min ... .max)) {
        line in if !isQuiet { Console.say(line) }
      }.run()
    } catch {
      server.stop()
      throw error
    }
    server.stop()
    if json { Console.say(outcome.json.description) } else { tell(outcome) }
    for fault in outcome.faults { Console.complain(fault) }
    if !outcome.faults.isEmpty || outcome.lost + outcome.doubled > 0 { throw ExitCode(1) }
  }

  private func tell(_ outcome: DemoScript.Outcome) {
    Console.say("")
    for (name, value) in [
      ("events awarded", outcome.awarded), ("sent", outcome.sent), ("confirmed", outcome.confirmed),
      ("resent", outcome.resent), ("lost", outcome.lost), ("doubled", outcome.doubled),
    ] {
      let number = String(value)
      Console.say(name + String(repeating: " ", count: max(1, 22 - name.count - number.count)) + number)
    }
  }
}
