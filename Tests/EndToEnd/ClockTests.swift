import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// Clocks that are wrong: of a pupil's computer, of the server, of one of two servers. No point is lost to any.
@Suite("Wrong clocks, end to end", .ownThread(in: .programs))
struct ClockTests {
  /// How long ago, by the database's clock, the earliest and the latest of a pupil's events happened, and how many are said
  /// to have happened after they came; in seconds.
  private func ages(of student: String, in classroom: Classroom) throws -> (
    oldest: Int, newest: Int, late: Int
  ) {
    let age =
      switch classroom.database.kind {
      case .file: "unixepoch() - occurred_at / 1000000"
      case .postgres: "floor(extract(epoch FROM now() - occurred_at))::int"
      }
    let numbers = try classroom.numbers(
      """
      SELECT max(\(age)), min(\(age)), sum(CASE WHEN occurred_at > received_at THEN 1 ELSE 0 END)
      FROM xp_events WHERE student_id = '\(student)'
      """, count: 3)
    return (numbers[0], numbers[1], numbers[2])
  }

  private func expectAllSent(_ computer: Computer, _ points: Int) throws {
    let sync = try computer.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    let status = try computer.status()
    #expect(status["state"] == "synced")
    #expect(status["xp_pending"] == 0)
    #expect(status["quarantined"] == 0)
    #expect(status["quest_quarantined"] == 0)
    #expect((status["total_xp"]?.integer ?? 0) >= points)
  }

  @Test(
    "Played offline by a clock that is wrong and stays wrong: every point arrives, with the time when it was won",
    arguments: ["+1h", "+2d", "+20y", "-3h", "-50y"])
  func offline(clock: String) throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada").with(clock: clock)
    let student = try ada.studentID()
    classroom.stopServer()
    #expect(try ada.playRightAnswers(5).status == 0)
    #expect(try ada.pending() == 5)
    try classroom.startServer()
    try expectAllSent(ada, 50)
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
    let ages = try ages(of: student, in: classroom)
    #expect((-1...60).contains(ages.oldest) && (-1...60).contains(ages.newest) && ages.late == 0, "\(ages)")
  }

  @Test(
    "Played offline by a wrong clock that is right again when the points are sent",
    arguments: ["+2d", "-50y"])
  func putRight(clock: String) throws {
    let classroom = try Classroom(on: .postgres)
    let bo = try classroom.joinedComputer("Bo").with(clock: clock)
    classroom.stopServer()
    #expect(try bo.playRightAnswers(3).status == 0)
    try classroom.startServer()
    try expectAllSent(bo.with(clock: nil), 30)
    #expect(try classroom.ledger(of: bo.studentID()) == (3, 30, 30))
    #expect(try ages(of: bo.studentID(), in: classroom).late == 0)
  }

  @Test("Played online by a clock an hour ahead, at a server that is 15 minutes slow, then at one in 1970")
  func online() throws {
    let classroom = try Classroom()
    let bo = try classroom.joinedComputer("Bo").with(clock: "+1h")
    try classroom.restartServer(clock: "-15m")
    let played = try bo.playRightAnswers(3)
    #expect(played.output.contains("30 XP sent and confirmed. Everything is saved."), "\(played.output)")
    try classroom.restartServer(clock: "-56y")
    #expect(try bo.playRightAnswers(2).output.contains("Everything is saved."))
    try classroom.restartServer(clock: nil)
    #expect(try bo.playRightAnswers(1).output.contains("Everything is saved."))
    try expectAllSent(bo, 60)
    #expect(try classroom.ledger(of: bo.studentID()) == (6, 60, 60))
    #expect(try classroom.numbers("SELECT count(*) FROM xp_total_mismatches", count: 1) == [0])
  }

  @Test(
    "On the full screen, by a clock years ahead: pending at once, confirmed soon, and the quests are today's")
  func fullScreen() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada").with(clock: "+3y")
    let window = try TerminalWindow(
      ["/usr/bin/env"] + Clock.variables("+3y").map { "\($0.key)=\($0.value)" }
        + [Programs.glosa, "play", "--set", "Djur", "--game", "typing"],
      environment: ada.with(clock: nil).environment)
    #expect(window.shows("1/12"), "\(window.screen)")
    let translations = try Translations(of: "Djur", on: ada)
    #expect(eventually { translations.term(on: window.screen) != nil }, "\(window.screen)")
    let term = try #require(translations.term(on: window.screen))
    try window.type(try #require(translations[term]))
    try window.press("Enter")
    #expect(
      try eventually(within: 5) {
        try classroom.ledger(of: ada.studentID()) == (1, 10, 10) && window.screen.contains("all saved")
      }, "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver })
  }
}
