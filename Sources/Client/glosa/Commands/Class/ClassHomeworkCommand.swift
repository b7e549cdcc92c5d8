import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Vocabulary
import Wire

/// `glosa class homework …`.
struct ClassHomeworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "homework", abstract: "List, give and take away homework.",
    discussion: "glosa class homework CLASS lists the homework of the class.",
    subcommands: [HomeworkListCommand.self, HomeworkAddCommand.self, HomeworkRemoveCommand.self],
    defaultSubcommand: HomeworkListCommand.self)
}

/// `glosa class homework CLASS`.
struct HomeworkListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the homework of a class.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Flag(help: "Print one JSON array.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let homework = try teacher.homework(of: schoolClass)
    if json {
      Console.say(JSON.array(homework.map(\.json)).description)
    } else if homework.isEmpty {
      Console.say(Spoken.language.noHomeworkGiven(schoolClass.name, code: schoolClass.code))
    } else {
      let titles = try titles(for: teacher)
      for element in homework {
        let isOver = element.dueAt.map { $0 <= Session.wallClock() } ?? false
        Console.say(Spoken.language.homeworkListed(element.title, terms: element.terms, isOver: isOver))
        Console.say(
          Spoken.language.homeworkDetails(
            id: element.id.description, set: titles[element.wordSetID] ?? element.wordSetID.description))
      }
    }
  }

  private func titles(for teacher: Teacher) throws(CommandFailure) -> [UniqueID: String] {
    let local = SetLibrary.files(in: .current).compactMap { try? $0.summary() }
    return Dictionary(
      (try teacher.sets().map(\.summary) + local).map { ($0.id, $0.title) },
      uniquingKeysWith: { first, _ in first })
  }
}

/// `glosa class homework add CLASS --set SET --goal XP`.
struct HomeworkAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Give a class homework.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Option(help: "The word set to practise: the id or title of a built-in one or of one on the server.")
  var set: String

  @Option(help: "The points that fulfil it.")
  var goal: Int

  @Option(help: "What it is called. Default: the title of the set.")
  var title: String?

  @Option(
    help: "When it ends: 2026-12-01 (the end of that day), '2026-12-01 18:00', or RFC 3339. Default: never.")
  var due: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  mutating func validate() throws {
    guard Limit.homeworkGoal.contains(goal) else {
      throw ValidationError(Spoken.language.goalRange(maximum: Limit.homeworkGoal.upperBound))
    }
    guard let due else { return }
    guard let end = Timestamp(end: due) else {
      throw ValidationError(Spoken.language.badDue(due))
    }
    guard end > Session.wallClock() else { throw ValidationError(Spoken.language.dueIsPast(end.local)) }
  }

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let wordSet = try teacher.sharedSet(set, in: .current)
    let answer = try teacher.connection.ask(
      .giveHomework, schoolClass.id,
      body: GiveHomeworkRequest(
        title: title ?? wordSet.title, wordSetID: wordSet.id, goalXP: goal,
        dueAt: due.flatMap { Timestamp(end: $0) }
      ).json)
    guard let made = AssignedHomework(json: answer.json) else { throw teacher.connection.malformedBody }
    if json {
      Console.say(answer.json.description)
    } else {
      Console.say(
        Spoken.language.homeworkGiven(schoolClass.name, made.title, terms: made.terms, set: wordSet.title))
    }
  }
}

/// `glosa class homework remove CLASS ID`.
struct HomeworkRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take homework away; the points won for it stay.")

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Argument(help: "The homework: its id or title.")
  var homework: String

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let found = try teacher.homework(homework, of: schoolClass)
    try teacher.connection.ask(.removeHomework, schoolClass.id, found.id)
    if json {
      Console.say(found.json.description)
    } else {
      Console.say(Spoken.language.homeworkRemoved(schoolClass.name, found.title))
    }
  }
}
