import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// A ledger that refuses what there is nothing wrong with.
@Suite("Refusals, end to end", .ownThread(in: .programs))
struct RefusalEndToEndTests {
  @Test("Rule 7: a ledger that refuses everything and names nothing costs no point, and the pupil is told so")
  func refusesEverything() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.glosa("sync").status == 0)
    let server = classroom.address
    let isRefusing = Watched(true)
    // The ledger's own answers, but for those to batches.
    let relay = try LoopbackServer { _ in
      [
        .answering { request in
          let words = request.head.split(separator: " ")
          let health = try? CurlTransport().response(
            to: HTTPRequest(method: "GET", url: server + Route.healthz))
          let mark = "Glosa-Ledger: \(health?.header(LedgerMark.ledgerField) ?? "")"
          if words[0] == "POST", isRefusing.current {
            return LoopbackServer.Step.text(
              400, #"{"type":"about:blank","title":"No","status":400,"code":"odd","detail":"Not today."}"#,
              mark)
          }
          let headers = request.lines.dropFirst().compactMap { line -> HTTPHeader? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, ["authorization", "content-type"].contains(parts[0].lowercased()) else {
              return nil
            }
            return HTTPHeader(String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces))
          }
          let answer = try? CurlTransport().response(
            to: HTTPRequest(
              method: String(words[0]), url: server + words[1], headers: headers,
              body: words[0] == "POST" ? request.body : nil))
          return LoopbackServer.Step.text(
            answer?.status ?? 502, String(decoding: answer?.body ?? [], as: UTF8.self), mark)
        }
      ]
    }
    defer { relay.stop() }
    #expect(try ada.glosa("move", relay.url("")).status == 0)
    let played = try ada.playRightAnswers(8)
    #expect(!played.output.contains("Everything is saved"), "\(played.output)")
    for _ in 1...2 {
      let sync = try ada.glosa("sync")
      #expect(sync.status == 75 && sync.errors.contains("refuses everything"), "\(sync.errors)")
      #expect(sync.errors.contains("Not today."), "\(sync.errors)")
    }
    let status = try ada.status()
    #expect(status["quarantined"] == 0 && status["quest_quarantined"] == 0 && status["xp_pending"] == 8)
    #expect(status["state"] == "offline", "\(status)")
    isRefusing.update { $0 = false }
    let sync = try ada.glosa("sync", "--wait", "20")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (8, 80, 80))
  }
}
