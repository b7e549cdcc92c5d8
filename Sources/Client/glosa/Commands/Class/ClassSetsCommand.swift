import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Vocabulary
import Wire

/// `glosa class sets …`: the word sets on the server.
struct ClassSetsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sets", abstract: "Put word sets on the server for your pupils, and list them.",
    subcommands: [ClassSetsListCommand.self, ClassSetsPutCommand.self],
    defaultSubcommand: ClassSetsListCommand.self)
}

/// `glosa class sets list`.
struct ClassSetsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the word sets on the server.")

  @Flag(help: "Print one JSON array.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func run() throws {
    let teacher = try options.teacher()
    let sets = try teacher.sets()
    if json { return Console.say(JSON.array(sets.map(\.json)).description) }
    if sets.isEmpty {
      return Console.say(Spoken.language.noSetsOnServer)
    }
    let classes = try teacher.classes()
    TextTable(
      columns: [.name, .text, .text, .number, .name, .text],
      titles: Spoken.language.serverSetTitles,
      rows: sets.map { listing in
        let set = listing.summary
        return [
          set.title, "\(set.from)–\(set.to)", set.level ?? "", "\(set.wordCount)",
          Self.audience(listing.value, classes), Timestamp(listing.updatedAt)?.local ?? listing.updatedAt,
        ]
      }
    ).lines(width: Console.columns).forEach(Console.say)
  }

  private static func audience(_ listing: WordSetListing, _ classes: [SchoolClass]) -> String {
    if listing.isPublic { return Spoken.language.forEverybody }
    guard let id = listing.classID else { return Spoken.language.forAllYourClasses }
    return classes.first { $0.id == id }?.name ?? Spoken.language.forAnotherClass
  }
}

/// `glosa class sets put SET`.
struct ClassSetsPutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put", abstract: "Put a word set on the server, in place of an earlier version of it.",
    discussion: "Without --class and --public it is for the pupils of all your classes.")

  @Argument(help: "The set: its id or title, or a TSV file.")
  var set: String

  @Option(name: .customLong("class"), help: "Only for this class: its name, code or id.")
  var schoolClass: String?

  @Flag(name: .customLong("public"), help: "For everybody with an account on the server.")
  var isPublic = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  mutating func validate() throws {
    if schoolClass != nil, isPublic { throw ValidationError(Spoken.language.classOrPublic) }
  }

  func run() throws {
    let teacher = try options.teacher()
    let set = try SetLibrary.wordSet(of: SetLibrary.file(named: set, in: .current))
    let schoolClass = try schoolClass.map { name throws(CommandFailure) in try teacher.schoolClass(name) }
    let body = PutWordSetRequest(set, classID: schoolClass?.id, isPublic: isPublic)
    let answer = try teacher.connection.ask(.putWordSet, set.id, body: body.json)
    if json { return Console.say(answer.json.description) }
    let audience =
      schoolClass?.name ?? (isPublic ? Spoken.language.forEverybody : Spoken.language.forAllYourClasses)
    Console.say(Spoken.language.setPut(set.title, words: set.words.count, audience: audience))
  }
}
