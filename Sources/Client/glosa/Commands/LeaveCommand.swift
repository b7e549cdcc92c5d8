import ArgumentParser
import Dispatch
import Files
import GameShell
import Languages
import Outbox
import Primitives
import Profile
import Sync
import Transport
import Wire

/// `glosa leave`: signs the pupil out of this computer.
struct LeaveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "Sign out of the class on this computer; no point is lost.",
    discussion: """
      Sends what is pending first. Points that can't be sent now stay on this computer for their owner, and are sent when \
      the same pupil joins again here.
      """)

  @Flag(help: "Sign out without being asked, also where points are unsent or the server can't be told.")
  var yes = false

  func run() throws {
    let directories = Directories.current
    guard let account = try Account.current(in: directories) else {
      return Console.say(Spoken.language.noClassToLeave)
    }
    let waiting = try Self.flush(in: directories)
    if let waiting {
      try confirm(Spoken.language.unsentStays(waiting, of: account.name))
    }
    try endSession(of: account)
    do {
      try Account.remove(in: directories)
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    Console.say(Spoken.language.signedOut(account.name, of: account.className))
    if let waiting {
      Console.say(Spoken.language.sentWhenJoinedAgain(waiting, name: account.name))
    }
  }

  /// Tells the pupil's own ledger that the token is over; asks where it can't be told.
  private func endSession(of account: Account) throws(CommandFailure) {
    let connection = try ServerConnection(account.place, token: account.token, of: account.serverID)
    var isMet = false
    do throws(CommandFailure) {
      try connection.meetLedger()
      isMet = true
      try connection.ask(.signOut)
    } catch {
      // A token that its own server refuses is dead already.
      if isMet, error.status == .notAllowed { return }
      try confirm(Spoken.language.serverNotTold(error.sentence))
    }
  }

  /// Sends what waits, as leaving the game does; says what still waits then, nil where nothing does.
  private static func flush(in directories: Directories) throws(CommandFailure) -> String? {
    let identity = try Session.Identity.current(in: directories)
    let left = DispatchSemaphore(value: 0)
    let session = Session(of: identity, in: directories, transport: CurlTransport()) { @Sendable event in
      if case .left = event { left.signal() }
    }
    session.sync.start()
    session.sync.leave()
    _ = left.wait(timeout: .now() + 5)
    do {
      let snapshot = try session.outbox.snapshot(owner: session.owner)
      if snapshot.pendingEvents > 0 { return Spoken.language.waitingPoints(snapshot.pendingXP) }
      return snapshot.questPending > 0 ? Spoken.language.waitingQuests : nil
    } catch {
      throw CommandFailure(.cannotWrite, Spoken.language.nobodySignedOut(because: error.spoken))
    }
  }

  private func confirm(_ sentence: String) throws(CommandFailure) {
    if yes { return }
    guard Console.isInteractive else {
      throw CommandFailure(.unsent, Spoken.language.signOutNeedsYes(sentence))
    }
    guard Console.agrees(to: Spoken.language.signOutAllTheSame(sentence)) else {
      throw CommandFailure(.unsent, Spoken.language.nobodySignedOut)
    }
  }
}
