import HTTPTypes
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct AccessTests {
  /// The requests to operations that take that token, with ids of nothing in their paths.
  private static func requests(_ caller: Endpoint.Caller) throws -> [(HTTPRequest.Method, String)] {
    try Endpoint.all.filter { $0.caller == caller }.map { endpoint in
      (
        try #require(HTTPRequest.Method(rawValue: endpoint.method.rawValue)),
        endpoint.path(.test(2), .test(3))
      )
    }
  }

  @Test("the server answers every operation that is declared, and nothing else")
  func answersAll() async throws {
    let names = try await TestServer().responder.routes.names.map { "\($0.method) \($0.pattern)" }
    #expect(names.sorted() == Endpoint.all.map { "\($0.method.rawValue) \($0.path)" }.sorted())
    #expect(Set(Endpoint.all).count == Endpoint.all.count)
  }

  @Test("without a known token every route but the open ones is 401 and says Bearer")
  func wantsTokens() async throws {
    let server = try await TestServer()
    for (method, path) in try [.student, .teacher, .account].flatMap({ try Self.requests($0) }) {
      for token in [nil, "", "x", String(repeating: "0", count: 64), String(repeating: "y", count: 10_000)] {
        let answer = try await server.send(method, path, token: token)
        #expect(answer.status == 401)
        #expect(answer.code == "unauthorized")
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
    }
  }

  @Test("a teacher's token is not a student's, nor the other way round")
  func separatesRoles() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    for (method, path) in try Self.requests(.student) {
      let answer = try await server.send(method, path, token: server.teacherToken.text, body: "{}")
      #expect(answer.status == 403)
      #expect(answer.code == "not_a_student")
    }
    for (method, path) in try Self.requests(.teacher) {
      let answer = try await server.send(method, path, token: student.token, body: "{}")
      #expect(answer.status == 403)
      #expect(answer.code == "not_a_teacher")
    }
  }

  @Test("the scheme's name is read in any case; other schemes are none")
  func readsSchemes() {
    #expect(BearerToken.inAuthorization("bEaReR abc") == "abc")
    #expect(BearerToken.inAuthorization("Bearer   abc") == "abc")
    for field in ["", "Bearer", "Bearer ", "Basic abc", "abc"] {
      #expect(BearerToken.inAuthorization(field) == nil)
    }
  }

  @Test("the open routes answer; HEAD is GET without the body")
  func answersOpenRoutes() async throws {
    let server = try await TestServer()
    for path in [Route.healthz, Route.readyz, Route.metrics, Route.openapi] {
      #expect(try await server.send(.get, path).status == 200)
      let head = try await server.send(.head, path)
      #expect(head.status == 200)
      #expect(head.text.isEmpty)
    }
    try await server.store.close()
    #expect(try await server.send(.get, Route.healthz).status == 200)
    let answer = try await server.send(.get, Route.readyz)
    #expect(answer.status == 503)
    #expect(answer.headers[.retryAfter] != nil)
  }

  @Test("an unknown path is 404 and a wrong method 405 with what is allowed")
  func namesMethods() async throws {
    let server = try await TestServer()
    for path in ["/x", "/api", "/api/me/", "/API/ME", "/api/xp-sync/x", "/healthz%00", "/../etc/passwd"] {
      let answer = try await server.send(.get, path)
      #expect(answer.status == 404)
      #expect(answer.code == "not_found")
    }
    let wrong: [(HTTPRequest.Method, String, String)] = [
      (.get, Route.xpSync, "POST"), (.post, Route.xpTotal, "GET, HEAD"),
      (.put, Route.classes, "GET, HEAD, POST"),
      (.patch, Route.session, "DELETE"), (.get, Route.join, "POST"), (.delete, Route.healthz, "GET, HEAD"),
      (.init("BREW")!, Route.me, "GET, HEAD"), (.head, Route.join, "POST"),
    ]
    for (method, path, allowed) in wrong {
      let answer = try await server.send(method, path)
      #expect(answer.status == 405)
      #expect(answer.headers[.allow] == allowed)
      if method != .head { #expect(answer.code == "method_not_allowed") }
    }
  }

  @Test("no error repeats a token, a PIN, SQL or a path")
  func keepsSecrets() async throws {
    let server = try await TestServer()
    let code = try await server.makeClass().code
    _ = try await server.join(code, "Ada", pin: "4711")
    let token = String(repeating: "deadbeef", count: 8)
    let answers = [
      try await server.join(code, "Ada", pin: "8086"), try await server.send(.get, Route.me, token: token),
      try await server.join(code, "Ada", pin: "80x86"),
    ]
    try await server.store.close()
    let broken = try await server.send(.get, Route.me, token: token)
    #expect(broken.status == 503)
    for answer in answers + [broken] {
      #expect(answer.status >= 400)
      for secret in ["8086", "80x86", token, "SELECT", "sqlite", "/tmp"] {
        #expect(!answer.text.contains(secret))
      }
    }
  }

  @Test("more requests at the same time than the limit are told to come back")
  func limitsRequests() async throws {
    var limits = ServerLimits()
    limits.requests = 0
    let server = try await TestServer(limits: limits)
    let answer = try await server.send(.get, Route.me, token: server.teacherToken.text)
    #expect(answer.status == 503)
    #expect(answer.code == "overloaded")
    #expect(answer.headers[.retryAfter] != nil)
    #expect(try await server.send(.get, Route.healthz).status == 200)
  }
}
