import Languages
import Outbox
import Primitives
import Transport
package import Wire
import XP

/// Makes this computer's pupil a student of a class: the one way of the command and of the game.
///
/// Its steps stand in the order in which a person is asked: the server is met first, so that nobody types a name and a PIN
/// for nothing; the name tells who it may be; the PIN lets them in, and only that step changes anything.
package struct Joining {
  /// What names a class and its server, as the person gave it.
  package struct Destination {
    var line: JoinLine
    /// A file with the certificates of the authorities that may vouch for the server; nil for those of the system.
    var authorities: String?

    package init(line: JoinLine, authorities: String? = nil) {
      (self.line, self.authorities) = (line, authorities)
    }
  }

  /// Somebody of a name, as the server will be told who they are.
  package struct Applicant {
    let name: String
    let earlier: EarlierSelf?

    /// True where nothing on this computer tells of a PIN that they have already.
    package var mayBeNew: Bool { earlier == nil }
  }

  /// The class was joined, and the account is that of this computer.
  package struct Outcome {
    package let account: Account
    /// What went wrong with the points after that; nil where nothing did.
    package let problem: CommandFailure?
  }

  private let destination: Destination
  private let known: Account?
  private let connection: ServerConnection
  private let ledger: UniqueID?
  private let profile: LocalProfile
  private let points: JoinPoints

  /// Meets the server.
  ///
  /// - Parameters:
  ///   - bringsPoints: What becomes of points from before; nil asks the person.
  package init(
    _ destination: Destination, in directories: Directories, bringsPoints: Bool?, person: JoinPerson
  ) throws(CommandFailure) {
    self.destination = destination
    known = try? Account.current(in: directories)
    (connection, ledger) = try Self.connection(
      to: destination.line.address, code: destination.line.code, allowsPlain: destination.line.allowsPlain,
      authorities: destination.authorities, as: known)
    profile = LocalProfile.current(in: directories)
    points = JoinPoints(
      directories: directories, outbox: Outbox(of: directories), profile: profile, answer: bringsPoints,
      person: person)
  }

  /// Whoever has that name, perhaps one whom this computer knew before; asks the person where that is not certain.
  package func applicant(named name: String) -> Applicant {
    let owners = (try? points.outbox.owners()) ?? []
    let earlier = EarlierSelf(
      named: name, at: ledger, account: known, owners: owners, agrees: points.agrees)
    return Applicant(name: name, earlier: earlier)
  }

  /// Joins, and takes along what comes along. What is thrown has changed nothing on this computer.
  package func join(_ applicant: Applicant, pin: String) throws(CommandFailure) -> Outcome {
    let request = JoinRequest(
      classCode: destination.line.code.classCode, displayName: applicant.name, pin: pin,
      studentID: applicant.earlier?.studentID ?? profile.studentID)
    let answer = try connection.ask(.join, body: request.json)
    guard let joined = JoinResponse(json: answer.json) else {
      throw CommandFailure(.unreachable, Spoken.language.joiningMadeNoSense)
    }
    let account = Account(
      place: connection.place, serverID: joined.serverID, studentID: joined.studentID,
      token: joined.token, name: applicant.name, className: joined.className,
      brings: points.known(to: joined.studentID, before: known))
    try points.save(account)
    do throws(CommandFailure) {
      try points.takeAlong(applicant.earlier?.waiting, to: account)
      try points.bringLocal(to: account)
    } catch {
      return Outcome(account: account, problem: error)
    }
    noteTotal(of: account)
    return Outcome(account: account, problem: nil)
  }

  /// Asks for what the pupil has already, perhaps from another computer, so that it shows at once. Without an answer it
  /// is asked for again when they play.
  private func noteTotal(of account: Account) {
    guard let connection = try? ServerConnection(account.place, token: account.token),
      let answer = try? connection.ask(.xpTotal), let total = LedgerTotal(json: answer.json)
    else { return }
    _ = try? points.outbox.recordTotal(total, owner: account.owner)
  }
}
