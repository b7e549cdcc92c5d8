import ArgumentParser
import GameShell
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class leaderboard CLASS`.
struct ClassLeaderboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leaderboard", abstract: "Show who of a class has won how much.")

  /// The stretches of time that the server counts.
  enum Period: String, ExpressibleByArgument, CaseIterable {
    case today, week, all
  }

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Option(help: "The points of today, of this week or all.")
  var period = Period.all

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let answer = try teacher.connection.ask(
      .leaderboard, query: "?class=\(schoolClass.id)&period=\(period.rawValue)")
    guard let entries = answer.json["students"]?.array else { throw teacher.connection.malformedBody }
    if json { return Console.say(answer.json.description) }
    let rows = entries.compactMap { entry -> [String]? in
      guard let rank = entry["rank"]?.integer, let name = entry["display_name"]?.string,
        let xp = entry["xp"]?.integer
      else { return nil }
      return ["\(rank).", name, "\(xp) XP"]
    }
    guard rows.count == entries.count else { throw teacher.connection.malformedBody }
    if rows.isEmpty {
      return Console.say(teacher.nobodyYet(in: schoolClass))
    }
    TextTable(columns: [.number, .name, .number], rows: rows).lines(width: Console.columns).forEach(
      Console.say)
  }
}
