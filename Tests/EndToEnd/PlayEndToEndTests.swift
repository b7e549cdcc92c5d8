import Foundation
import Primitives
import TestScopes
import Testing

/// A pupil at a real terminal, with a real server.
@Suite("Play, end to end", .ownThread(in: .programs))
struct PlayEndToEndTests {
  /// Starts a typing round over the animals in a window.
  ///
  /// - Parameter ticks: False keeps the sync manager from sending by itself: only leaving can have sent then.
  private func startRound(_ computer: Computer, ticks: Bool = true) throws -> TerminalWindow {
    var environment = computer.environment
    if !ticks { environment["GLOSA_SYNC_TICK_MS"] = "600000" }
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: environment)
    #expect(window.shows("1/12"), "\(window.screen)")
    return window
  }

  @Test("Points are pending at once and confirmed within four seconds", arguments: Wiring.allCases)
  func pendingThenConfirmed(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    let window = try startRound(ada)
    try window.answerRight(2, Translations(of: "Djur", on: ada))
    #expect(window.shows("20 XP", within: 4) && window.shows("all saved", within: 4), "\(window.screen)")
    let ledger = try classroom.ledger(of: ada.studentID())
    #expect(ledger == (2, 20, 20))
    try window.press("C-c")
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == 130)
  }

  @Test(
    "The server stops: play goes on, pending grows, the bar says offline; it comes back: all drains, totals agree",
    arguments: Wiring.allCases)
  func offlineThenReconnect(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let bo = try classroom.joinedComputer("Bo")
    let translations = try Translations(of: "Djur", on: bo)
    let window = try startRound(bo)
    try window.answerRight(1, translations)
    #expect(window.shows("10 XP", within: 5) && window.shows("all saved", within: 5), "\(window.screen)")
    classroom.stopServer()
    try window.answerRight(3, translations)
    #expect(window.shows("offline: 30 XP safe on this computer"), "\(window.screen)")
    #expect(try bo.pending() == 3)
    try window.answerRight(2, translations)
    #expect(window.shows("50 XP safe on this computer"), "\(window.screen)")
    try classroom.startServer()
    #expect(window.shows("all saved", within: 75), "\(window.screen)")
    #expect(try classroom.ledger(of: bo.studentID()) == (6, 60, 60))
    #expect(try bo.status()["total_xp"]?.integer == 60)
    #expect(try bo.pending() == 0)
    try window.press("C-c")
    #expect(eventually { window.isOver })
  }

  @Test(
    "kill -9 in mid-round: after a restart every award that showed as pending is confirmed",
    arguments: Wiring.allCases)
  func killedInMidRound(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let cleo = try classroom.joinedComputer("Cleo")
    classroom.stopServer()
    let window = try startRound(cleo)
    try window.answerRight(4, Translations(of: "Djur", on: cleo))
    #expect(window.shows("+40"), "\(window.screen)")
    kill(window.process, SIGKILL)
    #expect(eventually { window.isOver })
    #expect(try cleo.pending() == 4)
    try classroom.startServer()
    let again = try TerminalWindow([Programs.glosa], environment: cleo.environment)
    #expect(again.shows("all saved", within: 10), "\(again.screen)")
    #expect(try classroom.ledger(of: cleo.studentID()) == (4, 40, 40))
    try again.type("q")
    #expect(eventually { again.isOver })
    #expect(again.exitStatus == 0)
  }

  @Test(
    "Rule 11: SIGHUP and SIGTERM flush before the end",
    arguments: [(SIGHUP, 129), (SIGTERM, 143), (SIGINT, 130)], Wiring.allCases)
  func signalsFlush(ending: (signal: Int32, status: Int), wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let dag = try classroom.joinedComputer("Dag")
    let window = try startRound(dag, ticks: false)
    try window.answerRight(2, Translations(of: "Djur", on: dag))
    #expect(window.shows("+20"), "\(window.screen)")
    kill(window.process, ending.signal)
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == ending.status)
    #expect(try classroom.ledger(of: dag.studentID()) == (2, 20, 20))
    #expect(window.screen.contains("sent and confirmed"), "\(window.screen)")
  }

  @Test(
    "Rule 11: a server that never answers holds nobody longer than the deadline; everything is safe",
    arguments: Wiring.allCases)
  func leavingDeadline(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let eva = try classroom.joinedComputer("Eva")
    let silent = try SilentServer(port: classroom.serverPort, after: { classroom.stopServer() })
    defer { silent.stop() }
    let window = try startRound(eva)
    try window.answerRight(1, Translations(of: "Djur", on: eva))
    #expect(window.shows("+10"), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually(within: 6) { window.isOver })
    #expect(window.screen.contains("10 XP are safe on this computer"), "\(window.screen)")
    #expect(try eva.pending() == 1)
  }

  @Test("Two copies on one computer: both earn, each event counts once", arguments: Wiring.allCases)
  func twoCopies(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let finn = try classroom.joinedComputer("Finn")
    let translations = try Translations(of: "Djur", on: finn)
    let first = try startRound(finn)
    let second = try startRound(finn)
    try first.answerRight(3, translations)
    try second.answerRight(3, translations)
    #expect(first.shows("60 XP", within: 10) && first.shows("all saved", within: 10), "\(first.screen)")
    #expect(second.shows("60 XP", within: 10) && second.shows("all saved", within: 10), "\(second.screen)")
    #expect(try classroom.ledger(of: finn.studentID()) == (6, 60, 60))
    // Whichever of the two has sent them.
    for window in [first, second] {
      #expect(window.shows("✓ +10 confirmed", within: 10), "\(window.screen)")
      #expect(eventually(within: 10) { !window.screen.contains("+10 pending") }, "\(window.screen)")
    }
    try first.press("C-c")
    try second.press("C-c")
    #expect(eventually { first.isOver && second.isOver })
  }

  @Test(
    "Rule 11: closing the terminal, which says so more than once, flushes before the end",
    arguments: Wiring.allCases)
  func terminalClosed(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ivar = try classroom.joinedComputer("Ivar")
    let window = try startRound(ivar, ticks: false)
    try window.answerRight(2, Translations(of: "Djur", on: ivar))
    #expect(window.shows("+20"), "\(window.screen)")
    let game = window.process
    window.close()
    kill(game, SIGHUP)
    #expect(eventually { kill(game, 0) != 0 })
    #expect(try classroom.ledger(of: ivar.studentID()) == (2, 20, 20))
  }

  @Test("A window that is too small says so and recovers")
  func tooSmall() throws {
    let classroom = try Classroom(startsServer: false)
    let gun = Computer(in: classroom.folder, named: "Gun")
    let window = try TerminalWindow([Programs.glosa], environment: gun.environment)
    #expect(window.shows("Djur"))
    try window.resize(columns: 38, rows: 9)
    #expect(window.shows("too small"), "\(window.screen)")
    try window.resize(columns: 40, rows: 10)
    #expect(window.shows("Djur"), "\(window.screen)")
    try window.resize(columns: 120, rows: 40)
    #expect(window.shows("saved on this computer"), "\(window.screen)")
    try window.type("q")
    #expect(eventually { window.isOver })
    #expect(window.exitStatus == 0)
  }

  @Test("A crash leaves a usable terminal")
  func crash() throws {
    let classroom = try Classroom(startsServer: false)
    let hal = Computer(in: classroom.folder, named: "Hal")
    let window = try TerminalWindow([Programs.glosa], environment: hal.environment)
    #expect(window.shows("Djur"))
    kill(window.process, SIGSEGV)
    #expect(eventually { window.isOver }, "\(window.screen)")
    #expect(window.exitStatus == 139)
    #expect(window.shows(" icanon"), "\(window.screen)")
    #expect(window.screen.contains(" echo "), "\(window.screen)")
  }
}
