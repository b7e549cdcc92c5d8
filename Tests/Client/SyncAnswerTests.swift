import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire
import XP

@testable import Sync

@Suite("SyncAnswer", .ownThread())
struct SyncAnswerTests {
  private static let first = UniqueID(high: 0xABCD_EF00_0000_0000, low: 1)
  private static let second = UniqueID(high: 2, low: 2)
  private static let batch: Set<UniqueID> = [first, second]
  private static let now = Timestamp(milliseconds: 1_800_000_000_000)

  private static let ledger = UniqueID(high: 0x4000, low: 1)
  private static let mark = HTTPHeader(LedgerMark.ledgerField, ledger.description.uppercased())

  /// What an answer means that carries the mark of the pupil's ledger, or these marks instead.
  private func answer(
    _ status: Int, _ body: String, headers: [HTTPHeader] = [], marks: [HTTPHeader] = [mark]
  ) -> SyncAnswer {
    let response = HTTPResponse(status: status, headers: headers + marks, body: Array(body.utf8))
    return SyncAnswer(.success(response), for: Self.batch, from: Self.ledger, at: Self.now)
  }

  private static func body(_ ids: String) -> String {
    #"{"accepted_ids":[\#(ids)],"total_xp":30,"games_played":2,"version":7}"#
  }

  @Test("Rule 2: ids are compared as UUIDs, in whatever case the server prints them")
  func idsOfEitherCase() {
    let expected = SyncAnswer.acknowledged(
      [Self.first], Confirmation(LedgerTotal(totalXP: 30, gamesPlayed: 2, version: 7)))
    #expect(answer(200, Self.body("\"\(Self.first.description.uppercased())\"")) == expected)
    #expect(answer(200, Self.body("\"\(Self.first)\"")) == expected)
  }

  @Test(
    "Rule 7: a 2xx that can't be read whole, or names unknown ids or none, acknowledges nothing",
    arguments: [
      "", "{", "[]", "null", "<html>ok</html>", #"{"accepted_ids":[]}"#,
      body(""), body("7"), body("\"not-an-id\""), body("\"00000000-0000-0000-0000-00000000dead\""),
      body("\"\(first)\",\"00000000-0000-0000-0000-00000000dead\""),
      #"{"accepted_ids":["\#(first)"],"total_xp":30,"games_played":2}"#,
      #"{"accepted_ids":["\#(first)"],"total_xp":"30","games_played":2,"version":1}"#,
      #"{"accepted_ids":["\#(first)"],"total_xp":-1,"games_played":2,"version":1}"#,
      #"{"accepted_ids":["\#(first)"],"total_xp":9223372036854775807,"games_played":2,"version":1}"#,
      #"{"accepted_ids":"\#(first)","total_xp":30,"games_played":2,"version":1}"#,
    ])
  func nonsense(body: String) {
    #expect(answer(200, body) == .failed(SyncFailure(.malformedAnswer)))
  }

