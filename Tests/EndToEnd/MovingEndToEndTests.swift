import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// The server comes back at another address while a pupil plays.
@Suite("Moving while a game goes on, end to end", .ownThread(in: .programs))
struct MovingEndToEndTests {
  @Test(
    "A game that runs follows the account to the new address; who listens at the old one gets no token",
    arguments: ["move", "join"])
  func follows(command: String) throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let student = try ada.studentID()
    let game = try LinearRound(on: ada)
    game.answer(2)
    #expect(eventually { (try? classroom.ledger(of: student).events) == 2 })
    let port = classroom.serverPort
    classroom.stopServer()
    game.answer(2)
    #expect(eventually { (try? ada.status()["state"]) == "offline" })
    let id = UniqueID(high: 0x1234_5678_0000_4000, low: 0x8000_0000_0000_0001)
    let stranger = try LoopbackServer(port: port) { _ in
      [
        .answering { _ in
          LoopbackServer.Step.text(
            200, #"{"status":"ok","server_id":"\#(id)","version":"9"}"#, "Glosa-Ledger: \(id)")
        }
      ]
    }
    defer { stranger.stop() }
    #expect(stranger.record.wait(upTo: 60) { !$0.requests.isEmpty })
    try classroom.startServerElsewhere()
    let told =
      command == "move"
      ? try ada.glosa("move", classroom.address)
      : try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234")
    #expect(told.status == 0, "\(told.errors)")
    game.answer(1)
    #expect(eventually(within: 75) { (try? classroom.ledger(of: student).events) == 5 })
    let finished = game.finish()
    #expect(finished.output.contains("Everything is saved."), "\(finished.output)\(finished.errors)")
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
    let heads = stranger.record.current.requests.map(\.head)
    #expect(heads.allSatisfy { $0.hasPrefix("GET /healthz ") && !$0.contains("Bearer") }, "\(heads)")
  }

  @Test("A game does not follow the account to another pupil of the class")
  func staysWithItsPupil() throws {
    let classroom = try Classroom()
    let computer = try classroom.joinedComputer("Ada")
    let ada = try computer.studentID()
    let game = try LinearRound(on: computer)
    game.answer(1)
    #expect(eventually { (try? classroom.ledger(of: ada).events) == 1 })
    classroom.stopServer()
    game.answer(1)
    #expect(eventually { (try? computer.status()["state"]) == "offline" })
    try classroom.startServerElsewhere()
    #expect(
      try computer.join(classroom.address, classroom.code, name: "Bo", pin: "1234", "--no-bring-points")
        .status == 0)
    let bo = try computer.studentID()
    #expect(bo != ada)
    game.answer(1)
    let finished = game.finish()
    #expect(finished.output.contains("20 XP are safe on this computer"), "\(finished.output)")
    #expect(try classroom.ledger(of: bo) == (0, 0, 0))
    #expect(try classroom.ledger(of: ada) == (1, 10, 10))
  }

  @Test("glosa sync and glosa status say what to do where nothing answers at the address")
  func tellsToMove() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    #expect(try ada.playRightAnswers(1).status == 0)
    let sync = try ada.glosa("sync")
    #expect(sync.status == 75 && sync.errors.contains("glosa move ADDRESS"), "\(sync.errors)")
    #expect(try ada.glosa("status").output.contains("glosa move ADDRESS"))
  }

  @Test(
    "A computer without a network is told that, and not that the server is gone",
    .enabled(if: geteuid() == 0, "a network of its own takes root"))
  func noNetwork() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    #expect(try ada.playRightAnswers(1).status == 0)
    let account = ada.folder + "/config/glosa/account.json"
    let text = try String(contentsOfFile: account, encoding: .utf8)
    for (address, isAway) in [("http://192.168.1.20:8420", true), (classroom.address, false)] {
      // JSON may write a slash as it likes.
      var json = try JSON.parse(text).object ?? [:]
      json["server"] = .string(address)
      try Data(JSON.object(json).utf8).write(to: URL(fileURLWithPath: account))
      let sync = try Program.run(
        "/usr/bin/unshare", ["-n", Programs.glosa, "sync"], environment: ada.environment)
      #expect(sync.status == 75)
      #expect(sync.errors.contains("This computer has no network") == isAway, "\(sync.errors)")
      #expect(sync.errors.contains("cannot be reached") == !isAway, "\(sync.errors)")
      #expect(try ada.status()["state"] == "offline")
    }
  }
}
