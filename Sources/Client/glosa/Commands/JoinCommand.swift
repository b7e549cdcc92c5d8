import ArgumentParser
import GameShell
import Languages
import Profile
import Wire

/// `glosa join ADDRESS CODE`: makes this computer's pupil a student of a class.
struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Join a class with the line from the blackboard.",
    usage: "glosa join [ADDRESS CODE] [OPTIONS]",
    discussion: """
      Takes the line as it stands on the board: the address, and the code with or without spaces and dashes, in either case. \
      Asks for whatever is missing, and for a name and a PIN. The same name and PIN on another computer are the same pupil. \
      The sign-in is kept in a file that you alone can read.
      """)

  @Argument(
    help: ArgumentHelp(
      "What the board says: 192.168.1.20 K7QM2P-4XK9T-B2Q7A", valueName: "address-and-code"))
  var words: [String] = []

  @Option(help: "Your name in the class, 1 to 40 characters. Asked for when left out.")
  var name: String?

  @Option(help: "A file whose first line is the PIN, 4 to 12 digits. Asked for when left out.")
  var pinFile: String?

  @Flag(inversion: .prefixedNo, help: "Take the points earned before joining along. Asked when left out.")
  var bringPoints: Bool?

  @Flag(help: "Join over a connection that others can read, where the server has no other.")
  var insecure = false

  @Option(help: "A file with the certificates of the authorities that may vouch for the server.")
  var ca: String?

  func run() throws {
    if Console.isInteractive { Console.endOnSignals() }
    let line = try line()
    let (givenName, givenPIN) = try (givenName(), givenPIN())
    let joining = try Joining(
      Joining.Destination(line: line, authorities: ca), in: .current, bringsPoints: bringPoints,
      person: .atConsole)
    let applicant = joining.applicant(named: try givenName ?? JoinQuestions.name())
    let outcome = try join(joining, as: applicant, pin: givenPIN)
    if let problem = outcome.problem { throw problem }
    Console.say(Spoken.language.welcome(outcome.account.name, to: outcome.account.className))
  }

  /// Joins; a person whose PIN the server does not take may try another one.
  private func join(
    _ joining: Joining, as applicant: Joining.Applicant, pin given: String?
  ) throws(CommandFailure) -> Joining.Outcome {
    if let given { return try joining.join(applicant, pin: given) }
    if applicant.mayBeNew { Console.say(Spoken.language.makeUpPIN) }
    var pin = try JoinQuestions.newPIN()
    while true {
      do throws(CommandFailure) {
        return try joining.join(applicant, pin: pin)
      } catch {
        guard error.code == Problem.wrongPIN else { throw error }
        Console.say(error.sentence)
        pin = try JoinQuestions.pin()
      }
    }
  }

  /// What the board says. A line that is incomplete is asked for; one that is wrong is refused before anything is sent.
  private func line() throws(CommandFailure) -> JoinLine {
    let typed = words.joined(separator: " ")
    do throws(JoinLine.Problem) {
      return allowing(try JoinLine(reading: typed))
    } catch {
      switch error {
      case .nothing, .noAddress, .noCode:
        if Console.isInteractive { return allowing(try JoinQuestions.line(typed)) }
      case .codeLength, .noFingerprint: break
      }
      throw CommandFailure(.badUsage, Spoken.language.text(of: error))
    }
  }

  private func allowing(_ line: JoinLine) -> JoinLine {
    JoinLine(address: line.address, code: line.code, allowsPlain: line.allowsPlain || insecure)
  }

  /// The name of `--name`; nil where the person is asked.
  private func givenName() throws(CommandFailure) -> String? {
    guard let name else {
      if Console.isInteractive { return nil }
      throw CommandFailure(.badUsage, Spoken.language.nameNeeded)
    }
    do throws(JoinRequest.Problem) { return try JoinRequest.name(typed: name) } catch {
      throw CommandFailure(.badInput, Spoken.language.text(of: error))
    }
  }

  /// The PIN of `--pin-file`; nil where the person is asked.
  private func givenPIN() throws(CommandFailure) -> String? {
    guard let pinFile else {
      if Console.isInteractive { return nil }
      throw CommandFailure(.badUsage, Spoken.language.pinNeeded)
    }
    let typed = try PIN.inFile(pinFile)
    do throws(JoinRequest.Problem) { return try JoinRequest.pin(typed: typed) } catch {
      throw CommandFailure(.badInput, Spoken.language.inFile(pinFile, Spoken.language.text(of: error)))
    }
  }
}
