import ArgumentParser
import GameShell
import Languages
import Primitives
import Profile
import TeacherClient
import Wire

/// `glosa class remove CLASS PUPIL…`.
struct ClassRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove pupils with everything stored of them, for good.",
    discussion: """
      Asks first. There is no way back: points, quests and sign-ins are deleted. Where somebody has filled a class with \
      names, --joined-after takes them out at once; see glosa class close.
      """)

  @Argument(help: "The class: its name, code or id.")
  var schoolClass: String

  @Argument(help: "The pupils: names or ids.")
  var pupils: [String] = []

  @Option(
    help: "Also everybody who joined after that: 09:40 (today), '2026-12-01 09:40', or RFC 3339.")
  var joinedAfter: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Print one JSON object, or with several pupils one array of them.")
  var json = false

  @OptionGroup var options: TeacherOptions

  func validate() throws {
    guard !pupils.isEmpty || joinedAfter != nil else {
      throw ValidationError(Spoken.language.sayWhomToRemove)
    }
    if let joinedAfter, Self.moment(joinedAfter) == nil {
      throw ValidationError(Spoken.language.badJoinedAfter(joinedAfter))
    }
  }

  func run() throws {
    let teacher = try options.teacher()
    let schoolClass = try teacher.schoolClass(schoolClass)
    let chosen = try chosen(teacher, schoolClass)
    guard !chosen.isEmpty else {
      Console.say(json ? "[]" : Spoken.language.nobodyJoinedAfter(schoolClass.name))
      return
    }
    if !yes { try confirm(chosen, schoolClass) }
    for pupil in chosen { try remove(pupil, teacher, schoolClass) }
    guard json else { return }
    let rows = chosen.map { JSON.object(["student_id": .id($0.id), "display_name": .string($0.name)]) }
    Console.say((pupils.count == 1 && joinedAfter == nil ? rows[0] : .array(rows)).description)
  }

  /// The pupils that are meant, each once, in the order of the class.
  private func chosen(_ teacher: Teacher, _ schoolClass: SchoolClass) throws -> [Received<Pupil>] {
    let named = Set(try pupils.map { try teacher.pupil($0, of: schoolClass).id })
    let moment = joinedAfter.flatMap { Self.moment($0) }
    return try teacher.pupils(of: schoolClass).filter { pupil in
      guard let moment, let joinedAt = pupil.joinedAt else { return named.contains(pupil.id) }
      return named.contains(pupil.id) || joinedAt > moment
    }
  }

  /// A time of day is today's; otherwise as `Timestamp(end:)` has it.
  private static func moment(_ text: String) -> Timestamp? {
    let today = Session.wallClock().local.prefix { $0 != " " }
    return Timestamp(end: text) ?? Timestamp(end: "\(today) \(text)")
  }

  private func remove(_ pupil: Received<Pupil>, _ teacher: Teacher, _ schoolClass: SchoolClass) throws {
    try teacher.connection.ask(.removeStudent, schoolClass.id, pupil.id)
    guard !json else { return }
    Console.say(Spoken.language.removed(pupil.name, from: schoolClass.name))
  }

  private func confirm(_ chosen: [Received<Pupil>], _ schoolClass: SchoolClass) throws(CommandFailure) {
    let who = chosen.count == 1 ? chosen[0].name : Spoken.language.pupilsCounted(chosen.count)
    guard Console.isInteractive else {
      throw CommandFailure(.badUsage, Spoken.language.deletingNeedsYes(who, of: schoolClass.name))
    }
    let points = chosen.reduce(0) { $0 + $1.totalXP }
    Console.say(Spoken.language.deletes(who, of: schoolClass.name, points: points))
    if chosen.count > 1 {
      Console.say(chosen.map(\.name).joined(separator: ", "))
      Console.ask(Spoken.language.typeHowMany)
    } else {
      Console.ask(Spoken.language.typeName)
    }
    let expected = chosen.count > 1 ? "\(chosen.count)" : chosen[0].name
    guard
      Console.readLine()?.split(whereSeparator: \.isWhitespace)
        == expected.split(whereSeparator: \.isWhitespace)
    else {
      throw CommandFailure(
        .badUsage, chosen.count > 1 ? Spoken.language.notTheNumber : Spoken.language.notTheName)
    }
  }
}
