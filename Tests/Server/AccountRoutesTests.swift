import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct AccountRoutesTests {
  @Test("a new pupil gets an id and a token; the same name and PIN on another device the same id")
  func joins() async throws {
    let server = try await TestServer()
    let schoolClass = try await server.makeClass()
    let first = try await server.join(schoolClass.code, " Åsa ")
    #expect(first.status == 201)
    #expect(first.json["class"] == ["id": .id(schoolClass.id), "name": "7B"])
    // Lower case, and the ring as a mark of its own.
    let second = try await server.join(schoolClass.code.lowercased(), "a\u{30A}SA")
    #expect(second.status == 200)
    #expect(second.json["student_id"] == first.json["student_id"])
    #expect(second.json["token"] != first.json["token"])
    for answer in [first, second] {
      let me = try await server.send(.get, Route.me, token: answer.json["token"]?.string)
      #expect(me.status == 200)
      #expect(
        me.json == [
          "id": first.json["student_id"]!, "role": "student", "display_name": "Åsa",
          "classes": [["id": .id(schoolClass.id), "name": "7B"]], "server_id": .id(server.store.serverID),
        ])
      #expect(answer.json["server_id"] == .id(server.store.serverID))
    }
  }

  @Test("the id of the local profile is taken once, and only while nobody has it")
  func takesProposedIDs() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    #expect(try await server.join(code, "Ada", id: .id(.test(5))).json["student_id"] == .id(.test(5)))
    let other = try await server.join(code, "Bo", id: .id(.test(5)))
    #expect(other.status == 201)
    #expect(other.json["student_id"] != .id(.test(5)))
    #expect(try await server.join(code, "Cy", id: "nonsense").status == 201)
    let again = try await server.join(code, "Ada", id: .id(.test(6)))
    #expect(again.json["student_id"] == .id(.test(5)))
  }

  @Test("the same name in two classes is two pupils")
  func separatesClasses() async throws {
    let server = try await TestServer()
    let one = try await server.join(server.makeClass().code, "Ada", pin: "1111")
    let other = try await server.join(server.makeClass().code, "Ada", pin: "2222")
    #expect(other.status == 201)
    #expect(one.json["student_id"] != other.json["student_id"])
  }

  @Test("many devices joining under a new name at once become one pupil")
  func joinsAtOnce() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    let answers = try await withThrowingTaskGroup { group in
      for _ in 0..<5 { group.addTask { try await server.join(code, "Ada") } }
      return try await group.reduce(into: [Answer]()) { $0.append($1) }
    }
    #expect(answers.map(\.status).sorted() == [200, 200, 200, 200, 201])
    #expect(Set(answers.map { $0.json["student_id"]! }).count == 1)
  }

  static let bad: [(JSON, Int, String)] = [
    (["display_name": "Ada", "pin": "1234"], 400, "malformed_json"), ([], 400, "malformed_json"),
    (["class_code": "ZZZZZZ", "display_name": "Ada", "pin": "1234"], 404, "no_such_class"),
    (["class_code": "", "display_name": "Ada", "pin": "1234"], 404, "no_such_class"),
    (["class_code": "CODE", "display_name": "Ada", "pin": "123"], 400, "bad_pin"),
    (["class_code": "CODE", "display_name": "Ada", "pin": "1234567890123"], 400, "bad_pin"),
    (["class_code": "CODE", "display_name": "Ada", "pin": "12a4"], 400, "bad_pin"),
    (["class_code": "CODE", "display_name": "Ada", "pin": "١٢٣٤"], 400, "bad_pin"),
    (["class_code": "CODE", "display_name": "Ada", "pin": 1234], 400, "bad_pin"),
    (["class_code": "CODE", "display_name": "Ada"], 400, "bad_pin"),
    (["class_code": "CODE", "pin": "1234"], 400, "bad_name"),
    (["class_code": "CODE", "display_name": "  ", "pin": "1234"], 400, "bad_name"),
    (["class_code": "CODE", "display_name": "A\u{7}da", "pin": "1234"], 400, "bad_name"),
    (["class_code": "CODE", "display_name": "A\u{202E}da", "pin": "1234"], 400, "bad_name"),
    (["class_code": "CODE", "display_name": "A\nda", "pin": "1234"], 400, "bad_name"),
    (
      ["class_code": "CODE", "display_name": .string(String(repeating: "å", count: 41)), "pin": "1234"], 400,
      "bad_name"
    ),
  ]

  @Test("what is wrong with a join is named", arguments: bad.indices)
  func refusesJoins(index: Int) async throws {
    let (body, status, code) = Self.bad[index]
    let server = try await TestServer()
    let classCode = try await server.makeClass().code
    let text = body.description.replacing("CODE", with: classCode)
    let answer = try await server.send(.post, Route.join, body: text)
    #expect(answer.status == status)
    #expect(answer.code == code)
  }

  @Test("names of 1 and of 40 characters and PINs of 4 and of 12 digits are good")
  func acceptsLimits() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    let long = String(repeating: "å", count: 40)
    for (name, pin) in [("A", "0000"), (long, "123456789012"), ("👩‍🏫 Ms D'Arc-Öz", "1234")] {
      #expect(try await server.join(code, name, pin: pin).status == 201)
    }
  }

  @Test("five wrong PINs for a name, then 429 even for the right one, until a minute has passed")
  func limitsPINs() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    _ = try await server.join(code, "Ada")
    for _ in 0..<5 {
      let answer = try await server.join(code, "ada", pin: "9999")
      #expect(answer.status == 401)
      #expect(answer.code == "wrong_pin")
      server.time.advance(seconds: 2)
    }
    let refused = try await server.join(code, "ADA")
    #expect(refused.status == 429)
    #expect(refused.headers[.retryAfter] == "58")
    #expect(try await server.join(code, "Bo").status == 201, "another name is not kept waiting")
    server.time.advance(seconds: 58)
    #expect(try await server.join(code, "Ada").status == 200)
  }

  @Test("right PINs are never counted")
  func countsOnlyWrongPINs() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    for _ in 0..<20 { #expect(try await server.join(code, "Ada").status < 300) }
  }

  @Test("twenty guesses at the same time are still five")
  func limitsConcurrentPINs() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    _ = try await server.join(code, "Ada")
    let statuses = try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask { try await server.join(code, "Ada", pin: "\(5000 + number)").status }
      }
      return try await group.reduce(into: [Int]()) { $0.append($1) }
    }
    #expect((1...5).contains(statuses.count { $0 == 401 }))
    #expect(statuses.allSatisfy { [401, 429, 503].contains($0) })
  }

  @Test("a signed-out token is dead, and only that one")
  func signsOut() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    let one = try await server.join(code, "Ada").json["token"]!.string!
    let other = try await server.join(code, "Ada").json["token"]!.string!
    let answer = try await server.send(.delete, Route.session, token: one)
    #expect(answer.status == 204)
    #expect(answer.text.isEmpty)
    #expect(try await server.send(.get, Route.me, token: one).status == 401)
    #expect(try await server.send(.delete, Route.session, token: one).status == 401)
    #expect(try await server.send(.get, Route.me, token: other).status == 200)
  }

  @Test("a teacher makes classes with codes that nobody reads wrongly, and sees their own")
  func makesClasses() async throws {
    let server = try await TestServer()
    let first = try await server.makeClass("7B")
    server.time.advance(seconds: 1)
    let classes = [first, try await server.makeClass("8A Åk")]
    for one in classes {
      #expect(one.code.count == 6)
      #expect(!one.code.contains { "01OIL".contains($0) || $0.isLowercase })
    }
    let list = try await server.send(.get, Route.classes, token: server.teacherToken.text)
    #expect(list.status == 200)
    #expect(list.json == ["classes": .array(classes.map(\.json))])
    let me = try await server.send(.get, Route.me, token: server.teacherToken.text)
    #expect(me.json["role"] == "teacher")
    #expect(me.json["classes"]?.array?.count == 2)
    for body in [[:], ["name": ""], ["name": 7], ["name": "a\u{0}b"]] as [JSON] {
      let answer = try await server.post(Route.classes, token: server.teacherToken.text, body)
      #expect(answer.status == 400)
      #expect(answer.code == "bad_name")
    }
  }
}
