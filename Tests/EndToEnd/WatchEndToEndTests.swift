import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// A teacher at a real terminal, pupils at theirs, and a real server.
@Suite("Watch, end to end", .ownThread(in: .programs))
struct WatchEndToEndTests {
  private func watch(
    _ classroom: Classroom, at address: String? = nil, columns: Int = 100
  ) throws -> TerminalWindow {
    let window = try TerminalWindow(
      [
        Programs.glosa, "watch", "--server", address ?? classroom.address, "--token-file",
        classroom.tokenFile,
      ],
      columns: columns, environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(window.shows("● live"), "\(window.screen)")
    return window
  }

  /// The board's row of a pupil; empty where there is none.
  private func row(of name: String, in window: TerminalWindow) -> String {
    window.screen.split(separator: "\n").map(String.init).first { $0.hasPrefix("  \(name) ") } ?? ""
  }

  private func shows(
    _ name: String, _ texts: String..., within seconds: Double = 20, in window: TerminalWindow
  ) -> Bool {
    eventually(within: seconds) { texts.allSatisfy(row(of: name, in: window).contains) }
  }

  @Test("Two pupils and a board: who plays what, what came in, and who is done", arguments: Wiring.allCases)
  func twoPupils(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let board = try watch(classroom)
    #expect(board.shows("Nobody has joined yet"))
    let (ada, bo) = (try classroom.joinedComputer("Ada"), try classroom.joinedComputer("Bo"))
    #expect(shows("Ada", "never seen", in: board), "\(board.screen)")
    #expect(shows("Bo", "never seen", in: board))
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: ada.environment)
    #expect(shows("Ada", "● synced", "Typing", in: board), "\(board.screen)")
    _ = try bo.playRightAnswers(3)
    #expect(shows("Bo", "✓ left", "30", in: board), "\(board.screen)")
    #expect(board.shows("0 Bo"), "what came in is told: \(board.screen)")
    #expect(board.shows("2 of 2 synced, nobody is waited for"), "\(board.screen)")
    try board.type("/bo")
    try board.press("Enter", "Enter")
    #expect(board.shows("Latest points"), "\(board.screen)")
    #expect(board.shows("+10"), "\(board.screen)")
    try board.press("q")
    #expect(eventually { board.isOver })
    #expect(board.exitStatus == 0)
    withExtendedLifetime(window) {}
  }

