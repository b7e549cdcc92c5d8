import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class code CLASS`.
struct ClassCodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "code", abstract: "Show the code that pupils join with, or make another one.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(
    help: "Make a new code: nobody joins with the one before any longer. Who is in the class stays in it.")
  var new = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    var schoolClass = try teacher.schoolClass(schoolClass)
    if new { schoolClass = try teacher.change(schoolClass, .renewCode) }
    if json { return Console.say(schoolClass.json.description) }
    Console.say(Spoken.language.classCode(schoolClass.name, code: schoolClass.code, isNew: new))
    teacher.howToJoin(schoolClass).forEach(Console.say)
  }
}

/// `glosa class close CLASS`.
struct ClassCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Let nobody new into a class.",
    discussion: "Who is in the class plays on, and signs in on other computers as before.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let (teacher, changed) = try options.setJoinable(false, of: schoolClass)
    if json { return Console.say(changed.json.description) }
    Console.say(Spoken.language.classClosed(changed.name, code: changed.code))
    let pupils = try teacher.pupils(of: changed)
    Console.say(Spoken.language.inClosedClass(count: pupils.count, code: changed.code))
  }
}

/// `glosa class open CLASS`.
struct ClassOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Let pupils join a class that was closed.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let (teacher, changed) = try options.setJoinable(true, of: schoolClass)
    if json { return Console.say(changed.json.description) }
    Console.say(Spoken.language.classOpen(changed.name))
    teacher.howToJoin(changed).forEach(Console.say)
  }
}

extension TeacherOptions {
  fileprivate func setJoinable(
    _ isJoinable: Bool, of wanted: String
  ) throws -> (Teacher, SchoolClass) {
    let teacher = try teacher()
    let schoolClass = try teacher.schoolClass(wanted)
    return try (
      teacher,
      teacher.change(
        schoolClass, .changeClass, ChangeClassRequest(isJoinable: isJoinable).json)
    )
  }
}

extension Teacher {
  /// Changes a class; it as it is then.
  fileprivate func change(
    _ schoolClass: SchoolClass, _ endpoint: Endpoint, _ body: JSON? = nil
  ) throws(CommandFailure) -> SchoolClass {
    guard let changed = SchoolClass(json: try connection.ask(endpoint, schoolClass.id, body: body).json)
    else {
      throw connection.malformedBody
    }
    return changed
  }
}
