import ArgumentParser
import Outbox
import Primitives
import Transport
import Wire

/// `glosa move URL`: the class's server is at another address now.
struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "The class's server has another address now: go on there, with everything that waits.",
    discussion: """
      A laptop gets another address from another network, or from the same one tomorrow. Nothing is asked for: the server \
      says which ledger it keeps, and it must be the one that you joined.
      """)

  @Argument(help: "The server's new address, as the teacher gives it: http://192.168.1.20:8420")
  var url: String

  func run() throws {
    let directories = Directories.current
    guard let account = try Account.current(in: directories) else {
      throw CommandFailure(
        .badUsage, "No class is joined on this computer; join one with: glosa join ADDRESS CODE")
    }
    let connection = try ServerConnection(ServerPlace(url), token: nil)
    guard let found = try connection.ask("GET", Route.healthz).json["server_id"]?.id else {
      throw CommandFailure(
        .badInput,
        "\(connection.url) is a Glosa server of an earlier version, which can't say whose points it keeps: update it first, or join the class there again."
      )
    }
    if let known = account.serverID {
      guard found == known else {
        throw CommandFailure(
          .badInput,
          "\(connection.url) is another Glosa server (\(found.description.prefix(8))) than the one of \(account.className) (\(known.description.prefix(8))). Nothing was changed, and it was told nothing."
        )
      }
    } else {
      // It is the pupil's ledger if it knows the pupil.
      let me = try ServerConnection(connection.place, token: account.token).ask("GET", Route.me).json
      guard me["id"]?.id == account.studentID, me["server_id"]?.id == found else {
        throw CommandFailure(
          .badInput,
          "\(connection.url) does not know \(account.name) of \(account.className). Nothing was changed.")
      }
    }
    do {
      try account.with(place: connection.place, serverID: found).save(in: directories)
    } catch {
      throw CommandFailure(.cannotWrite, error.description)
    }
    let outbox = Outbox(of: directories)
    do {
      try outbox.recordLedger(found, of: account.studentID)
      let waiting = try outbox.snapshot(owner: Owner(ledger: found.description, studentID: account.studentID))
      Console.say(
        "\(account.className) is at \(connection.url) now."
          + (waiting.pendingEvents > 0 ? " \(waiting.pendingXP) XP go there when you play or sync." : ""))
    } catch {
      throw CommandFailure(.cannotWrite, error.description)
    }
  }
}
