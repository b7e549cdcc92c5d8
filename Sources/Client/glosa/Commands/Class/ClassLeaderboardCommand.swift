import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class leaderboard CLASS`.
struct ClassLeaderboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leaderboard", abstract: "Show who of a class has won how much.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Option(help: "The points of today, of this week or all.")
  var period = Leaderboard.Period.all

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let answer = try teacher.connection.ask(
      .leaderboard, query: Leaderboard.query(of: schoolClass.id, in: period))
    guard let leaderboard = Leaderboard(json: answer.json) else { throw teacher.connection.malformedBody }
    if json { return Console.say(answer.json.description) }
    let rows = leaderboard.entries.map {
      [Spoken.language.rank($0.rank), $0.displayName, Spoken.language.waitingPoints($0.xp)]
    }
    if rows.isEmpty {
      return Console.say(teacher.nobodyYet(in: schoolClass))
    }
    TextTable(columns: [.number, .name, .number], rows: rows).lines(width: Console.columns).forEach(
      Console.say)
  }
}

extension Leaderboard.Period: ExpressibleByArgument {}
