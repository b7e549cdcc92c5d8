import Glibc
import TestScopes
import TestSupport
import Testing
import Transport

@Suite(.ownThread()) struct TransportCurlTests {
  @Test("three requests one after the other use one connection")
  func keepsConnectionAlive() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<3 {
      let response = try transport.response(to: HTTPRequest(url: server.url("/a")))
      #expect(response.status == 200)
      #expect(response.body == Array("hello".utf8))
    }
    #expect(server.record.current.connections == 1)
    #expect(server.record.current.requests.count == 3)
  }

  @Test("after a change of network the next request uses a new connection")
  func forgetsConnections() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    _ = try transport.response(to: HTTPRequest(url: server.url()))
    transport.networkChanged()
    _ = try transport.response(to: HTTPRequest(url: server.url()))
    #expect(server.record.current.connections == 2)
    #expect(server.record.wait { $0.ended >= 1 })
  }

  @Test("a request is never overlooked while the connections before it are being forgotten")
  func wakesAfterForgetting() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<200 {
      transport.networkChanged()
      let response = try transport.response(to: HTTPRequest(url: server.url()))
      #expect(response.status == 200)
    }
  }

  @Test("after a change of network no kept connection is used while an older request is still under way")
  func forgetsConnectionsWhileBusy() throws {
    let gate = Gate()
    let server = try LoopbackServer { connection in
      connection == 0 ? [.readRequest, .wait(gate)] : [.answer("hello")]
    }
    defer { server.stop() }
    defer { gate.open() }
    let transport = CurlTransport()
    let hanging = PendingResponse()
    transport.send(HTTPRequest(url: server.url()), completion: hanging.complete)
    #expect(server.record.wait { $0.requests.count == 1 })
    _ = try transport.response(to: HTTPRequest(url: server.url()))
    transport.networkChanged()
    _ = try transport.response(to: HTTPRequest(url: server.url()))
    #expect(server.record.current.connections == 3)
  }

  @Test("a body arrives byte for byte, in one piece with its header fields and without Expect")
  func sendsBody() throws {
    let server = try LoopbackServer { _ in [.readRequest, .echo] }
    defer { server.stop() }
    let body = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
    let request = HTTPRequest(
      method: "POST", url: server.url("/api/xp-sync"),
      headers: [
        HTTPHeader("Content-Type", "application/json"), HTTPHeader("Authorization", "Bearer t"),
        HTTPHeader("X-Empty", ""),
      ], body: body)
    let response = try CurlTransport(userAgent: "probe/1").response(to: request)
    #expect(response.body == body)
    let lines = server.record.current.requests[0].lines
    #expect(lines[0] == "POST /api/xp-sync HTTP/1.1")
    #expect(lines.contains("User-Agent: probe/1"))
    #expect(lines.contains("Content-Type: application/json"))
    #expect(lines.contains("Authorization: Bearer t"))
    #expect(lines.contains("X-Empty:"))
    #expect(!lines.contains { $0.lowercased().hasPrefix("expect") })
  }

  @Test(
    "the method is the one asked for, with a length where there is a body and no type that nobody named",
    arguments: [
      ("GET", nil, nil), ("DELETE", nil, nil), ("POST", nil, "0"), ("POST", [], "0"), ("PUT", [1, 2], "2"),
      ("PATCH", [1], "1"),
    ] as [(String, [UInt8]?, String?)])
  func sendsMethod(method: String, body: [UInt8]?, length: String?) throws {
    let server = try LoopbackServer { _ in [.answer("")] }
    defer { server.stop() }
    _ = try CurlTransport().response(to: HTTPRequest(method: method, url: server.url(), body: body))
    let lines = server.record.current.requests[0].lines
    #expect(lines[0] == "\(method) / HTTP/1.1")
    #expect(lines.first { $0.hasPrefix("Content-Length: ") }?.dropFirst(16) == length.map { $0[...] })
    #expect(!lines.contains { $0.hasPrefix("Content-Type") })
  }

  @Test("HEAD has a header and no body, whatever length is declared")
  func sendsHead() throws {
    let server = try LoopbackServer { _ in
      [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), .hang]
    }
    defer { server.stop() }
    let response = try CurlTransport().response(to: HTTPRequest(method: "HEAD", url: server.url()))
    #expect(response == HTTPResponse(status: 200, headers: [HTTPHeader("Content-Length", "5")]))
  }

  @Test("every status is an answer", arguments: [200, 204, 304, 400, 401, 404, 422, 429, 500, 503])
  func answersWithAnyStatus(status: Int) throws {
    let length = status == 204 || status == 304 ? "" : "Content-Length: 0\r\n"
    let server = try LoopbackServer { _ in
      [.readRequest, .send("HTTP/1.1 \(status) X\r\n\(length)Retry-After: 7\r\n\r\n"), .hang]
    }
    defer { server.stop() }
    let response = try CurlTransport().response(to: HTTPRequest(url: server.url()))
    #expect(response.status == status)
    #expect(response.header("retry-after") == "7")
    #expect(response.body.isEmpty)
  }

  @Test("of repeated header fields the last one counts, and all are kept as written")
  func keepsHeaders() throws {
    let server = try LoopbackServer { _ in
      [
        .readRequest,
        .send("HTTP/1.1 103 Early Hints\r\nX-A: early\r\n\r\n"),
        .send("HTTP/1.1 200 OK\r\nX-a:  1 \r\nX-A: 2\r\nX-Folded: a\r\n  b\r\nContent-Length: 0\r\n\r\n"),
      ]
    }
    defer { server.stop() }
    let response = try CurlTransport().response(to: HTTPRequest(url: server.url()))
    #expect(response.header("x-A") == "2")
    #expect(
      response.headers == [
        HTTPHeader("X-a", "1"), HTTPHeader("X-A", "2"), HTTPHeader("X-Folded", "a b"),
        HTTPHeader("Content-Length", "0"),
      ])
  }

  @Test("a chunked answer is put together, its trailer left out")
  func readsChunks() throws {
    let server = try LoopbackServer { _ in
      [
        .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        .send("6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"), .hang,
      ]
    }
    defer { server.stop() }
    let response = try CurlTransport().response(to: HTTPRequest(url: server.url()))
    #expect(response.body == Array("hello world".utf8))
    #expect(response.header("X-Trailer") == nil)
  }

  @Test("a redirect is an answer: the token goes nowhere else", arguments: [301, 302, 303, 307, 308])
  func followsNoRedirect(status: Int) throws {
    let other = try LoopbackServer { _ in [.answer("stolen")] }
    defer { other.stop() }
    let location = other.url("/there")
    let server = try LoopbackServer { _ in
      [
        .readRequest, .send("HTTP/1.1 \(status) X\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"),
        .hang,
      ]
    }
    defer { server.stop() }
    let request = HTTPRequest(url: server.url(), headers: [HTTPHeader("Authorization", "Bearer secret")])
    let response = try CurlTransport().response(to: request)
    #expect(response.status == status)
    #expect(response.header("Location") == location)
    #expect(other.record.current.connections == 0)
    #expect(server.record.current.requests.count == 1)
  }

  @Test("cookies are not kept")
  func keepsNoCookies() throws {
    let server = try LoopbackServer { _ in
      [.forever([.readRequest, .send("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")])]
    }
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<2 { _ = try transport.response(to: HTTPRequest(url: server.url())) }
    #expect(!server.record.current.requests[1].head.lowercased().contains("cookie"))
  }

  @Test("many requests at once are each answered with their own body")
  func sendsManyAtOnce() throws {
    let server = try LoopbackServer { _ in [.forever([.readRequest, .echo])] }
    defer { server.stop() }
    let transport = CurlTransport()
    let requests = (0..<24).map { number in
      let pending = PendingResponse()
      let body = Array("number \(number)".utf8)
      transport.send(
        HTTPRequest(method: "POST", url: server.url(), body: body), completion: pending.complete)
      return (pending, body)
    }
    for (pending, body) in requests { #expect(try pending.result().get().body == body) }
  }

  @Test("the connection is closed in a process started meanwhile")
  func closesOnExec() throws {
    let server = try LoopbackServer { _ in [.readRequest, .hang] }
    defer { server.stop() }
    let transport = CurlTransport()
    transport.send(HTTPRequest(url: server.url())) { _ in }
    #expect(server.record.wait { $0.requests.count == 1 })
    let flags = (0..<4096).filter { peerPort(of: $0) == server.port }.map { fcntl($0, F_GETFD) }
    #expect(flags == [FD_CLOEXEC])
  }

  /// The port that a socket of this process is connected to.
  private func peerPort(of descriptor: Int32) -> UInt16? {
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { getpeername(descriptor, $0.baseAddress, &size) }
    }
    return status == 0 && address.sin_family == AF_INET ? UInt16(bigEndian: address.sin_port) : nil
  }

  @Test("a request sent by a completion is answered")
  func sendsFromCompletion() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    let second = PendingResponse()
    let url = server.url()
    transport.send(HTTPRequest(url: url)) { _ in
      transport.send(HTTPRequest(url: url), completion: second.complete)
    }
    #expect(try second.result().get().status == 200)
    #expect(server.record.current.connections == 1)
  }
}

/// The result of a request sent, to wait for; counts how often it came.
final class PendingResponse: Sendable {
  private let results = Watched<[Result<HTTPResponse, TransportError>]>([])

  var complete: @Sendable (Result<HTTPResponse, TransportError>) -> Void {
    { [results] result in results.update { $0.append(result) } }
  }

  var count: Int { results.current.count }

  func result() throws -> Result<HTTPResponse, TransportError> {
    try #require(results.wait { !$0.isEmpty }, "the completion was not called")
    return results.current[0]
  }
}
