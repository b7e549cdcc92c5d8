import Logging
import Primitives
import Store
import Synchronization
import TestScopes
import Testing
import Wire
import XP

@testable import API

/// The limits that only a real connection shows.
@Suite(.ownThread()) struct ConnectionTests {
  private func request(_ line: String, _ fields: String = "", body: String = "") -> String {
    "\(line) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n\(body)"
  }

  @Test("keep-alive and pipelining: answers in the order of the requests, each with the exact date")
  func pipelines() async throws {
    try await withServer { server, port in
      let connection = try RawConnection(port: port)
      connection.send(request("GET /healthz") + request("GET /nope") + request("GET /readyz"))
      connection.send(request("DELETE /healthz", "Connection: close\r\n"))
      let text = try #require(await connection.readToEnd())
      let statuses = text.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
      #expect(statuses == ["200", "404", "200", "405"])
      #expect(text.split(separator: "\r\n").filter { $0 == "Date: Sun, 22 Nov 2026 12:00:00 GMT" }.count == 4)
    }
  }

  @Test("every answer says which ledger's it is and what time it is there, also the HTTP layer's own")
  func marksAnswers() async throws {
    var limits = ServerLimits()
    (limits.connections, limits.requestTime) = (2, .milliseconds(200))
    try await withServer(limits: limits) { server, port in
      let requests = [
        request("GET /healthz", "Connection: close\r\n"), request("GET /nope", "Connection: close\r\n"),
        request("GET /board/", "Connection: close\r\n"),
        request("POST /api/xp-sync", "Connection: close\r\n"),
        request("GET /healthz", "X: \(String(repeating: "x", count: 20_000))\r\n"), "garbage\r\n\r\n",
        // Never ends.
        request("POST /api/join", "Content-Length: 9\r\n", body: "{"),
      ]
      var answers: [String] = []
      for text in requests {
        let connection = try RawConnection(port: port)
        connection.send(text)
        answers.append(try #require(await connection.readToEnd()))
      }
      let kept = try (0..<2).map { _ in try RawConnection(port: port) }
      for connection in kept { answers.append(await signIn(on: connection, server)) }
      answers.append(try #require(await RawConnection(port: port).readToEnd()))
      for answer in answers {
        let fields = answer.split(separator: "\r\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        let mark = LedgerMark { name in
          fields.first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }?.dropFirst(name.count + 2)
            .description
        }
        #expect(mark?.serverID == server.store.serverID, "\(answer.prefix(80))")
        #expect(mark?.time == server.time.now)
      }
      let statuses = answers.map { $0.dropFirst(9).prefix(3) }
      #expect(statuses == ["200", "404", "200", "401", "431", "400", "408", "200", "200", "503"])
    }
  }

  @Test(
    "what is not HTTP gets a problem with a body, and the end",
    arguments: ["garbage\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
  func refusesGarbage(garbage: String) async throws {
    try await withServer { _, port in
      let connection = try RawConnection(port: port)
      connection.send(garbage)
      let text = try #require(await connection.readToEnd())
      #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
      #expect(text.contains("application/problem+json"))
      #expect(text.contains(#""code":"malformed_request""#))
    }
  }

  @Test("a head beyond the limit is 431")
  func refusesLongHeads() async throws {
    try await withServer { _, port in
      let connection = try RawConnection(port: port)
      connection.send(request("GET /healthz", "X: \(String(repeating: "x", count: 20_000))\r\n"))
      #expect(try #require(await connection.readToEnd()).hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test("a body that promises too much is refused before it is sent, and the answer can be read")
  func refusesPromisedBodies() async throws {
    try await withServer { server, port in
      let connection = try RawConnection(port: port)
      let fields =
        "Authorization: Bearer \(try await server.makeStudent().token)\r\nContent-Length: 99999999\r\n"
      connection.send(request("POST /api/xp-sync", fields, body: "{"))
      let text = try #require(await connection.readToEnd())
      #expect(text.hasPrefix("HTTP/1.1 413 "))
      #expect(text.contains("body_too_large"))
    }
  }

  @Test(
    "a body in chunks is refused at the limit, whether a route reads it or not",
    arguments: ["/api/xp-sync", "/nope"])
  func refusesEndlessBodies(path: String) async throws {
    try await withServer { server, port in
      let connection = try RawConnection(port: port)
      let fields =
        "Authorization: Bearer \(try await server.makeStudent().token)\r\nTransfer-Encoding: chunked\r\n"
      connection.send(request("POST \(path)", fields))
      let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
      // The server goes away long before all of this could be sent.
      #expect(await connection.send(chunk, times: 1000) < 1000)
    }
  }

  @Test("a body in chunks below the limit is read")
  func readsChunks() async throws {
    try await withServer { server, port in
      let student = try await server.makeStudent()
      let connection = try RawConnection(port: port)
      let fields =
        "Authorization: Bearer \(student.token)\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
      connection.send(request("POST /api/xp-sync", fields))
      let body = JSON.object(["events": [XPEvent.test(1, of: student.studentID).json]]).description
      for character in body { connection.send("1\r\n\(character)\r\n") }
      connection.send("0\r\n\r\n")
      #expect(try #require(await connection.readToEnd()).contains(#""total_xp":10"#))
    }
  }

  @Test("a client that waits to be told to continue is told")
  func continues() async throws {
    try await withServer { server, port in
      let connection = try RawConnection(port: port)
      let body = #"{"name":"7B"}"#
      let fields =
        "Authorization: Bearer \(server.teacherToken.text)\r\nContent-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n"
      connection.send(request("POST /api/classes", fields))
      #expect(await connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue\r\n"))
      connection.send(body)
      #expect(await connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 201 "))
    }
  }

  @Test("a request that does not end in time is 408, and stores nothing")
  func dropsSlowRequests() async throws {
    var limits = ServerLimits()
    (limits.requestTime, limits.lingerTime) = (.milliseconds(200), .milliseconds(50))
    try await withServer(limits: limits) { server, port in
      let student = try await server.makeStudent()
      let connection = try RawConnection(port: port)
      let body = JSON.object(["events": [XPEvent.test(1, of: student.studentID).json]]).description
      let fields = "Authorization: Bearer \(student.token)\r\nContent-Length: \(body.utf8.count)\r\n"
      connection.send(request("POST /api/xp-sync", fields, body: String(body.dropLast())))
      #expect(try #require(await connection.readToEnd()).hasPrefix("HTTP/1.1 408 "))
      #expect(try await server.store.total(of: student.studentID).total == .zero)
    }
  }

  @Test("a connection without a request is ended, also one whose head trickles in")
  func dropsIdleConnections() async throws {
    var limits = ServerLimits()
    limits.idleTime = .milliseconds(200)
    try await withServer(limits: limits) { _, port in
      let (silent, trickling) = (try RawConnection(port: port), try RawConnection(port: port))
      // No request has come, so there is nothing to answer.
      let endless = "GET /healthz HTTP/1.1\r\nX: " + String(repeating: "x", count: 1000)
      #expect(await trickling.trickle(endless) == "")
      #expect(await silent.readToEnd() == "")
    }
  }

  @Test("one connection too many is answered 503, and the others go on")
  func limitsConnections() async throws {
    var limits = ServerLimits()
    (limits.connections, limits.lingerTime) = (1, .milliseconds(50))
    try await withServer(limits: limits) { server, port in
      let first = try RawConnection(port: port)
      #expect(await signIn(on: first, server).hasPrefix("HTTP/1.1 200 "))
      let second = try RawConnection(port: port)
      let refusal = try #require(await second.readToEnd())
      expectOverload(refusal)
      first.send(request("GET /healthz", "Connection: close\r\n"))
      let last = try #require(await first.readToEnd())
      #expect(last.hasPrefix("HTTP/1.1 200 ") && last.hasSuffix(Self.health))
    }
  }

  @Test("once a connection has ended there is room for another")
  func makesRoom() async throws {
    var limits = ServerLimits()
    (limits.connections, limits.lingerTime) = (1, .milliseconds(50))
    try await withServer(limits: limits) { _, port in
      let first = try RawConnection(port: port)
      first.send(request("GET /healthz", "Connection: close\r\n"))
      let last = try #require(await first.readToEnd())
      #expect(last.hasPrefix("HTTP/1.1 200 ") && last.hasSuffix(Self.health))
      // Until the server is done with the first it refuses the next, and does nothing else.
      for _ in 0..<5000 {
        let connection = try RawConnection(port: port)
        connection.send(request("GET /healthz", "Connection: close\r\n"))
        let text = try #require(await connection.readToEnd())
        guard text.hasPrefix("HTTP/1.1 200 ") else {
          expectOverload(text)
          continue
        }
        #expect(text.hasSuffix(Self.health))
        return
      }
      Issue.record("there is no room")
    }
  }

  @Test("far more connections than the limit are each answered 503, and the server goes on")
  func survivesFloods() async throws {
    var limits = ServerLimits()
    (limits.connections, limits.refusedConnections, limits.lingerTime) = (2, 2, .milliseconds(20))
    try await withServer(limits: limits) { server, port in
      let kept = try (0..<2).map { _ in try RawConnection(port: port) }
      for connection in kept { #expect(await signIn(on: connection, server).hasPrefix("HTTP/1.1 200 ")) }
      // More than may be refused at the same time wait for their turn.
      let flood = try (0..<60).map { _ in try RawConnection(port: port) }
      for connection in flood {
        let text = try #require(await connection.readToEnd())
        expectOverload(text)
      }
      for connection in kept {
        connection.send(request("GET /healthz"))
        #expect(await connection.read(until: Self.health).hasPrefix("HTTP/1.1 200 "))
      }
    }
  }

  @Test(
    "an address has its share of connections without a sign-in: one more ends the oldest that waits for nothing"
  )
  func sharesConnections() async throws {
    var limits = ServerLimits()
    limits.unauthenticatedPerAddress = 2
    try await withServer(limits: limits) { server, port in
      let pupil = try RawConnection(port: port)
      #expect(await signIn(on: pupil, server).hasPrefix("HTTP/1.1 200 "))
      var unauthenticated: [RawConnection] = []
      for _ in 0..<2 {
        // Answered before the next one is opened: loops of their own would else open the second one first.
        let connection = try RawConnection(port: port)
        connection.send(request("GET /healthz"))
        #expect(await connection.read(until: Self.health).hasPrefix("HTTP/1.1 200 "))
        unauthenticated.append(connection)
      }
      let third = try RawConnection(port: port)
      third.send(request("GET /healthz"))
      #expect(await third.read(until: Self.health).hasPrefix("HTTP/1.1 200 "))
      #expect(await unauthenticated[0].readToEnd() == "", "the oldest has ended")
      for connection in [unauthenticated[1], third, pupil] {
        connection.send(request("GET /healthz", "Connection: close\r\n"))
        #expect(try #require(await connection.readToEnd()).hasPrefix("HTTP/1.1 200 "))
      }
    }
  }

  @Test("a flood from one address leaves room for those who are signed in and for those who join")
  func survivesFloodFromOneAddress() async throws {
    var limits = ServerLimits()
    (limits.connections, limits.unauthenticatedPerAddress) = (16, 16)
    try await withServer(limits: limits) { server, port in
      let code = try await server.makeClass().code
      let pupil = try RawConnection(port: port)
      #expect(await signIn(on: pupil, server).hasPrefix("HTTP/1.1 200 "))
      var flood: [RawConnection] = []
      for round in 0..<20 {
        for number in 0..<10 {
          let connection = try RawConnection(port: port)
          // Some say nothing, some begin and never end, some ask and stay.
          if number % 3 == 1 {
            connection.send(request("POST /api/join", "Content-Length: 9\r\n", body: "{"))
          }
          if number % 3 == 2 { connection.send(request("GET /healthz")) }
          flood.append(connection)
        }
        let joining = try RawConnection(port: port)
        let body = #"{"class_code":"\#(code)","display_name":"P\#(round)","pin":"1234"}"#
        joining.send(
          request("POST /api/join", "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n", body: body)
        )
        #expect(try #require(await joining.readToEnd()).hasPrefix("HTTP/1.1 201 "))
        pupil.send(request("GET /healthz"))
        #expect(await pupil.read(until: Self.health).hasPrefix("HTTP/1.1 200 "))
      }
    }
  }

  @Test("one pupil's token does not take the connections of the others")
  func sharesConnectionsOfTokens() async throws {
    var limits = ServerLimits()
    limits.connectionsPerToken = 2
    try await withServer(limits: limits) { server, port in
      let connections = try (0..<3).map { _ in try RawConnection(port: port) }
      for connection in connections {
        #expect(await signIn(on: connection, server).hasPrefix("HTTP/1.1 200 "))
      }
      #expect(await connections[0].readToEnd() == "")
      connections[1].send(request("GET /healthz", "Connection: close\r\n"))
      #expect(try #require(await connections[1].readToEnd()).hasPrefix("HTTP/1.1 200 "))
    }
  }

  /// Has a request answered for the teacher; the answer.
  private func signIn(on connection: RawConnection, _ server: TestServer) async -> String {
    connection.send(request("GET /api/me", "Authorization: Bearer \(server.teacherToken.text)\r\n"))
    return await connection.read(until: #""server_id":"\#(server.store.serverID)"}"#)
  }

  /// How an answer of `/healthz` ends.
  private static let health = #""version":"\#(Release.version)"}"#

  /// Expects a whole answer that refuses a connection.
  private func expectOverload(_ answer: String) {
    #expect(answer.hasPrefix("HTTP/1.1 503 "))
    #expect(answer.contains("Retry-After: "))
    #expect(answer.contains("Connection: close\r\n"))
    #expect(answer.contains(#""code":"overloaded""#))
  }

  @Test(
    "HTTP/1.0 needs no host, and its connection ends with the answer",
    arguments: ["", "Connection: keep-alive\r\n"])
  func endsOldConnections(field: String) async throws {
    try await withServer { _, port in
      let connection = try RawConnection(port: port)
      connection.send("GET /healthz HTTP/1.0\r\n\(field)\r\n")
      #expect(try #require(await connection.readToEnd()).contains(" 200 OK\r\n"))
    }
  }

  @Test("HTTP/1.1 without a host is no request")
  func wantsHosts() async throws {
    try await withServer { _, port in
      let connection = try RawConnection(port: port)
      connection.send("GET /healthz HTTP/1.1\r\n\r\n")
      let text = try #require(await connection.readToEnd())
      #expect(text.hasPrefix("HTTP/1.1 400 "))
      #expect(text.contains("malformed_request"))
    }
  }

  @Test("an address in use is a sentence")
  func namesAddressInUse() async throws {
    try await withServer { server, port in
      await #expect(throws: ListenError(host: "127.0.0.1", port: port, code: 98)) {
        try await GlosaServer(services: server.services, logger: .silent).run(
          host: "127.0.0.1", port: port, mindsSignals: false, onListening: { _ in })
      }
    }
  }
}
