import ArgumentParser
import Classboard
import Dispatch
import Game
import GameShell
import Glibc
import Languages
import Primitives
import Profile
import Sync
import TeacherClient
import Terminal
import Transport
import Views
import Wire

/// `glosa watch`: the teacher's live board.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Watch a class live: who plays, who has unsent points (for teachers).",
    discussion: "--once prints the board as it stands, for scripts and where there is no full screen.")

  @Option(
    name: .customLong("class"), help: "The class: its name, code or id. Default: the only one there is.")
  var schoolClass: String?

  @Flag(help: "Print the board once, and end.")
  var once = false

  @Flag(help: "With --once: print one JSON object.")
  var json = false

  @OptionGroup var options: TeacherOptions

  mutating func validate() throws {
    if json, !once { throw ValidationError(Spoken.language.jsonNeedsOnce) }
  }

  func run() throws {
    // The signals are blocked before anything starts a thread.
    let signals = once ? nil : Signals()
    if !once, isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 {
      throw CommandFailure(
        .badUsage, Spoken.language.boardNeedsTerminal)
    }
    let teacher = try options.teacher()
    let chosen = try choose(teacher)
    if let signals { try watch(chosen, of: teacher, signals) } else { try print(chosen, of: teacher) }
  }

  private func choose(_ teacher: Teacher) throws(CommandFailure) -> SchoolClass {
    if let schoolClass { return try teacher.schoolClass(schoolClass) }
    let classes = try teacher.classes()
    guard let only = classes.first else {
      throw CommandFailure(.badInput, Spoken.language.noClassesYet)
    }
    guard classes.count == 1 else {
      let names = classes.map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
      throw CommandFailure(.badUsage, Spoken.language.sayWhichClass(names))
    }
    return only
  }

  // MARK: Once

  private func print(_ schoolClass: SchoolClass, of teacher: Teacher) throws(CommandFailure) {
    let answer = try teacher.connection.ask(.board, schoolClass.id)
    guard let board = Board(json: answer.json) else { throw teacher.connection.malformedBody }
    if json { return Console.say(answer.json.description) }
    if board.rows.isEmpty {
      return Console.say(teacher.nobodyYet(in: schoolClass))
    }
    TextTable(
      columns: [.name, .text, .number, .number, .number, .text, .text],
      titles: Spoken.language.boardTitles,
      rows: board.rows.map { row in
        [
          row.displayName, row.state.rawValue,
          row.pendingCount == 0 ? "" : Spoken.language.boardPending(points: row.pendingXP),
          "\(row.todayXP)", "\(row.totalXP)", row.isAway ? "" : row.game ?? "",
          row.lastSeenAt?.local ?? Spoken.language.neverSeen,
        ]
      }
    ).lines(width: Console.columns).forEach(Console.say)
    for row in board.rows where row.unusualXP > 0 {
      Console.say(Spoken.language.ofPupil(row.displayName, Spoken.language.unusual(points: row.unusualXP)))
    }
    let summary = Spoken.language.summary(
      BoardSummary(board.rows), at: board.now, in: .current(at: board.now))
    Console.say("\n\(summary)")
  }

  // MARK: Live

  private func watch(_ schoolClass: SchoolClass, of teacher: Teacher, _ signals: Signals) throws {
    guard let mailbox = Mailbox<WatchMessage>() else {
      throw CommandFailure.noDescriptors
    }
    let connection = teacher.connection
    let feed = connection.boardFeed(of: schoolClass) { @Sendable event in mailbox.post(.feed(event)) }
    feed.start()
    let terminal = try Terminal.opened()
    let watch = SignalWatch(signals) { @Sendable status in mailbox.post(.signal(status)) }
    defer { withExtendedLifetime(watch) {} }
    let asking = DispatchQueue(label: "glosa.pupil")
    var loop = WatchLoop(
      app: BoardApp(schoolClass: schoolClass), terminal: terminal, mailbox: mailbox, feed: feed,
      loadPupil: { @Sendable student in
        asking.async { @Sendable in
          mailbox.post(.pupil(student, Self.details(of: student, in: schoolClass, connection)))
        }
      },
      loadInvitation: { @Sendable in
        asking.async { @Sendable in
          mailbox.post(
            .invitation(
              Result { () throws(CommandFailure) in
                try Teacher(connection: connection).invitation(to: schoolClass)
              }))
        }
      })
    let status = loop.run()
    terminal.close()
    // The stream may hang in a network that does; nothing of it is worth waiting for.
    _exit(status.rawValue)
  }

  private static func details(
    of student: UniqueID, in schoolClass: SchoolClass, _ connection: ServerConnection
  ) -> Result<PupilDetails, CommandFailure> {
    do throws(CommandFailure) {
      let answer = try connection.ask(.student, schoolClass.id, student)
      guard let details = PupilDetails(json: answer.json) else { throw connection.malformedBody }
      return .success(details)
    } catch {
      return .failure(error)
    }
  }
}
