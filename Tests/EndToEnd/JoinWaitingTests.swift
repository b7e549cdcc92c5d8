import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// A class is joined from the game's menu, and the server is not there, or keeps the pupil waiting.
@Suite("Joining with a bad network, end to end", .ownThread(in: .programs))
struct JoinWaitingTests {
  @Test("Where no server is, that stands at the line; the game goes on without a class")
  func noServer() throws {
    let classroom = try Classroom()
    classroom.stopServer()
    let ada = Computer(in: classroom.folder, named: "Ada")
    let window = try TerminalWindow.game(on: ada)
    try window.join(classroom.boardLine, name: "Ada", pin: "1234")
    #expect(window.shows("The server cannot be reached"), "\(window.screen)")
    try window.press("Escape")
    #expect(window.shows("j join a class"), "\(window.screen)")
    try window.press("Enter")
    try window.answerRight(1, Translations(of: "Djur", on: ada))
    try window.press("Escape", "Escape")
    #expect(window.shows("q quit"), "\(window.screen)")
    try window.quit()
    #expect(try ada.status()["state"] == "local" && ada.pending() == 1)
  }

  @Test("A server that says nothing is not waited for longer than the pupil likes; nothing is changed then")
  func givesUp() throws {
    let classroom = try Classroom()
    let silent = try SilentServer(port: classroom.serverPort) { classroom.stopServer() }
    let ada = Computer(in: classroom.folder, named: "Ada")
    let window = try TerminalWindow.game(on: ada)
    try window.join(classroom.boardLine, name: "Ada", pin: "1234")
    #expect(window.shows("Joining…"), "\(window.screen)")
    try window.press("Escape")
    #expect(eventually { !window.screen.contains("Joining…") }, "\(window.screen)")
    silent.stop()
    try classroom.startServer()
    // The form is still filled in.
    try window.press("Enter")
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("Ada · 7B") && window.shows("q quit"), "\(window.screen)")
    try window.quit()
  }

  @Test(
    "Once the server has been asked to let the pupil in, Esc does not lose the join: its answer is waited for"
  )
  func tooLateToGiveUp() throws {
    let classroom = try Classroom()
    let (server, gate) = (classroom.address, Gate())
    // Everything goes to the real server; the answer to joining comes when the test says so.
    let relay = try LoopbackServer { _ in
      [
        .answering { request in
          let words = request.head.split(separator: " ")
          let isJoining = words[1] == Route.join
          let answer = try? CurlTransport().response(
            to: HTTPRequest(
              method: String(words[0]), url: server + words[1],
              headers: isJoining ? [HTTPHeader("Content-Type", "application/json")] : [],
              body: isJoining ? request.body : nil))
          if isJoining { gate.wait() }
          return LoopbackServer.Step.text(
            answer?.status ?? 502, String(decoding: answer?.body ?? [], as: UTF8.self),
            "Glosa-Ledger: \(answer?.header(LedgerMark.ledgerField) ?? "")")
        }
      ]
    }
    defer { relay.stop() }
    let ada = Computer(in: classroom.folder, named: "Ada")
    let window = try TerminalWindow.game(on: ada)
    try window.join("\(relay.url("")) \(classroom.code)", name: "Ada", pin: "1234")
    #expect(relay.record.wait { $0.requests.contains { $0.head.hasPrefix("POST \(Route.join) ") } })
    #expect(window.shows("Joining…"), "\(window.screen)")
    try window.press("Escape")
    #expect(window.shows("The server has been asked already"), "\(window.screen)")
    gate.open()
    #expect(window.shows("Welcome to 7B, Ada."), "\(window.screen)")
    try window.press("Enter")
    #expect(window.shows("Ada · 7B") && window.shows("q quit"), "\(window.screen)")
    try window.quit()
  }
}
