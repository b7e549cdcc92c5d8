import Glibc
import Languages
import TestScopes
import TestSupport
import Testing
import Transport

@Suite(.ownThread()) struct TransportFaultTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello"

  @Test("an answer reset or closed before its last byte is never a response", arguments: [true, false])
  func wantsWholeAnswer(isReset: Bool) throws {
    let bytes = Array(Self.answer.utf8)
    let server = try LoopbackServer { connection in
      let part = Array(bytes.prefix(connection))
      return [.readRequest, .send(part)] + (isReset ? [.reset] : [])
    }
    defer { server.stop() }
    // A transport each: a connection that was refused once must not count as one used again.
    for length in 0...bytes.count {
      let result = Result { () throws(TransportError) in
        try CurlTransport().response(to: HTTPRequest(url: server.url()))
      }
      if length == bytes.count {
        #expect(try result.get().body == Array("hello".utf8))
      } else {
        guard case .failure(.connectionLost) = result else {
          Issue.record("cut after \(length) bytes: \(result)")
          continue
        }
      }
    }
    #expect(server.record.current.connections == bytes.count + 1)
  }

  @Test("a chunked answer that ends before its last chunk is never a response")
  func wantsLastChunk() throws {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let bytes = Array("\(head)5\r\nhello\r\n0\r\n\r\n".utf8)
    let server = try LoopbackServer { [.readRequest, .send(Array(bytes.prefix($0)))] }
    defer { server.stop() }
    for length in 0..<bytes.count - 4 {
      #expect(throws: TransportError.self, "cut after \(length) bytes") {
        try CurlTransport().response(to: HTTPRequest(url: server.url()))
      }
    }
  }

  @Test("a request whose server is not there is unreachable")
  func isRefused() throws {
    let server = try LoopbackServer { _ in [] }
    let proxy = try FaultProxy(target: server.port)
    proxy.set(.refuse)
    defer { server.stop() }
    guard case .unreachable = failure(of: HTTPRequest(url: proxy.url())) else {
      Issue.record("not unreachable")
      return
    }
  }

  @Test("a host that has no address is unreachable")
  func isUnknown() {
    guard case .unreachable = failure(of: HTTPRequest(url: "http://no-such-host.invalid/")) else {
      Issue.record("not unreachable")
      return
    }
  }

  @Test("an address where connections never open is unreachable; too short a request can only time out")
  func neverOpens() throws {
    let silent = try FullListener()
    defer { silent.close() }
    guard case .unreachable = failure(of: HTTPRequest(url: silent.url, timeout: .seconds(15))) else {
      Issue.record("not unreachable")
      return
    }
    #expect(failure(of: HTTPRequest(url: silent.url, timeout: .milliseconds(100))) == .timedOut)
  }

  @Test(
    "a server that does not answer, or stops in the middle, times out",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe"])
  func timesOut(beginning: String) throws {
    let gate = Gate()
    let server = try LoopbackServer { _ in [.readRequest, .send(beginning), .wait(gate)] }
    defer { server.stop() }
    let clock = ContinuousClock()
    let start = clock.now
    let error = failure(of: HTTPRequest(url: server.url(), timeout: .milliseconds(150)))
    #expect(error == .timedOut)
    // Not sooner; and the server has neither said more nor gone away meanwhile.
    #expect(start.duration(to: clock.now) >= .milliseconds(140))
    #expect(server.record.current.ended == 0)
    gate.open()
  }

  @Test("a request without time times out at once")
  func hasNoTime() throws {
    let server = try LoopbackServer { _ in [.readRequest, .hang] }
    defer { server.stop() }
    #expect(failure(of: HTTPRequest(url: server.url(), timeout: .zero)) == .timedOut)
    #expect(failure(of: HTTPRequest(url: server.url(), timeout: .seconds(-5))) == .timedOut)
  }

  @Test(
    "an answer beyond the limit is refused, its length declared or not; one of just that size is not"
  )
  func limitsAnswers() throws {
    let server = try LoopbackServer { connection in
      let head = connection % 2 == 0 ? "Content-Length: \(100 + connection / 2)\r\n" : ""
      let body = String(repeating: "x", count: 100 + connection / 2)
      return [.readRequest, .send("HTTP/1.1 200 OK\r\n\(head)\r\n\(body)")]
    }
    defer { server.stop() }
    for connection in 0..<4 {
      let transport = CurlTransport(responseLimit: 100)
      if connection < 2 {
        #expect(try transport.response(to: HTTPRequest(url: server.url())).body.count == 100)
      } else {
        #expect(throws: TransportError.responseTooLarge(limit: 100)) {
          try transport.response(to: HTTPRequest(url: server.url()))
        }
      }
    }
  }

  @Test("a header without end is refused")
  func limitsHeader() throws {
    let server = try LoopbackServer { _ in
      [
        .readRequest, .send("HTTP/1.1 200 OK\r\n"),
        .forever([.send("X-Endless: \(String(repeating: "x", count: 999))\r\n")]),
      ]
    }
    defer { server.stop() }
    guard case .responseTooLarge = failure(of: HTTPRequest(url: server.url())) else {
      Issue.record("not refused")
      return
    }
  }

  @Test(
    "what is no HTTP is an error",
    arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "{\"accepted_ids\":[]}", "HTTP/1.1 2\r\n\r\n"])
  func refusesNonsense(answer: String) throws {
    let server = try LoopbackServer { _ in [.readRequest, .send(answer)] }
    defer { server.stop() }
    #expect(throws: TransportError.self) { try CurlTransport().response(to: HTTPRequest(url: server.url())) }
  }

  @Test(
    "a URL that is not http or https, or that carries a password, is refused, and the password not repeated",
    arguments: [
      "", "nonsense", "ftp://127.0.0.1/", "file:///etc/passwd", "http://",
      "https://user:hunter2@127.0.0.1/?hunter2",
      "http://127.0.0.1/a b", "gopher://user:hunter2@127.0.0.1/?hunter2", "http://127.0.0.1:99999/",
    ])
  func refusesURL(url: String) {
    guard let error = failure(of: HTTPRequest(url: url)), case .badURL = error else {
      Issue.record("not refused: \(url)")
      return
    }
    #expect(!error.text(in: English()).contains("hunter2"))
  }

  @Test("a line break in a header field or method is refused: nothing can be slipped in")
  func refusesInjection() throws {
    let server = try LoopbackServer { _ in [.answer("")] }
    defer { server.stop() }
    for request in [
      HTTPRequest(url: server.url(), headers: [HTTPHeader("A", "b\r\nC: d")]),
      HTTPRequest(url: server.url(), headers: [HTTPHeader("A\r\nC", "b")]),
      HTTPRequest(url: server.url(), headers: [HTTPHeader("", "b")]),
      HTTPRequest(method: "GET / HTTP/1.1\r\nX: y", url: server.url()),
      HTTPRequest(method: "", url: server.url()),
    ] {
      guard case .other = failure(of: request) else {
        Issue.record("not refused")
        continue
      }
    }
    #expect(server.record.current.requests.isEmpty)
  }

  private func failure(of request: HTTPRequest) -> TransportError? {
    do throws(TransportError) {
      _ = try CurlTransport().response(to: request)
      return nil
    } catch {
      return error
    }
  }
}

/// Listens on 127.0.0.1 with no room for one more connection: whoever wants to open one waits.
private final class FullListener {
  let url: String
  private var descriptors: [Int32] = []

  init() throws {
    func tcp(_ flags: Int32 = 0) -> Int32 {
      socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue) | flags, 0)
    }
    let listener = tcp()
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    url = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/"
    descriptors.append(listener)
    try #require(isListening)
    for _ in 0..<4 {
      let filler = tcp(Int32(SOCK_NONBLOCK.rawValue))
      descriptors.append(filler)
      withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(filler, $0, length) }
      }
    }
  }

  func close() {
    for descriptor in descriptors { _ = Glibc.close(descriptor) }
    descriptors = []
  }
}