  @Test("Rule 7: 408, 429 and 5xx mean try again", arguments: [408, 429, 500, 502, 503, 504, 599])
  func busy(status: Int) {
    #expect(answer(status, "") == .failed(SyncFailure(.busy(status: status))))
    #expect(
      answer(status, "", headers: [HTTPHeader("retry-after", "12")])
        == .failed(SyncFailure(.busy(status: status), retryAfter: 12)))
  }

  @Test(
    "Rule 7: an answer that is not the ledger's says nothing, whatever its status and body",
    arguments: [200, 201, 204, 301, 400, 401, 403, 404, 407, 409, 413, 422, 429, 451, 500, 502, 511])
  func strangers(status: Int) {
    let rejection =
      #"{"type":"urn:glosa:problem:x","title":"","status":\#(status),"code":"events_rejected","rejected":[{"id":"\#(Self.first)","index":0,"code":"bad_delta"}]}"#
    let other = HTTPHeader(LedgerMark.ledgerField, UniqueID(high: 5, low: 5).description)
    for body in ["", "{", "<html>Sign in to the Wi-Fi</html>", rejection, Self.body("\"\(Self.first)\"")] {
      for marks in [[], [other], [HTTPHeader(LedgerMark.ledgerField, "x")]] {
        let answer = answer(status, body, marks: marks)
        if status == 413 {
          #expect(answer == .tooLarge(isGlosa: false))
        } else if case .failed = answer {
        } else {
          Issue.record("\(status) \(body) \(marks): \(answer)")
        }
        let total = TotalAnswer(
          .success(HTTPResponse(status: status, headers: marks, body: Array(body.utf8))), from: Self.ledger,
          at: Self.now)
        if case .failed = total {} else { Issue.record("\(status) \(body) \(marks): \(total)") }
      }
    }
  }

  @Test("A server of before does not say who it is: its acknowledgements count, and nothing else does")
  func olderServers() {
    func read(_ status: Int, _ body: String) -> SyncAnswer {
      SyncAnswer(
        .success(HTTPResponse(status: status, body: Array(body.utf8))), for: Self.batch, from: nil,
        at: Self.now)
    }
    guard case .acknowledged([Self.first], _) = read(200, Self.body("\"\(Self.first)\"")) else {
      Issue.record("an acknowledgement is one")
      return
    }
    for status in [400, 401, 403, 404, 422] {
      let problem = Problem(status: status, code: "refused", detail: "No.").json(title: "").description
      if case .failed = read(status, problem) {} else { Issue.record("\(status) counts") }
    }
  }

  @Test("A date in Retry-After is counted from the server's clock, and never from a proxy's")
  func retryDates() {
    let headers = [
      HTTPHeader("Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT"),
      HTTPHeader("Date", "Sun, 22 Nov 2026 11:00:00 GMT"),
      HTTPHeader(LedgerMark.timeField, "2026-11-22T12:00:10.000Z"),
    ]
    #expect(
      answer(503, "", headers: headers) == .failed(SyncFailure(.busy(status: 503), retryAfter: 20)))
  }

  @Test("Rule 7: a redirect is a failure", arguments: [301, 302, 303, 307, 308])
  func redirect(status: Int) {
    let headers = [HTTPHeader("Location", "http://elsewhere.example/")]
    #expect(answer(status, "", headers: headers) == .failed(SyncFailure(.redirected)))
  }

  @Test("A stranger's answer is a failure that says so", arguments: [404, 405, 410, 418])
  func unexpectedResponse(status: Int) {
    #expect(answer(status, "") == .failed(SyncFailure(.stranger(status: status))))
  }

  @Test("Rule 7: 401 and 403 ask for a new sign-in, 413 for smaller batches")
  func signInAndSize() {
    let problem = #"{"status":403,"code":"not_a_student","detail":"d"}"#
    #expect(answer(401, "") == .signInNeeded)
    #expect(answer(403, problem) == .signInNeeded)
    #expect(answer(413, problem) == .tooLarge(isGlosa: true))
    #expect(answer(413, "<html>") == .tooLarge(isGlosa: false))
  }

  @Test("Rule 7: of a 422 only the ids of this batch count; without any it is a refusal of the whole")
  func rejections() {
    let named = #"""
      {"status":422,"code":"events_rejected","detail":"d","rejected":[
        {"id":"\#(Self.second.description.uppercased())","index":1,"code":"bad_time","detail":"too early"},
        {"id":"00000000-0000-0000-0000-00000000dead","index":0,"code":"bad_id","detail":"?"}]}
      """#
    #expect(
      answer(422, named)
        == .rejected([OutboxRejection(id: Self.second, code: "bad_time", detail: "too early")]))
    #expect(
      answer(422, #"{"status":422,"code":"events_rejected","detail":"d","rejected":[]}"#)
        == .refused(code: "events_rejected", detail: "d"))
    #expect(answer(400, "") == .refused(code: "refused", detail: .noReason))
  }

  @Test(
    "Rule 7: a page of a web filter or proxy refuses nothing: it is a failure to try again after",
    arguments: [400, 403, 422])
  func strangersPage(status: Int) {
    #expect(answer(status, "<html>No</html>") == .failed(SyncFailure(.stranger(status: status))))
  }

  @Test("An error of the network is a failure with its sentence; a cancelled request is just that")
  func network() {
    #expect(SyncAnswer(.failure(.cancelled), for: Self.batch, from: nil, at: Self.now) == .cancelled)
    #expect(
      SyncAnswer(.failure(.timedOut), for: Self.batch, from: nil, at: Self.now)
        == .failed(SyncFailure(.noAnswer(.timedOut), isNetworkFault: true)))
  }

  @Test("The total's answer is read as strictly")
  func totals() {
    func read(_ status: Int, _ body: String) -> TotalAnswer {
      TotalAnswer(
        .success(
          HTTPResponse(
            status: status, headers: [HTTPHeader(LedgerMark.ledgerField, Self.ledger.description)],
            body: Array(body.utf8))), from: Self.ledger, at: Self.now)
    }
    #expect(
      read(200, #"{"student_id":"x","total_xp":5,"games_played":1,"version":3}"#)
        == .total(LedgerTotal(totalXP: 5, gamesPlayed: 1, version: 3)))
    #expect(read(200, "{}") == .failed(SyncFailure(.malformedAnswer)))
    #expect(read(401, "") == .signInNeeded)
    #expect(read(404, "") == .failed(SyncFailure(.stranger(status: 404))))
    #expect(read(413, "") == .failed(SyncFailure(.malformedAnswer)))
  }
}
