import ArgumentParser
import Files
import GameShell
import Languages
import Outbox
import Primitives
import Profile
import Transport
import Wire

/// `glosa move URL`: the class's server is at another address now.
struct MoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "The class's server has another address now: go on there, with everything that waits.",
    discussion: """
      A laptop gets another address from another network, or from the same one tomorrow. Nothing is asked for: the server \
      says which ledger it keeps, and it must be the one that you joined; its key must be the one that is known, or have \
      the fingerprint that the teacher says.
      """)

  @Argument(help: "The server's new address, as the teacher gives it: 192.168.1.20")
  var address: String

  @Argument(help: "The fingerprint of the server's key, where it has another, or none was known: 4XK9T-B2Q7A")
  var fingerprint: [String] = []

  @Option(help: "A file with the certificates of the authorities that vouch for the server, in PEM.")
  var ca: String?

  @Flag(help: "Go on though others in the network can read what is sent.")
  var insecure = false

  func run() throws {
    let directories = Directories.current
    guard let account = try Account.current(in: directories) else {
      throw CommandFailure(
        .badUsage, Spoken.language.noClassSoJoin)
    }
    var directions = ServerDirections(address: address, fingerprint: try typedFingerprint(), authorities: ca)
    (directions.allowsPlain, directions.known) = (insecure, account.place)
    let connection = try ServerConnection(directions.place(), token: nil)
    guard let found = Health(json: try connection.ask(.healthz).json)?.serverID else {
      throw CommandFailure(
        .badInput,
        Spoken.language.serverOfEarlierVersion(connection.url.description))
    }
    if let known = account.serverID {
      guard found == known else {
        throw CommandFailure(
          .badInput,
          Spoken.language.serverOfAnotherClass(
            connection.url.description, found: found, className: account.className, known: known))
      }
    } else {
      // It is the pupil's ledger if it knows the pupil.
      let me = Me(json: try ServerConnection(connection.place, token: account.token).ask(.me).json)
      guard let me, me.id == account.studentID, me.serverID == found else {
        throw CommandFailure(
          .badInput,
          Spoken.language.serverKnowsNot(account.name, of: account.className, connection.url.description))
      }
    }
    do {
      try account.with(place: connection.place, serverID: found).save(in: directories)
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    let outbox = Outbox(of: directories)
    do {
      try outbox.recordLedger(found, of: account.studentID)
      let waiting = try outbox.snapshot(owner: Owner(ledger: found.description, studentID: account.studentID))
      if connection.url.isReadableByOthers { Console.complain(Spoken.language.readableByOthers) }
      let (className, url) = (account.className, connection.url.description)
      Console.say(
        waiting.pendingEvents > 0
          ? Spoken.language.isNowAt(className, url, waiting: waiting.pendingXP)
          : Spoken.language.isNowAt(className, url))
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
  }

  /// The fingerprint, alone or at the end of a class's code.
  private func typedFingerprint() throws(CommandFailure) -> KeyFingerprint? {
    let typed = fingerprint.joined()
    if typed.isEmpty { return nil }
    guard let read = KeyFingerprint(typed) ?? JoinCode(typed)?.fingerprint else {
      throw CommandFailure(
        .badUsage, Spoken.language.noFingerprint(typed))
    }
    return read
  }
}
