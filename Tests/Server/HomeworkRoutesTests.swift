import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct HomeworkRoutesTests {
  private func body(_ changes: [(String, JSON?)] = []) -> JSON {
    var object: JSONObject = [
      "title": " Djur ", "word_set_id": .id(.test(5)), "goal_xp": 30, "due_at": "2026-11-30T16:00:00+01:00",
    ]
    for (key, value) in changes { object[key] = value }
    return .object(object)
  }

  @Test("what a teacher gives, the pupils of the class see with what they have earned, until it is over")
  func givesHomework() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let student = try await server.makeStudent("Ada", in: schoolClass)
    let stranger = try await server.makeStudent()
    let path = Route.homework(of: schoolClass.id)
    let answer = try await server.post(path, token: server.teacherToken.text, body())
    #expect(answer.status == 201)
    let id = try #require(answer.json["id"]?.id)
    #expect(
      answer.json == [
        "id": .id(id), "class_id": .id(schoolClass.id), "title": "Djur", "word_set_id": .id(.test(5)),
        "goal_xp": 30, "due_at": "2026-11-30T15:00:00.000Z", "created_at": .time(server.time.now),
      ])
    server.time.advance(seconds: 1)
    let endless = try await server.post(
      path, token: server.teacherToken.text, body([("due_at", nil), ("title", "Färger")]))
    #expect(endless.json["due_at"] == .null)
    let list = try await server.send(.get, path, token: server.teacherToken.text)
    #expect(list.json == ["homework": [endless.json, answer.json]])

    var event = XPEvent.test(1, of: student.studentID, delta: 12).json.object!
    event["homework_id"] = .id(id)
    _ = try await server.sync(student, [.object(event)])
    let open = try await server.send(.get, Route.homework, token: student.token)
    #expect(open.status == 200)
    let homework = try #require(Listing<Homework>(json: open.json)?.elements)
    #expect(homework.map(\.title) == ["Djur", "Färger"])
    #expect(homework.map(\.earnedXP) == [12, 0])
    #expect(homework[0].dueAt == Timestamp("2026-11-30T15:00:00Z"))
    let others = try await server.send(.get, Route.homework, token: stranger.token)
    #expect(others.json == ["homework": []])

    server.time.advance(seconds: 9 * 86_400)
    let later = try await server.send(.get, Route.homework, token: student.token)
    #expect(Listing<Homework>(json: later.json)?.elements.map(\.title) == ["Färger"])
    let piece = Route.homework(endless.json["id"]!.id!, of: schoolClass.id)
    #expect(try await server.send(.delete, piece, token: server.teacherToken.text).status == 204)
    #expect(try await server.send(.delete, piece, token: server.teacherToken.text).status == 404)
    let none = try await server.send(.get, Route.homework, token: student.token)
    #expect(none.json == ["homework": []])
  }

  static let bad: [(String, JSON?, String)] = [
    ("title", nil, "bad_title"), ("title", " ", "bad_title"), ("title", "a\u{0}b", "bad_title"),
    ("title", .invalidString, "bad_title"), ("title", 7, "bad_title"),
    ("title", .string(String(repeating: "å", count: 81)), "bad_title"),
    ("word_set_id", nil, "bad_reference"), ("word_set_id", .null, "bad_reference"),
    ("word_set_id", "animals", "bad_reference"), ("goal_xp", nil, "bad_goal"), ("goal_xp", 0, "bad_goal"),
    ("goal_xp", 1_000_001, "bad_goal"), ("goal_xp", .number("1.5"), "bad_goal"),
    ("goal_xp", "30", "bad_goal"),
    ("due_at", "tomorrow", "bad_time"), ("due_at", 5, "bad_time"), ("due_at", "infinity", "bad_time"),
    ("due_at", "2026-11-22T12:00:00Z", "bad_time"), ("due_at", "2020-01-01T00:00:00Z", "bad_time"),
  ]

  @Test("what is wrong with homework is named", arguments: bad.indices)
  func refusesBad(index: Int) async throws {
    let (key, value, code) = Self.bad[index]
    let server = try await TestServer()
    let path = Route.homework(of: try await server.makeClass().id)
    let text = body([(key, value == .invalidString ? "HERE" : value)]).description
      .replacing("\"HERE\"", with: #""\ud800""#)
    let answer = try await server.send(.post, path, token: server.teacherToken.text, body: text)
    #expect(answer.status == 400)
    #expect(answer.code == code)
    #expect(try await server.send(.get, path, token: server.teacherToken.text).json == ["homework": []])
  }

  @Test("a class has room for so much homework and no more")
  func limitsHomework() async throws {
    var limits = ServerLimits()
    limits.requestBurst = 1000
    let server = try await TestServer(limits: limits)
    let path = Route.homework(of: try await server.makeClass().id)
    for _ in 0..<Limit.homeworkPerClass {
      #expect(try await server.post(path, token: server.teacherToken.text, body()).status == 201)
    }
    let answer = try await server.post(path, token: server.teacherToken.text, body())
    #expect(answer.status == 409)
    #expect(answer.code == "too_much_homework")
  }
}
