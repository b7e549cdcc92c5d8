import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import QRCode
import TeacherClient
import Views
import Wire

/// `glosa class show CLASS`.
struct ClassShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show how pupils join: the line that they type, and a QR code of it.",
    discussion: "The same fills the screen in glosa watch, with the key i.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    if json {
      return Console.say(
        try teacher.connection.ask(.invitation, schoolClass.id).json.description)
    }
    let invitation = try teacher.invitation(to: schoolClass)
    guard let line = invitation.lines.first else { throw teacher.connection.malformedBody }
    let notes = Teacher.notes(on: invitation, to: schoolClass)
    guard invitation.reachesPupils else { return notes.forEach(Console.say) }
    Console.say(
      invitation.isJoinable
        ? Spoken.language.joinLineFollows(schoolClass.name)
        : Spoken.language.signInLineFollows(schoolClass.name))
    Console.say("")
    Console.emphasise("    \(line)")
    if !notes.isEmpty { Console.say("\n" + notes.joined(separator: "\n")) }
    if invitation.lines.count > 1 {
      Console.say("\n" + Spoken.language.invitationOthers)
      for other in invitation.lines.dropFirst() { Console.say("    \(other)") }
    }
    if notes.isEmpty, let code = QRCode(line.description) { Console.show(CodePicture(code)) }
  }
}