  @Test(
    "A pupil is cut off with points unsent: offline, with the figures known last; back again: pending, then synced",
    arguments: Wiring.allCases)
  func cutAndBack(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    let board = try watch(classroom)
    var environment = ada.environment
    // Only presence speaks for this pupil, so that something stays unsent.
    environment["GLOSA_SYNC_TICK_MS"] = "600000"
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: environment)
    #expect(window.shows("1/12"), "\(window.screen)")
    let translations = try Translations(of: "Djur", on: ada)
    var term: String?
    #expect(
      eventually {
        term = translations.term(on: window.screen); return term != nil
      })
    try window.type(try #require(term.flatMap { translations[$0] }))
    try window.press("Enter")
    #expect(shows("Ada", "◐ pending", "10 XP · 1", in: board), "\(board.screen)")
    #expect(board.shows("0 of 1 synced, waiting for Ada"), "\(board.screen)")
    let process = window.process
    kill(process, SIGSTOP)
    #expect(shows("Ada", "○ offline", "10 XP · 1", within: 25, in: board), "\(board.screen)")
    kill(process, SIGCONT)
    #expect(shows("Ada", "◐ pending", in: board), "\(board.screen)")
    try window.press("C-c")
    #expect(shows("Ada", "✓ left", "10", in: board), "\(board.screen)")
    #expect(board.shows("1 of 1 synced"), "\(board.screen)")
  }

  @Test("Who left in the middle of a round with everything sent is not waited for")
  func leftProperly() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let board = try watch(classroom)
    let left = try ada.playRightAnswers(2)
    #expect(left.status == 0, "\(left)")
    #expect(shows("Ada", "✓ left", "all sent", "20", in: board), "\(board.screen)")
    #expect(board.shows("1 of 1 synced, nobody is waited for"), "\(board.screen)")
  }

  @Test(
    "Who leaves in the middle of a round after all was saved is out of the game at once, and not waited for")
  func leftWhenSaved() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let board = try watch(classroom)
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: ada.environment)
    #expect(shows("Ada", "● synced", "Typing", in: board), "\(board.screen)")
    #expect(window.shows("all saved"), "\(window.screen)")
    try window.press("C-c")
    #expect(eventually { window.isOver })
    #expect(
      eventually(within: 5) {
        row(of: "Ada", in: board).contains("✓ left") && !board.screen.contains("Typing")
      },
      "\(board.screen)")
    #expect(board.shows("1 of 1 synced, nobody is waited for"), "\(board.screen)")
  }

  @Test(
    "A pupil whose PIN was renewed in mid-round needs help, with what is unsent, until they sign in again")
  func newPIN() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let board = try watch(classroom)
    let window = try TerminalWindow(
      [Programs.glosa, "play", "--set", "Djur", "--game", "typing"], environment: ada.environment)
    #expect(shows("Ada", "● synced", "Typing", in: board), "\(board.screen)")
    let answer = try Program.run(
      Programs.glosa,
      ["class", "pin", "7B", "Ada", "--server", classroom.address, "--token-file", classroom.tokenFile],
      environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(answer.status == 0, "\(answer)")
    #expect(shows("Ada", "▲ needs help", in: board), "\(board.screen)")
    #expect(board.shows("0 of 1 synced, waiting for Ada"), "\(board.screen)")
    let translations = try Translations(of: "Djur", on: ada)
    var term: String?
    #expect(
      eventually {
        term = translations.term(on: window.screen); return term != nil
      })
    try window.type(try #require(term.flatMap { translations[$0] }))
    try window.press("Enter")
    #expect(shows("Ada", "10 XP · 1", in: board), "\(board.screen)")
    let since = /▲ needs help since \d\d:\d\d/
    #expect(
      eventually(within: 20) { row(of: "Ada", in: board).contains(since) },
      "since when is said once it is not of this moment: \(board.screen)")
    let pin = try #require(answer.output.split { !$0.isNumber }.first { $0.count >= 4 }.map(String.init))
    #expect(try ada.join(classroom.address, classroom.code, name: "Ada", pin: pin).status == 0)
    #expect(shows("Ada", "● synced", "10", in: board), "\(board.screen)")
    try window.press("C-c")
    #expect(shows("Ada", "✓ left", "all sent", in: board), "\(board.screen)")
  }

  @Test(
    "The server is started anew under the board: it says so, goes on by itself, and nothing is missing",
    arguments: Wiring.allCases)
  func restart(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let (ada, bo) = (try classroom.joinedComputer("Ada"), try classroom.joinedComputer("Bo"))
    _ = try ada.playRightAnswers(1)
    let board = try watch(classroom)
    #expect(shows("Ada", "10", in: board), "\(board.screen)")
    classroom.stopServer()
    #expect(board.shows("next try in"), "\(board.screen)")
    #expect(row(of: "Ada", in: board).contains("10"), "what is known stays")
    #expect(board.shows("No server answers on this computer. Is `glosa serve` running"), "\(board.screen)")
    try classroom.startServer()
    #expect(board.shows("● live"), "\(board.screen)")
    _ = try bo.playRightAnswers(2)
    #expect(shows("Bo", "✓ left", "20", in: board), "\(board.screen)")
    try board.press("C-c")
    #expect(eventually { board.isOver })
    #expect(board.exitStatus == 130)
  }

  @Test("Two servers on one PostgreSQL: what either is told shows on the board of the other")
  func twoServers() throws {
    let classroom = try Classroom(on: .postgres)
    let other = try classroom.startOtherServer()
    let ada = try classroom.joinedComputer("Ada")
    let bo = try classroom.joinedComputer("Bo", through: other)
    let (here, there) = (try watch(classroom), try watch(classroom, at: other))
    _ = try ada.playRightAnswers(2)
    #expect(shows("Ada", "✓ left", "20", in: there), "\(there.screen)")
    _ = try bo.playRightAnswers(3)
    #expect(shows("Bo", "✓ left", "30", in: here), "\(here.screen)")
    #expect(here.shows("2 of 2 synced") && there.shows("2 of 2 synced"))
    classroom.stopServer(SIGKILL)
    #expect(here.shows("next try in"), "\(here.screen)")
    _ = try bo.playRightAnswers(1)
    #expect(shows("Bo", "✓ left", "40", in: there), "\(there.screen)")
  }

  @Test("A board that did not read for a while shows what is, not what was")
  func catchesUp() throws {
    let classroom = try Classroom()
    let computers = try ["Ada", "Bo", "Cy"].map { try classroom.joinedComputer($0) }
    let board = try watch(classroom)
    #expect(shows("Cy", "never seen", in: board))
    let process = board.process
    kill(process, SIGSTOP)
    for (index, computer) in computers.enumerated() { _ = try computer.playRightAnswers(index + 1) }
    kill(process, SIGCONT)
    #expect(shows("Ada", "✓ left", "10", in: board), "\(board.screen)")
    #expect(shows("Cy", "✓ left", "30", in: board), "\(board.screen)")
    #expect(board.shows("3 of 3 synced, nobody is waited for"), "\(board.screen)")
  }

  @Test("A class that went to another teacher is not shown any longer, nor found")
  func otherTeacher() throws {
    let classroom = try Classroom()
    _ = try classroom.joinedComputer("Ada")
    let board = try watch(classroom)
    #expect(shows("Ada", "never seen", in: board))
    _ = try classroom.database.sql(
      """
      PRAGMA busy_timeout = 5000;
      INSERT INTO teachers VALUES ('00000000-0000-4000-8000-000000000001', 'Another', 0);
      UPDATE classes SET teacher_id = '00000000-0000-4000-8000-000000000001';
      """)
    #expect(eventually(within: 45) { board.screen.contains("You have no such class") }, "\(board.screen)")
    let found = try Computer(in: classroom.folder, named: "teacher").glosa(
      "watch", "--once", "--server", classroom.address, "--token-file", classroom.tokenFile)
    #expect(found.status == 65 && found.errors.contains("no class"), "\(found)")
  }

  @Test("Once, as a table and as JSON; and what can't be watched says why")
  func once() throws {
    let classroom = try Classroom()
    let teacher = Computer(in: classroom.folder, named: "teacher")
    let place = ["--server", classroom.address, "--token-file", classroom.tokenFile]
    func run(_ arguments: String...) throws -> Finished {
      try Program.run(Programs.glosa, ["watch"] + arguments + place, environment: teacher.environment)
    }
    #expect(try run("--once").output.contains("Nobody has joined 7B yet"))
    _ = try classroom.joinedComputer("Ada").playRightAnswers(1)
    let table = try run("--once").output.split(separator: "\n")
    #expect(table.count == 3 && table[1].hasPrefix("Ada") && table[2].hasPrefix("1 of 1 synced"), "\(table)")
    let json = try JSON.parse(try run("--once", "--json", "--class", "7b").output)
    #expect(json["students"]?.array?.first?["total_xp"]?.integer == 10)
    #expect(json["class"]?["name"]?.string == "7B")
    for (arguments, status, words) in [
      ([String](), 64, "needs a terminal"), (["--json"], 64, "--once"),
      (["--once", "--class", "8C"], 65, "no class"),
    ] {
      let answer = try Program.run(
        Programs.glosa, ["watch"] + arguments + place, environment: teacher.environment)
      #expect(Int(answer.status) == status, "\(answer.errors)")
      #expect(answer.errors.contains(words), "\(answer.errors)")
    }
    classroom.stopServer()
    let alone = try run("--once")
    #expect(alone.status == 69 && alone.errors.contains("Is `glosa serve` running in another window?"))
  }
}
