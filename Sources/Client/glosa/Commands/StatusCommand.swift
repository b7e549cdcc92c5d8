import ArgumentParser
import GameShell
import Outbox
import Primitives
import Profile

/// `glosa status`: what waits on this computer, and how sending goes.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show what is saved, pending and confirmed on this computer.")

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let directories = Directories.current
    let identity = try Session.Identity.current(in: directories)
    let outbox = Outbox(of: directories)
    let report: StatusReport
    do throws(OutboxError) {
      report = try StatusReport(of: identity, in: outbox)
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    if json { Console.say(report.json.description) } else { report.lines.forEach(Console.say) }
  }
}
