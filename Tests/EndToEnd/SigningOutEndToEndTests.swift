import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing

/// A pupil who signs out, or whose server can't be asked: what the commands say is true, and no stranger sees the token.
@Suite("Signing out, end to end", .ownThread(in: .programs))
struct SigningOutEndToEndTests {
  @Test(
    "Signed out, or with the account's file lost, sync says who has how much waiting, and does not exit 0")
  func signedOut() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    #expect(try ada.playRightAnswers(3).status == 0)
    try FileManager.default.removeItem(atPath: ada.folder + "/config/glosa/account.json")
    #expect(try ada.playRightAnswers(1).status == 0)
    let sync = try ada.glosa("sync")
    #expect(
      sync.status == 75 && sync.errors.contains("10 XP are saved on this computer")
        && sync.errors.contains("30 XP of Ada · 7B"), "\(sync.errors)")
  }

  @Test("With nothing waiting and nobody to ask, sync claims nothing of what is confirmed")
  func nobodyToAsk() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(3).status == 0)
    #expect(try ada.glosa("sync").output.contains("30 XP are confirmed"))
    classroom.stopServer()
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0 && !sync.output.contains("confirmed"), "\(sync.output)")
    #expect(sync.output.contains("Nothing is unsent, but the server could not be asked: "), "\(sync.output)")
  }

  @Test("Signing out shows the token to its own ledger alone")
  func leavingAStranger() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    classroom.stopServer()
    let id = UniqueID(high: 0x1234_5678_0000_4000, low: 0x8000_0000_0000_0001)
    let server = try LoopbackServer(port: classroom.serverPort) { _ in
      [
        .answering { _ in
          LoopbackServer.Step.text(
            200, #"{"status":"ok","server_id":"\#(id)","version":"9"}"#, "Glosa-Ledger: \(id)")
        }
      ]
    }
    let unsure = try ada.glosa("leave")
    #expect(unsure.status == 75 && unsure.errors.contains("another Glosa server now"), "\(unsure.errors)")
    #expect(try ada.glosa("leave", "--yes").status == 0)
    server.stop()
    let heads = server.record.current.requests.map(\.head)
    #expect(!heads.isEmpty)
    #expect(heads.allSatisfy { $0.hasPrefix("GET /healthz ") && !$0.contains("Bearer") })
  }
}
