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
    let connection = try self.connection(directories)
    let profile = Profile.current(in: directories)
    let (name, pin) = (try chosenName(), try chosenPIN())
    let outbox = Outbox(of: directories)
    let earlier = earlierSelf(named: name, in: outbox, besides: profile)
    let request = JoinRequest(
      classCode: code, displayName: name, pin: pin, studentID: earlier?.owner.studentID ?? profile.studentID)
    let answer = try connection.ask("POST", Route.join, request.json)
    guard let joined = JoinResponse(json: answer.json) else {
      throw CommandFailure(
        .unreachable, "The server's answer to joining made no sense, so nothing was changed.")
    }
    let account = Account(
      server: connection.url.description, serverID: joined.serverID, studentID: joined.studentID,
      token: joined.token,
      name: request.displayName, className: joined.className)
    do {
      try account.save(in: directories)
    } catch {
      throw CommandFailure(.cannotWrite, "You are in the class, but the sign-in can't be kept: \(error)")
    }
    try takeAlong(earlier, to: account, outbox)
    try bringPoints(of: profile, to: account, in: directories, outbox)
    noteTotal(of: account, in: outbox)
    Console.say("Welcome to \(joined.className), \(request.displayName). Start with: glosa")
  }

  /// Speaks with the token of this computer where the ledger at the address is its own: who is signed in is not kept
  /// waiting because others guess the PIN.
  private func connection(_ directories: Directories) throws -> ServerConnection {
    let stranger = try ServerConnection(url, token: nil)
    let account = try? Account.current(in: directories)
    // Nobody types a name and a PIN for an address where there is no server.
    guard name == nil || pinFile == nil || account != nil else { return stranger }
    let health = try stranger.ask("GET", Route.healthz).json
    guard let account, let serverID = account.serverID, health["server_id"]?.id == serverID else {
      return stranger
    }
    return try ServerConnection(url, token: account.token)
  }

  /// Asks for what the pupil has already, perhaps from another computer, so that it shows at once. Without an answer it
  /// is asked for again when they play.
  private func noteTotal(of account: Account, in outbox: Outbox) {
    guard let connection = try? ServerConnection(account.server, token: account.token),
      let answer = try? connection.ask("GET", Route.xpTotal), let total = LedgerTotal(json: answer.json)
    else { return }
    _ = try? outbox.recordTotal(total, owner: account.owner)
  }

  /// What waits on this computer for a pupil of that name, where the person says that it is theirs: somebody who was
  /// removed from the class, whose points only they can bring, or whose server is another now.
  private func earlierSelf(named name: String, in outbox: Outbox, besides profile: Profile) -> Waiting? {
    let key = Owner.key(ofName: name)
    let waiting = ((try? outbox.waiting()) ?? []).filter {
      $0.owner.ledger != nil && $0.nameKey == key && $0.owner.studentID != profile.studentID && $0.events > 0
    }
    guard let earlier = waiting.max(by: { $0.points < $1.points }) else { return nil }
    return wantsPoints(
      "Take the \(earlier.points) XP along that wait here for \(earlier.name ?? name)\(earlier.className.map { " (\($0))" } ?? "")? [y/N] "
    )
      ? earlier : nil
  }

  /// Everything that waits here for the pupil goes to the ledger that was joined.
  private func takeAlong(_ earlier: Waiting?, to account: Account, _ outbox: Outbox) throws(CommandFailure) {
    do throws(OutboxError) {
      let before = try outbox.snapshot(owner: account.owner).pendingXP
      if let serverID = account.serverID { try outbox.recordLedger(serverID, of: account.studentID) }
      if let earlier, earlier.owner.studentID == account.studentID, earlier.owner != account.owner {
        _ = try outbox.adopt(from: earlier.owner, to: account.owner)
      }
      try outbox.describe(
        account.owner, name: account.name, className: account.className, address: account.server)
      let waiting = try outbox.snapshot(owner: account.owner)
      if waiting.pendingXP > 0 {
        Console.say(
          "\(waiting.pendingXP) XP that waited here\(waiting.pendingXP > before ? " come along, and" : "") are sent when you play or sync."
        )
      }
      if let earlier, earlier.owner.studentID != account.studentID {
        Console.say(
          "The \(earlier.points) XP that wait here belong to another pupil in the ledger and stay where they are: see glosa status."
        )
      }
    } catch {
      throw CommandFailure(.cannotWrite, "You are in the class. \(error)")
    }
  }

  /// What was earned before joining: moved where the pupil says so and the ids allow it, never silently.
  private func bringPoints(
    of profile: Profile, to account: Account, in directories: Directories, _ outbox: Outbox
  ) throws(CommandFailure) {
    let local = Owner(ledger: nil, studentID: account.studentID)
    do {
      let earlier = try outbox.snapshot(owner: local)
      let others = try outbox.snapshot(owner: Owner(ledger: nil, studentID: profile.studentID))
      if account.studentID != profile.studentID {
        if others.pendingEvents > 0 {
          Console.say(
            "The \(others.pendingXP) XP played on this computer before belong to its local profile and stay there."
          )
        }
        guard earlier.pendingEvents > 0 else { return }
      }
      guard earlier.pendingEvents > 0 else {
        try renewProfile(profile, account, directories)
        return
      }
      guard wantsPoints("Take the \(earlier.pendingXP) XP you earned on this computer along? [y/N] ") else {
        Console.say(
          "The \(earlier.pendingXP) XP from before stay on this computer. Join again with --bring-points to take them along."
        )
        return
      }
      _ = try outbox.adopt(
        from: local, to: account.owner)
      try renewProfile(profile, account, directories)
      Console.say(
        "\(earlier.pendingXP) XP come along; they are sent when you play or sync.")
    } catch let error as OutboxError {
      throw CommandFailure(.cannotWrite, "You are in the class. \(error)")
    } catch let error as FileError {
      throw CommandFailure(.cannotWrite, "You are in the class. \(error)")
    } catch {
      throw CommandFailure(.cannotWrite, "You are in the class. \(error)")
    }
  }

  /// The local profile's id now belongs to the student: whoever plays here without a class next is somebody else.
  private func renewProfile(
    _ profile: Profile, _ account: Account, _ directories: Directories
  ) throws(FileError) {
    if account.studentID == profile.studentID { try Profile.renew(in: directories) }
  }

  private func wantsPoints(_ question: String) -> Bool {
    if let bringPoints { return bringPoints }
    guard Console.isInteractive else { return false }
    Console.ask(question)
    return ["y", "yes", "j", "ja"].contains(Console.readLine()?.lowercased() ?? "")
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
