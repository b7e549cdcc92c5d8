import ArgumentParser
import Files
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class export CLASS`.
struct ClassExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a class with its points as a table for spreadsheets (CSV).")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Option(help: "The file to write; readable by you alone. Default: standard output.")
  var output: String?

  @Flag(help: "Write one JSON object instead of the table.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let bytes: [UInt8]
    if json {
      let pupils = try teacher.pupils(of: schoolClass)
      bytes =
        JSON.object(["class": schoolClass.json, "students": .array(pupils.map(\.json))]).utf8
        + Array("\n".utf8)
    } else {
      bytes = try teacher.connection.read(.export, schoolClass.id, type: "text/csv")
    }
    guard let output, output != "-" else { return Console.hand(bytes) }
    do {
      try Files.write(bytes, to: output, mode: 0o600)
    } catch {
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    Console.say(Spoken.language.written(schoolClass.name, to: output))
  }
}
