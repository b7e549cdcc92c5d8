import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// Scripts and screen readers: plain lines, exit codes, JSON.
@Suite("Commands, end to end", .ownThread(in: .programs))
struct LinearEndToEndTests {
  @Test(
    "Linear play: questions, verdicts and points take the same way to the ledger", arguments: Wiring.allCases)
  func linearPlay(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try classroom.joinedComputer("Ada")
    let played = try ada.playRightAnswers(5)
    #expect(played.status == 0, "\(played.errors)")
    #expect(played.count(of: "? ") >= 5)
    #expect(played.count(of: "+10 ") == 5, "\(played.output)")
    #expect(played.output.contains("50 XP sent and confirmed. Everything is saved."), "\(played.output)")
    #expect(try classroom.ledger(of: ada.studentID()) == (5, 50, 50))
  }

  @Test("Linear play: wrong, given up and almost right have their own signs; the same seed asks the same")
  func verdicts() throws {
    let classroom = try Classroom(startsServer: false)
    let bo = Computer(in: classroom.folder, named: "Bo")
    let arguments = ["play", "--linear", "--set", "Djur", "--game", "typing", "--seed", "7"]
    func play(_ input: String) throws -> [String] {
      try Program.run(Programs.glosa, arguments, environment: bo.environment, input: input).lines
    }
    let wrong = try play("nonsense\n\n")
    #expect(wrong[0].hasPrefix("? 1/12 "))
    #expect(wrong[1].hasPrefix("= "))
    #expect(wrong[3].hasPrefix("= "))
    let rightAnswer = String(wrong[1].dropFirst(2)).components(separatedBy: " / ")[0]
    let right = try play(rightAnswer + "\n")
    #expect(right[0] == wrong[0])
    #expect(right[1].hasPrefix("+10 "))
    #expect(right.last == "Your points are saved on this computer: 10 XP.")
    let choice = try Program.run(
      Programs.glosa, ["play", "--linear", "--set", "Djur", "--game", "choice", "--seed", "7"],
      environment: bo.environment, input: "9\n1\n")
    #expect(choice.lines[1].hasPrefix("1) ") && choice.lines[4].hasPrefix("4) "))
    #expect(choice.lines[5].hasPrefix("! "))
  }

  @Test(
    "Rule 4: on one computer each pupil's points wait for their owner, and are never sent for another",
    arguments: Wiring.allCases)
  func severalPupils(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let shared = try classroom.joinedComputer("Ada")
    let ada = try shared.studentID()
    classroom.stopServer()
    #expect(try shared.playRightAnswers(2).status == 0)
    #expect(try shared.pending() == 2)
    try classroom.startServer()
    #expect(try shared.join(classroom.address, classroom.code, name: "Bo", pin: "5678").status == 0)
    let bo = try shared.studentID()
    #expect(bo != ada)
    #expect(try shared.pending() == 0)
    #expect(try shared.playRightAnswers(3).status == 0)
    #expect(try classroom.ledger(of: bo) == (3, 30, 30))
    #expect(try classroom.ledger(of: ada) == (0, 0, 0))
    #expect(try shared.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 0)
    #expect(try shared.studentID() == ada)
    #expect(try shared.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada) == (2, 20, 20))
  }

  @Test(
    "What a pupil earned on one computer shows on another as soon as they have joined, and sync hears of more",
    arguments: Wiring.allCases)
  func anotherComputer(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let first = try classroom.joinedComputer("Ida")
    #expect(try first.playRightAnswers(3).status == 0)
    let second = Computer(in: classroom.folder, named: "second")
    #expect(try second.join(classroom.address, classroom.code, name: "Ida", pin: "1234").status == 0)
    #expect(try second.status()["total_xp"] == 30)
    #expect(try first.playRightAnswers(2).status == 0)
    #expect(try second.glosa("sync").output.contains("50 XP are confirmed"))
    #expect(try second.status()["total_xp"] == 50)
  }

  @Test("Points earned before joining come along when asked for, and only then", arguments: Wiring.allCases)
  func bringPoints(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let cleo = Computer(in: classroom.folder, named: "Cleo")
    #expect(try cleo.playRightAnswers(3).output.contains("saved on this computer: 30 XP"))
    let local = try cleo.studentID()
    #expect(try cleo.status()["state"]?.string == "local")
    let joined = try cleo.join(classroom.address, classroom.code, name: "Cleo", pin: "1234")
    #expect(joined.output.contains("30 XP from before stay"), "\(joined.output)")
    #expect(try cleo.studentID() == local)
    #expect(try cleo.pending() == 0)
    let again = try cleo.join(classroom.address, classroom.code, name: "Cleo", pin: "1234", "--bring-points")
    #expect(again.status == 0, "\(again.errors)")
    #expect(try cleo.pending() == 3)
    #expect(try cleo.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: local) == (3, 30, 30))
  }

