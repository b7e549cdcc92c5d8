import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

/// What hostile or unlucky requests to join are answered.
@Suite(.ownThread()) struct JoiningTests {
  @Test("a body of endless marks is answered at once")
  func isQuick() async throws {
    let server = try await TestServer()
    let marks = "a" + String(repeating: "\u{301}\u{327}", count: 250_000)
    for _ in 0..<2 {
      #expect(try await server.send(.post, Route.join, body: "{\"\(marks)\":1}").status == 400)
    }
    let name: JSON = ["class_code": "ABCDEF", "display_name": .string(marks), "pin": "1234"]
    #expect(try await server.post(Route.join, name).code == "bad_name")
    let code: JSON = ["class_code": .string(marks), "display_name": "Ada", "pin": "1234"]
    #expect(try await server.post(Route.join, code).code == "no_such_class")
    #expect(try await server.send(.get, "/\(marks)").status == 414)
    #expect(try await server.send(.get, "/api/me", token: marks).status == 401)
  }

  @Test("right PINs at the same time are let in or told to come back, and are never wrong")
  func countsOnlyWrongPINs() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    _ = try await server.join(code, "Ada")
    let answers = try await withThrowingTaskGroup { group in
      for _ in 0..<40 { group.addTask { try await server.join(code, "Ada") } }
      return try await group.reduce(into: [Answer]()) { $0.append($1) }
    }
    #expect(answers.contains { $0.status == 200 })
    for answer in answers where answer.status != 200 {
      #expect(answer.status == 503)
      #expect(answer.code == "overloaded")
      #expect(answer.headers[.retryAfter] == "1")
    }
    #expect(try await server.join(code, "Ada").status == 200)
  }

  @Test(
    "a name that shows nothing is no name",
    arguments: [
      "\u{200B}", "\u{3164}", "\u{115F}", "\u{301}", "\u{FE0F}", "\u{2800}", "\u{200D}\u{E0041}", "\u{FFFE}",
      "A\u{FFFF}",
      "\u{1FFFE}", "\u{AD} \u{2060}", "\u{A0}\u{301}",
    ])
  func refusesEmptyNames(name: String) async throws {
    #expect(PersonName(name) == nil)
    let server = try await TestServer()
    #expect(try await server.join(server.makeClass().code, name).code == "bad_name")
  }

  @Test("forty families of emoji are a name, and eighty are a class's")
  func acceptsLongClusters() async throws {
    let server = try await TestServer()
    let family = "👨‍👩‍👧‍👦"
    #expect(family.utf8.count == 25)
    let code = try await server.makeClass(String(repeating: family, count: 80)).code
    #expect(try await server.join(code, String(repeating: family, count: 40)).status == 201)
    #expect(try await server.join(code, String(repeating: family, count: 41)).code == "bad_name")
    #expect(PersonName("a" + String(repeating: "\u{301}", count: 640)) == nil)
  }

  @Test("only six characters of the alphabet are a class's code")
  func wantsWholeCodes() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    for wrong in [
      code + "\u{0}", "\u{0}" + code, code + "A", String(code.dropLast()), code + "\u{301}", "ſſſſſſ",
      "ß23456",
    ] {
      #expect(try await server.join(wrong, "Ada").code == "no_such_class")
    }
    #expect(try await server.join(" \(code.lowercased())\u{A0}", "Ada").status == 201)
  }

  @Test("a full class takes nobody new, and those who are in may come again")
  func capsClasses() async throws {
    var limits = ServerLimits()
    limits.studentsPerClass = 1
    let server = try await TestServer(limits: limits)
    let code = try await server.makeClass().code
    #expect(try await server.join(code, "Ada").status == 201)
    for _ in 0..<6 {
      let answer = try await server.join(code, "Bo")
      #expect(answer.status == 409)
      #expect(answer.code == "class_full")
    }
    #expect(try await server.join(code, "Ada").status == 200)
  }

  @Test("a student has so many tokens at most; the newest stay good")
  func capsTokens() async throws {
    var limits = ServerLimits()
    limits.tokensPerStudent = 2
    let server = try await TestServer(limits: limits)
    let code = try await server.makeClass().code
    var tokens: [String] = []
    for _ in 0..<4 {
      tokens.append(try await server.join(code, "Ada").json["token"]!.string!)
      server.time.advance(seconds: 1)
    }
    var statuses: [Int] = []
    for token in tokens { statuses.append(try await server.send(.get, Route.me, token: token).status) }
    #expect(statuses == [401, 401, 200, 200])
  }
}
