import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct XPRoutesTests {
  @Test("events are stored and every id of the request is named, in lower case")
  func accepts() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    var object = XPEvent.test(1, of: student.studentID).json.object!
    object["id"] = .string(UniqueID.test(1).description.uppercased())
    let events: [JSON] = [.object(object), XPEvent.test(2, of: student.studentID, delta: 5).json]
    for _ in 0..<2 {
      let answer = try await server.sync(student, events)
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == "application/json")
      #expect(answer.json["accepted_ids"] == [.id(.test(1)), .id(.test(2))])
      #expect(answer.json["total_xp"] == 15)
      #expect(answer.json["games_played"] == 2)
      #expect(answer.json["version"] == 2)
    }
  }

  @Test("the same payload twice in one request is one event")
  func acceptsTwins() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let event = XPEvent.test(1, of: student.studentID).json
    let answer = try await server.sync(student, [event, event])
    #expect(answer.json["accepted_ids"] == [.id(.test(1))])
    #expect(answer.json["total_xp"] == 10)
  }

  @Test("one bad event and nothing is stored; every bad one is named, also those the store knows of")
  func refusesWhole() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    _ = try await server.sync(student, [XPEvent.test(1, of: student.studentID).json])
    let events = [
      XPEvent.test(2, of: student.studentID).json, XPEvent.test(1, of: student.studentID, delta: 99).json,
      XPEvent.test(3, of: .test(99)).json, XPEvent.test(2, of: student.studentID, delta: 11).json, 7,
      XPEvent.test(4, of: student.studentID, delta: -1).json,
    ]
    let answer = try await server.sync(student, events)
    #expect(answer.status == 422)
    #expect(answer.code == "events_rejected")
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(
      answer.rejected == [
        "1:id_conflict", "2:wrong_student", "3:duplicate_in_batch", "4:bad_id", "5:bad_delta",
      ])
    #expect(answer.json["rejected"]?.array?[0]["id"] == .id(.test(1)))
    let total = try await server.send(.get, Route.xpTotal, token: student.token)
    #expect(total.json["total_xp"] == 10)
  }

  @Test("an id that another student has stored is a conflict")
  func refusesOthersIDs() async throws {
    let server = try await TestServer()
    let (one, other) = (try await server.makeStudent(), try await server.makeStudent())
    _ = try await server.sync(one, [XPEvent.test(1, of: one.studentID).json])
    let answer = try await server.sync(other, [XPEvent.test(1, of: other.studentID).json])
    #expect(answer.status == 422)
    #expect(answer.rejected == ["0:id_conflict"])
  }

  static let malformed = [
    "", "{", "nonsense", "[]", "null", "{}", "{\"events\":{}}", "{\"events\":null}", "{\"events\":[]}x",
    "\u{FEFF}{}",
    String(repeating: "[", count: 100_000), "{\"events\":[\"\u{1}\"]}", "{'events':[]}",
  ]

  @Test("a body that is not the protocol's JSON is malformed_json", arguments: malformed.indices)
  func refusesMalformed(index: Int) async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let answer = try await server.send(.post, Route.xpSync, token: student.token, body: Self.malformed[index])
    #expect(answer.status == 400)
    #expect(answer.code == "malformed_json")
    #expect(answer.json["status"] == 400)
    #expect(answer.json["title"] == "Bad Request")
  }

  @Test("hostile JSON is a bad event, never a crash or a 500")
  func survivesHostileJSON() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let good = XPEvent.test(1, of: student.studentID, metadata: ["a": "HERE"]).json.description
    let deep = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
    let hostile = [deep, #""\ud800""#, #""\u0000""#, #"{"\udc00":1}"#]
    for value in hostile {
      let body = "{\"events\":[\(good.replacing("\"HERE\"", with: value))]}"
      let answer = try await server.send(.post, Route.xpSync, token: student.token, body: body)
      #expect(answer.rejected == ["0:bad_metadata"])
    }
    let body = "{\"x\":\(deep),\"events\":[\(good)],\"client\":\(deep)}"
    #expect(try await server.send(.post, Route.xpSync, token: student.token, body: body).status == 200)
  }

  @Test("too few and too many events")
  func countsEvents() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let none = try await server.sync(student, [])
    #expect(none.status == 400)
    #expect(none.code == "no_events")
    let events = (0...500).map { XPEvent.test(UInt64($0), of: student.studentID, delta: 1).json }
    let many = try await server.sync(student, events)
    #expect(many.status == 413)
    #expect(many.code == "batch_too_large")
    let most = try await server.sync(student, Array(events.dropLast()))
    #expect(most.status == 200)
    #expect(most.json["total_xp"] == 500)
  }

  @Test("a body above the limit is refused, at the limit it is read")
  func limitsBody() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let events = #"{"events":[],"x":""#
    let space = Limit.bodyBytes - events.utf8.count - 2
    for (length, status, code) in [(space, 400, "no_events"), (space + 1, 413, "body_too_large")] {
      let body = events + String(repeating: "x", count: length) + "\"}"
      let answer = try await server.send(.post, Route.xpSync, token: student.token, body: body)
      #expect(answer.status == status)
      #expect(answer.code == code)
    }
  }

  @Test(
    "whatever the client says of itself, the events count",
    arguments: [nil, .null, "x", 5, [:], ["state": 1]] as [JSON?])
  func ignoresClientPart(client: JSON?) async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    var object: JSONObject = ["events": [XPEvent.test(1, of: student.studentID).json]]
    object["client"] = client
    #expect(try await server.post(Route.xpSync, token: student.token, .object(object)).status == 200)
  }

  @Test("a student without events has zeros")
  func totalsNothing() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let answer = try await server.send(.get, Route.xpTotal, token: student.token)
    #expect(answer.status == 200)
    #expect(
      answer.json == [
        "student_id": .id(student.studentID), "total_xp": 0, "games_played": 0, "last_game_type": .null,
        "updated_at": .null, "version": 0,
      ])
  }

  @Test("the trail is paged, newest first, with what was sent")
  func pages() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let events = (0..<5).map {
      XPEvent.test($0, of: student.studentID, wordSet: .test(9), metadata: ["n": .integer($0)])
    }
    _ = try await server.sync(student, events.map(\.json))
    var seen: [JSON] = []
    var path = Route.xpEvents + "?limit=2"
    while true {
      let answer = try await server.send(.get, path, token: student.token)
      #expect(answer.status == 200)
      seen += answer.json["events"]?.array ?? []
      guard let next = answer.json["next_before"]?.string else { break }
      path = Route.xpEvents + "?limit=2&before=\(next)"
    }
    let expected: [JSON] = events.reversed().map { event in
      var object = event.json.object!
      object["occurred_at"] = object["created_at"]
      object["received_at"] = .time(server.time.now)
      return .object(object)
    }
    #expect(seen == expected)
    let whole = try await server.send(.get, Route.xpEvents, token: student.token)
    #expect(whole.json["next_before"] == .null)
  }

  @Test(
    "a page that makes no sense is a 400",
    arguments: ["limit=0", "limit=x", "limit=-1", "before=!", "before=-1"])
  func refusesPages(query: String) async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    #expect(try await server.send(.get, Route.xpEvents + "?" + query, token: student.token).status == 400)
  }

  @Test("one account may ask for much at once, but not without end, and no other pays for it")
  func limitsRate() async throws {
    var limits = ServerLimits()
    (limits.requestBurst, limits.requestsPerSecond) = (3, 1)
    let server = try await TestServer(limits: limits)
    let code = try await server.makeClass().code
    let one = JoinResponse(json: try await server.join(code, "Ada").json)!
    let other = JoinResponse(json: try await server.join(code, "Bo").json)!
    for _ in 0..<3 { #expect(try await server.send(.get, Route.xpTotal, token: one.token).status == 200) }
    let refused = try await server.send(.get, Route.xpTotal, token: one.token)
    #expect(refused.status == 429)
    #expect(refused.headers[.retryAfter] == "1")
    #expect(try await server.send(.get, Route.xpTotal, token: other.token).status == 200)
    server.time.advance(seconds: 1)
    #expect(try await server.send(.get, Route.xpTotal, token: one.token).status == 200)
  }
}
