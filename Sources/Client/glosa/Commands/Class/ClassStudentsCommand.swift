import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class students CLASS`.
struct ClassStudentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "students", abstract: "List the pupils of a class with their points.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(help: "Print one JSON array.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let pupils = try teacher.pupils(of: schoolClass)
    if json {
      Console.say(JSON.array(pupils.map(\.json)).description)
    } else if pupils.isEmpty {
      Console.say(teacher.nobodyYet(in: schoolClass))
    } else {
      TextTable(
        columns: [.name, .number, .number, .text, .text],
        titles: Spoken.language.studentTitles,
        rows: pupils.map { pupil in
          [
            pupil.name, "\(pupil.totalXP)", "\(pupil.gamesPlayed)",
            pupil.lastPlayedAt?.local ?? Spoken.language.neverPlayed,
            pupil.joinedAt?.local ?? "",
          ]
        }
      ).lines(width: Console.columns).forEach(Console.say)
      for pupil in pupils where pupil.unusualXP > 0 {
        Console.say(Spoken.language.ofPupil(pupil.name, Spoken.language.unusual(points: pupil.unusualXP)))
      }
    }
  }
}
