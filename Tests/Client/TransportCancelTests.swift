import TestScopes
import TestSupport
import Testing
import Transport

@Suite(.ownThread()) struct TransportCancelTests {
  @Test("a request cancelled at once is cancelled, once")
  func cancelsBeforeConnecting() throws {
    let server = try LoopbackServer { _ in [.readRequest, .hang] }
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<50 {
      let pending = PendingResponse()
      transport.send(HTTPRequest(url: server.url()), completion: pending.complete).cancel()
      #expect(try pending.result() == .failure(.cancelled))
      #expect(pending.count == 1)
    }
  }

  @Test(
    "a request is cancelled at once while the server keeps silent, within the header, and within the body",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"])
  func cancelsWaiting(beginning: String) throws {
    let server = try LoopbackServer { _ in [.readRequest, .send(beginning), .hang] }
    defer { server.stop() }
    let transport = CurlTransport()
    let pending = PendingResponse()
    let task = transport.send(
      HTTPRequest(url: server.url(), timeout: .seconds(60)), completion: pending.complete)
    #expect(server.record.wait { $0.requests.count == 1 })
    task.cancel()
    task.cancel()
    #expect(try pending.result() == .failure(.cancelled))
    // Its connection is closed, not kept: an answer that comes late must not be the next request's.
    #expect(server.record.wait { $0.ended == 1 })
    #expect(pending.count == 1)
  }

  @Test("an answered request can't be cancelled any more")
  func cancelsTooLate() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    let pending = PendingResponse()
    let task = transport.send(HTTPRequest(url: server.url()), completion: pending.complete)
    #expect(try pending.result().get().status == 200)
    task.cancel()
    _ = try transport.response(to: HTTPRequest(url: server.url()))
    #expect(pending.count == 1)
    #expect(server.record.current.connections == 1)
  }

  @Test("cancelling one request leaves the other alone")
  func cancelsOnlyItsOwn() throws {
    let gate = Gate()
    let server = try LoopbackServer { _ in [.readRequest, .wait(gate), .echo] }
    defer { server.stop() }
    defer { gate.open() }
    let transport = CurlTransport()
    let (first, second) = (PendingResponse(), PendingResponse())
    let task = transport.send(HTTPRequest(url: server.url("/1")), completion: first.complete)
    transport.send(HTTPRequest(url: server.url("/2")), completion: second.complete)
    #expect(server.record.wait { $0.requests.count == 2 })
    task.cancel()
    #expect(try first.result() == .failure(.cancelled))
    #expect(second.count == 0)
    gate.open()
    #expect(try second.result().get().status == 200)
  }

  @Test("a black hole is cancelled as soon as anything else")
  func cancelsInBlackHole() throws {
    let server = try LoopbackServer { _ in [] }
    defer { server.stop() }
    let proxy = try FaultProxy(target: server.port)
    proxy.set(.blackHole)
    let pending = PendingResponse()
    let transport = CurlTransport()
    let task = transport.send(HTTPRequest(url: proxy.url()), completion: pending.complete)
    task.cancel()
    #expect(try pending.result() == .failure(.cancelled))
  }

  @Test(
    "shutting down cancels what is under way and whatever comes later, each once", arguments: [true, false])
  func shutsDown(isExplicit: Bool) throws {
    let server = try LoopbackServer { _ in [.readRequest, .hang] }
    defer { server.stop() }
    let pending = (0..<3).map { _ in PendingResponse() }
    var transport: CurlTransport? = CurlTransport()
    for pending in pending {
      transport?.send(HTTPRequest(url: server.url(), timeout: .seconds(60)), completion: pending.complete)
    }
    #expect(server.record.wait { $0.requests.count == 3 })
    if isExplicit {
      transport?.shutdown()
      transport?.shutdown()
      let late = PendingResponse()
      transport?.send(HTTPRequest(url: server.url()), completion: late.complete)
      #expect(try late.result() == .failure(.cancelled))
    } else {
      transport = nil
    }
    for pending in pending { #expect(try pending.result() == .failure(.cancelled)) }
    #expect(server.record.wait { $0.ended == 3 })
    #expect(pending.allSatisfy { $0.count == 1 })
  }

  @Test("a transport shut down before its first request cancels that one")
  func shutsDownUnused() throws {
    let transport = CurlTransport()
    transport.shutdown()
    let pending = PendingResponse()
    transport.send(HTTPRequest(url: "http://127.0.0.1:1/"), completion: pending.complete)
    #expect(try pending.result() == .failure(.cancelled))
  }

  @Test("cancel, answer and timeout racing each other still make one result", arguments: 0..<20)
  func races(round: Int) throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let transport = CurlTransport()
    let all = (0..<20).map { number in
      let pending = PendingResponse()
      let timeout: Duration = number % 3 == 0 ? .milliseconds(1) : .seconds(10)
      let task = transport.send(
        HTTPRequest(url: server.url(), timeout: timeout), completion: pending.complete)
      if number % 2 == 0 { task.cancel() }
      return pending
    }
    for pending in all { _ = try pending.result() }
    transport.shutdown()
    #expect(all.allSatisfy { $0.count == 1 })
  }
}
