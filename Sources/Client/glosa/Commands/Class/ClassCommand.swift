import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Transport
import Wire

/// `glosa class …`: the teacher's work.
struct ClassCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "class", abstract: "Classes, pupils, homework and word sets (for teachers).",
    discussion: """
      CLASS is a class's name, code or id, PUPIL a name or an id within the class.
      """,
    subcommands: [
      ClassCreateCommand.self, ClassListCommand.self, ClassShowCommand.self, ClassStudentsCommand.self,
      ClassHomeworkCommand.self,
      ClassSetsCommand.self, ClassLeaderboardCommand.self, ClassExportCommand.self, ClassCodeCommand.self,
      ClassOpenCommand.self, ClassCloseCommand.self, ClassPinCommand.self, ClassRemoveCommand.self,
    ])
}

/// `glosa class create NAME`.
struct ClassCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create a class and show the code that pupils join with.")

  @Argument(help: "The name of the class, like 7B.")
  var name: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var teacher: TeacherOptions

  func run() throws {
    let connection = try teacher.teacher().connection
    let namesakes = try Teacher(connection: connection).classes().filter {
      $0.name.lowercased() == name.lowercased()
    }
    let answer = try connection.ask(.createClass, body: CreateClassRequest(name: name).json)
    guard let made = SchoolClass(json: answer.json) else {
      throw CommandFailure(.unreachable, Spoken.language.classNotUnderstood)
    }
    if !namesakes.isEmpty {
      let codes = namesakes.map(\.code).joined(separator: ", ")
      Console.complain(Spoken.language.sameNameAgain(made.name, codes: codes))
    }
    if json {
      Console.say(made.json.description)
    } else {
      Console.say(Spoken.language.classMade(made.name))
      Teacher(connection: connection).howToJoin(made).forEach(Console.say)
    }
  }
}

/// `glosa class list`.
struct ClassListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List your classes with their codes.")

  @Flag(help: "Print one JSON array.")
  var json = false

  @OptionGroup var teacher: TeacherOptions

  func run() throws {
    let classes = try teacher.teacher().classes()
    if json {
      Console.say(JSON.array(classes.map(\.json)).description)
    } else if classes.isEmpty {
      Console.say(Spoken.language.noClassesListed)
    } else {
      for element in classes {
        Console.say(
          Spoken.language.classListed(element.name, code: element.code, isJoinable: element.isJoinable))
      }
    }
  }
}
