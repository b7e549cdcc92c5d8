import TestScopes
import TestSupport
import Testing
import Transport

/// The fault proxy does what it says, with the real client on one side and a real server on the other.
@Suite(.ownThread()) struct TransportProxyTests {
  private let server: LoopbackServer
  private let proxy: FaultProxy
  private let body = Array("0123456789".utf8)

  init() throws {
    server = try LoopbackServer { _ in [.forever([.readRequest, .echo])] }
    proxy = try FaultProxy(target: server.port)
  }

  private var request: HTTPRequest {
    HTTPRequest(method: "POST", url: proxy.url("/p"), body: body, timeout: .seconds(5))
  }

  @Test("without a fault bytes pass, over one connection")
  func passes() throws {
    let transport = CurlTransport()
    for _ in 0..<3 { #expect(try transport.response(to: request).body == body) }
    #expect(proxy.accepted == 1)
    #expect(server.record.current.requests.count == 3)
  }

  @Test("a cut wire refuses, ends what is open, and can be mended on the same port, again and again")
  func refuses() throws {
    let transport = CurlTransport()
    for _ in 0..<3 {
      #expect(try transport.response(to: request).status == 200)
      proxy.set(.refuse)
      #expect(throws: TransportError.self) { try transport.response(to: request) }
      #expect(throws: TransportError.self) { try transport.response(to: request) }
      proxy.set(.none)
    }
    #expect(try transport.response(to: request).status == 200)
  }

  @Test("a black hole swallows new and open connections; after it the swallowed ones are reset")
  func swallows() throws {
    let transport = CurlTransport()
    #expect(try transport.response(to: request).status == 200)
    proxy.set(.blackHole)
    var short = request
    short.timeout = .milliseconds(100)
    #expect(throws: TransportError.timedOut) { try transport.response(to: short) }
    #expect(throws: TransportError.timedOut) { try transport.response(to: short) }
    let pending = PendingResponse()
    var long = request
    long.timeout = .seconds(30)
    transport.send(long, completion: pending.complete)
    #expect(throws: TransportError.timedOut) { try transport.response(to: short) }
    proxy.set(.none)
    guard case .failure(.connectionLost) = try pending.result() else {
      Issue.record("the swallowed connection was not reset")
      return
    }
    #expect(try transport.response(to: request).status == 200)
    #expect(server.record.current.requests.count == 2)
  }

  @Test("a request cut at any byte never reaches the server whole, and the client knows")
  func cutsRequests() throws {
    #expect(try CurlTransport().response(to: request).status == 200)
    let size = server.record.current.requests[0].head.utf8.count + body.count
    for length in 0..<size {
      proxy.set(.resetRequest(after: length), times: 1)
      #expect(throws: TransportError.self, "cut after \(length)") {
        try CurlTransport().response(to: request)
      }
    }
    #expect(server.record.current.requests.count == 1)
    #expect(try CurlTransport().response(to: request).status == 200)
  }

  @Test("an answer cut at any byte was given, and is no response", arguments: [true, false])
  func cutsAnswers(isReset: Bool) throws {
    let size = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".utf8.count + body.count
    for length in 0..<size {
      proxy.set(isReset ? .resetAnswer(after: length) : .truncateAnswer(after: length), times: 1)
      #expect(throws: TransportError.self, "cut after \(length)") {
        try CurlTransport().response(to: request)
      }
    }
    #expect(server.record.wait { $0.requests.count == size })
    #expect(try CurlTransport().response(to: request).body == body)
  }

  @Test("a doubled request reaches the server twice and is answered once")
  func doubles() throws {
    proxy.set(.duplicateRequest)
    let response = try CurlTransport().response(to: request)
    #expect(response.body == body)
    let requests = server.record.current.requests
    #expect(requests.count == 2)
    #expect(requests[0].head == requests[1].head)
    #expect(requests[0].body == requests[1].body)
  }

  @Test("an answer of its own is given without the server")
  func answers() throws {
    proxy.set(.answer(Array("HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n".utf8)), times: 1)
    #expect(try CurlTransport().response(to: request).status == 500)
    #expect(server.record.current.requests.isEmpty)
    #expect(try CurlTransport().response(to: request).status == 200)
  }

  @Test("open connections can be dropped without cutting the wire")
  func drops() throws {
    let transport = CurlTransport()
    #expect(try transport.response(to: request).status == 200)
    proxy.dropConnections()
    #expect(server.record.wait { $0.ended == 1 })
    #expect(try transport.response(to: request).status == 200)
    #expect(proxy.accepted == 2)
  }
}