  @Test(
    "status --json names what scripts rely on; sync says 75 while something is unsent, and 0 after",
    arguments: Wiring.allCases)
  func statusAndSync(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let dag = try classroom.joinedComputer("Dag")
    classroom.stopServer()
    #expect(try dag.playRightAnswers(2).status == 0)
    let offline = try dag.status()
    #expect(offline["state"] == "offline")
    #expect(offline["xp_pending"] == 2)
    #expect(offline["xp_pending_points"] == 20)
    #expect(offline["quest_pending"] == 4)
    #expect(offline["quarantined"] == 0)
    #expect(offline["total_xp"] == 0)
    #expect(offline["server"]?.string == classroom.address)
    #expect(offline["last_sync_at"] == .null)
    #expect(offline["last_error"]?.string?.isEmpty == false)
    let unsent = try dag.glosa("sync")
    #expect(unsent.status == 75)
    #expect(unsent.errors.contains("20 XP are still unsent"), "\(unsent.errors)")
    try classroom.startServer()
    let sent = try dag.glosa("sync", "--wait", "20")
    #expect(sent.status == 0, "\(sent.errors)")
    let synced = try dag.status()
    #expect(synced["state"] == "synced")
    #expect(synced["total_xp"] == 20)
    #expect(synced["quest_pending"] == 0)
    #expect(synced["last_sync_at"]?.time != nil)
    #expect(synced["last_error"] == .null)
  }

  @Test("An outbox that can't be looked into is never called synced")
  func unreadableOutbox() throws {
    let classroom = try Classroom()
    let gun = try classroom.joinedComputer("Gun")
    #expect(try gun.playRightAnswers(1, more: ["--offline"]).status == 0)
    _ = try Program.run(
      "/usr/bin/sqlite3", [gun.outbox, "PRAGMA user_version = 99"], environment: gun.environment)
    let status = try gun.status()
    #expect(status["state"] == "attention")
    #expect(status["last_error"]?.string?.contains("newer") == true, "\(status)")
    let sync = try gun.glosa("sync")
    #expect(sync.status == 75, "\(sync.output)\(sync.errors)")
    #expect(sync.errors.contains("newer"), "\(sync.errors)")
  }

  @Test("A hostile total neither crashes the game nor is kept; control characters of a server stay on paper")
  func hostileServer() throws {
    let classroom = try Classroom()
    let hal = try classroom.joinedComputer("Hal", through: nil)
    #expect(try hal.playRightAnswers(1, more: ["--offline"]).status == 0)
    classroom.stopServer()
    let body =
      #"{"student_id":"x","total_xp":9223372036854775807,"games_played":1,"version":9223372036854775807}"#
    let hostile = try LoopbackServer(port: classroom.serverPort) { _ in
      Array(repeating: .answer(body), count: 50)
    }
    #expect(try hal.glosa("sync").status == 75)
    #expect(try hal.status()["total_xp"] == 0)
    hostile.stop()
    let shouting = try LoopbackServer { _ in
      [.answer("{\"status\":404,\"code\":\"x\",\"detail\":\"a\\u001b[2Jb\\u0007\"}", status: "404 Not Found")]
    }
    defer { shouting.stop() }
    let joined = try hal.join(shouting.url(""), "ABCDEF", name: "Hal", pin: "1234")
    #expect(joined.status == 65)
    #expect(!joined.errors.contains("\u{1B}") && !joined.errors.contains("\u{7}"), "\(joined.errors)")
  }

  @Test("Help and version go to standard output with 0; bad usage is one line on standard error with 64")
  func usage() throws {
    let classroom = try Classroom(startsServer: false)
    let eva = Computer(in: classroom.folder, named: "Eva")
    for arguments in [["--help"], ["--version"], ["play", "--help"], ["class", "create", "--help"]] {
      let help = try Program.run(Programs.glosa, arguments, environment: eva.environment)
      #expect(help.status == 0 && !help.output.isEmpty && help.errors.isEmpty)
    }
    for arguments in [
      ["nonsense"], ["--nonsense"], ["play", "--game", "chess"], ["play", "--direction", "up"], ["join"],
      ["sync", "--wait", "-1"], ["join", "gopher://x", "CODE", "--name", "a", "--pin-file", "/dev/null"],
    ] {
      let refused = try Program.run(Programs.glosa, arguments, environment: eva.environment)
      #expect(refused.status == 64, "\(arguments)")
      #expect(refused.output.isEmpty)
      #expect(refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
    }
  }

  @Test("A full-screen command without a terminal says so in one line and does not hang")
  func noTerminal() throws {
    let classroom = try Classroom(startsServer: false)
    let finn = Computer(in: classroom.folder, named: "Finn")
    let refused = try finn.glosa()
    #expect(refused.status == 64)
    #expect(refused.errors.contains("not a terminal"), "\(refused.errors)")
    #expect(refused.errors.split(separator: "\n").count == 1)
  }
}
