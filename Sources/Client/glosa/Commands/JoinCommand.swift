import ArgumentParser
import Outbox
import Primitives
import Transport
import Wire
import XP

/// `glosa join URL CODE`: makes this computer's pupil a student of a class.
struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Join a class with the code from the blackboard.",
    discussion: """
      Asks for a name and a PIN. The same name and PIN on another computer are the same pupil. The sign-in is kept in a \
      file that you alone can read.
      """)

  @Argument(help: "The server's address, as the teacher gives it: http://192.168.1.20:8420")
  var url: String

  @Argument(help: "The class code.")
  var code: String

  @Option(help: "Your name in the class, 1 to 40 characters. Asked for when left out.")
  var name: String?

  @Option(help: "A file whose first line is the PIN, 4 to 12 digits. Asked for when left out.")
  var pinFile: String?

  @Flag(inversion: .prefixedNo, help: "Take the points earned before joining along. Asked when left out.")
  var bringPoints: Bool?

  func run() throws {
    let directories = Directories.current
    let known = try? Account.current(in: directories)
    let (connection, ledger) = try self.connection(known)
    let profile = Profile.current(in: directories)
    let (name, pin) = (try chosenName(), try chosenPIN())
    let outbox = Outbox(of: directories)
    let points = JoinPoints(directories: directories, outbox: outbox, profile: profile, answer: bringPoints)
    let earlier = EarlierSelf(
      named: name, at: ledger, account: known, owners: (try? outbox.owners()) ?? [], agrees: points.agrees)
    let request = JoinRequest(
      classCode: code, displayName: name, pin: pin, studentID: earlier?.studentID ?? profile.studentID)
    let answer = try connection.ask("POST", Route.join, request.json)
    guard let joined = JoinResponse(json: answer.json) else {
      throw CommandFailure(
        .unreachable, "The server's answer to joining made no sense, so nothing was changed.")
    }
    let account = Account(
      place: connection.place, serverID: joined.serverID, studentID: joined.studentID,
      token: joined.token, name: request.displayName, className: joined.className,
      brings: points.known(to: joined.studentID, before: known))
    try points.save(account)
    try points.takeAlong(earlier?.waiting, to: account)
    try points.bringLocal(to: account)
    noteTotal(of: account, in: outbox)
    Console.say("Welcome to \(joined.className), \(request.displayName). Start with: glosa")
  }

  /// The server at the address, and the ledger that it says it is. Speaks with the token of this computer where that ledger is
  /// its own: who is signed in is not kept waiting because others guess the PIN.
  private func connection(_ account: Account?) throws -> (connection: ServerConnection, ledger: UniqueID?) {
    let place = try ServerDirections(address: url, fingerprint: nil).place()
    let stranger = try ServerConnection(place, token: nil)
    let ledger = try stranger.ask("GET", Route.healthz).json["server_id"]?.id
    guard let account, let serverID = account.serverID, ledger == serverID else { return (stranger, ledger) }
    return (try ServerConnection(stranger.place, token: account.token), ledger)
  }

  /// Asks for what the pupil has already, perhaps from another computer, so that it shows at once. Without an answer it
  /// is asked for again when they play.
  private func noteTotal(of account: Account, in outbox: Outbox) {
    guard let connection = try? ServerConnection(account.place, token: account.token),
      let answer = try? connection.ask("GET", Route.xpTotal), let total = LedgerTotal(json: answer.json)
    else { return }
    _ = try? outbox.recordTotal(total, owner: account.owner)
  }

  private func chosenName() throws(CommandFailure) -> String {
    if let name { return name }
    guard Console.isInteractive else {
      throw CommandFailure(.badUsage, "A name is needed: --name NAME.")
    }
    Console.ask("Your name: ")
    return Console.readLine() ?? ""
  }

  private func chosenPIN() throws -> String {
    if let pinFile { return try PIN.inFile(pinFile) }
    guard Console.isInteractive else {
      throw CommandFailure(.badUsage, "A PIN is needed: --pin-file FILE.")
    }
    Console.ask("Your PIN (4 to 12 digits): ")
    return try Console.readSecret() ?? ""
  }
}
