import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// A class is joined from the game's menu, at a real terminal with a real server, and the game goes on as its pupil.
@Suite("Joining from the menu, end to end", .ownThread(in: .programs))
struct JoinFromMenuTests {
  @Test(
    "Whoever joins plays on as the class's pupil; points of before come along where they say so, and stay where not",
    arguments: [true, false])
  func joinsAndPlays(brings: Bool) throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    #expect(try ada.playRightAnswers(2).status == 0)
    let window = try TerminalWindow.game(on: ada)
    #expect(window.shows("j join a class"), "\(window.screen)")
    let translations = try Translations(of: "Djur", on: ada)
    // Points of this very run are points of before, too.
    try window.press("Enter")
    try window.answerRight(1, translations)
    try window.press("Escape", "Escape")
    try window.join(classroom.boardLine, name: "Ada", pin: "97531")
    #expect(window.shows("Bring the 30 XP won here so far"), "\(window.screen)")
    try window.type(brings ? "y" : "n")
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    #expect(window.shows(brings ? "30 XP come along" : "30 XP from before stay"), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("Ada · 7B") && window.shows("q quit"), "\(window.screen)")
    try window.press("Enter")
    try window.answerRight(2, translations)
    #expect(window.shows("all saved"), "\(window.screen)")
    let points = brings ? 50 : 20
    #expect(try classroom.ledger(of: ada.studentID()) == (points / 10, points, points))
    try window.press("Escape", "Escape")
    #expect(window.shows("q quit"), "\(window.screen)")
    try window.quit()
    #expect(window.shows("20 XP sent and confirmed") || window.shows("50 XP sent and confirmed"))
    #expect(!window.screen.contains("97531"), "\(window.screen)")
    let elsewhere = try ada.status()["elsewhere"]?.array ?? []
    #expect(elsewhere.compactMap { $0["xp_pending_points"]?.integer } == (brings ? [] : [30]))
  }

  @Test("A wrong PIN, and two that differ, are said at their field; the right one lets the pupil in")
  func wrongPIN() throws {
    let classroom = try Classroom()
    let home = try classroom.joinedComputer("Ada", pin: "2468")
    let other = Computer(in: classroom.folder, named: "other")
    let window = try TerminalWindow.game(on: other)
    try window.join(classroom.boardLine, name: "Ada", pin: "9999", again: "9998")
    #expect(window.shows("two different PINs"), "\(window.screen)")
    for pin in ["9999", "2468"] {
      try window.fill(pin)
      try window.fill(pin)
      if pin == "9999" { #expect(window.shows("The PIN is wrong"), "\(window.screen)") }
    }
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("Ada · 7B") && window.shows("q quit"), "\(window.screen)")
    try window.quit()
    #expect(try other.studentID() == home.studentID())
  }

  @Test("Who has to sign in again does so from the menu, and what waited is sent")
  func signsInAgain() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let student = try ada.studentID()
    #expect(try ada.playRightAnswers(2, more: ["--offline"]).status == 0)
    let pin = try #require(
      try JSON.parse(try classroom.teacher("pin", "7B", "Ada", "--json").output)["pin"]?.string)
    let window = try TerminalWindow.game(on: ada)
    #expect(window.shows("sign in again: press j"), "\(window.screen)")
    try window.join(classroom.boardLine, name: nil, pin: pin)
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("all saved, safe to quit"), "\(window.screen)")
    try window.quit()
    #expect(try ada.studentID() == student)
    #expect(try classroom.ledger(of: student) == (2, 20, 20))
  }

  @Test("What one pupil has won stays theirs when another one joins in the same game")
  func otherPupil() throws {
    let (home, other) = (try Classroom(), try Classroom())
    let shared = try home.joinedComputer("Bo")
    let bo = try shared.studentID()
    home.stopServer()
    let window = try TerminalWindow.game(on: shared)
    try window.press("Enter")
    let translations = try Translations(of: "Djur", on: shared)
    try window.answerRight(2, translations)
    try window.press("Escape", "Escape")
    try window.join(other.boardLine, name: "Ada", pin: "1234")
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("Ada · 7B") && window.shows("q quit"), "\(window.screen)")
    try window.press("Enter")
    try window.answerRight(1, translations)
    try window.press("Escape", "Escape")
    #expect(window.shows("q quit"), "\(window.screen)")
    try window.quit()
    let ada = try shared.studentID()
    #expect(ada != bo)
    #expect(try other.ledger(of: ada) == (1, 10, 10))
    #expect(
      try shared.status()["elsewhere"]?.array?.compactMap { $0["xp_pending_points"]?.integer } == [20])
    try home.startServer()
    #expect(try shared.join(home.address, home.code, name: "Bo", pin: "1234").status == 0)
    #expect(try shared.glosa("sync").status == 0)
    #expect(try home.ledger(of: bo) == (2, 20, 20))
  }

  @Test("Ctrl-C once the class is joined loses nothing: the next start is the class's pupil, with the points")
  func leavesAtWelcome() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let window = try TerminalWindow.game(on: ada)
    try window.press("Enter")
    try window.answerRight(2, Translations(of: "Djur", on: ada))
    try window.press("Escape", "Escape")
    try window.join(classroom.boardLine, name: "Ada", pin: "1234")
    #expect(window.shows("Bring the 20 XP"), "\(window.screen)")
    try window.type("y")
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver }, "\(window.screen)")
    #expect(window.exitStatus == 130)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (2, 20, 20))
  }

  @Test(
    "Ctrl-C at the question whether points come along: the class is joined, and they wait to be asked for again"
  )
  func leavesAtQuestion() throws {
    let classroom = try Classroom()
    let ada = Computer(in: classroom.folder, named: "Ada")
    #expect(try ada.playRightAnswers(2).status == 0)
    let window = try TerminalWindow.game(on: ada)
    try window.join(classroom.boardLine, name: "Ada", pin: "1234")
    #expect(window.shows("Bring the 20 XP"), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver }, "\(window.screen)")
    #expect(try ada.status()["state"] != "local")
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234", "--bring-points")
    #expect(joined.output.contains("20 XP come along"), "\(joined)")
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (2, 20, 20))
  }

  @Test("With --offline nothing is offered")
  func offline() throws {
    let classroom = try Classroom(startsServer: false)
    let window = try TerminalWindow.game(
      on: Computer(in: classroom.folder, named: "Ada"), "play", "--offline")
    #expect(!window.screen.contains("join"), "\(window.screen)")
    try window.type("j")
    try window.press("Enter")
    #expect(window.shows("1/12"), "\(window.screen)")
  }
}
