import ArgumentParser
import Primitives
import Wire

/// `glosa class remove CLASS PUPIL`.
struct ClassRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a pupil with everything stored of them, for good.",
    discussion:
      "Asks for the pupil's name first. There is no way back: points, quests and sign-ins are deleted.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Argument(help: "The pupil: name or id.")
  var pupil: String

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let pupil = try teacher.pupil(pupil, of: schoolClass)
    if !yes { try confirm(pupil, schoolClass) }
    try teacher.connection.ask("DELETE", Route.student(pupil.id, of: schoolClass.id))
    if json {
      Console.say(
        JSON.object(["student_id": .id(pupil.id), "display_name": .string(pupil.name)]).description)
    } else {
      Console.say(
        "\(pupil.name) is removed from \(schoolClass.name), and everything stored of them is deleted for good."
      )
    }
  }

  private func confirm(_ pupil: Pupil, _ schoolClass: SchoolClass) throws(CommandFailure) {
    let warning = "This deletes \(pupil.name) of \(schoolClass.name) and everything stored of them"
    guard Console.isInteractive else {
      throw CommandFailure(.badUsage, "\(warning), for good; say --yes to do it without being asked.")
    }
    Console.say("\(warning), \(pupil.totalXP) XP among it, for good.")
    Console.ask("Type the pupil's name to go on: ")
    guard
      Console.readLine()?.split(whereSeparator: \.isWhitespace)
        == pupil.name.split(whereSeparator: \.isWhitespace)
    else {
      throw CommandFailure(.badUsage, "That is not the name, so nothing was removed.")
    }
  }
}
