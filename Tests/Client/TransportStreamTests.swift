import TestScopes
import TestSupport
import Testing
import Transport

@Suite(.ownThread()) struct TransportStreamTests {
  /// What came of a stream.
  private struct Heard: Sendable {
    var text = ""
    var result: Result<HTTPResponse, TransportError>?
  }

  private static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"

  private func listen(
    to server: LoopbackServer, over transport: CurlTransport, silence: Duration = .seconds(15)
  ) -> (heard: Watched<Heard>, stream: any Cancellable) {
    let heard = Watched(Heard())
    let stream = transport.stream(HTTPRequest(url: server.url(), timeout: silence)) { bytes in
      heard.update { $0.text += String(decoding: bytes, as: UTF8.self) }
    } completion: { result in
      heard.update { $0.result = result }
    }
    return (heard, stream)
  }

  @Test("parts come as they are sent, and a request beside the stream does not wait for its end")
  func streams() throws {
    let gate = Gate()
    let server = try LoopbackServer { connection in
      connection == 0
        ? [.readRequest, .send(Self.head + "5\r\nhello\r\n"), .wait(gate), .send("6\r\n world\r\n0\r\n\r\n")]
        : [.answer("beside")]
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let (heard, _) = listen(to: server, over: transport)
    #expect(heard.wait { $0.text == "hello" })
    #expect(try transport.response(to: HTTPRequest(url: server.url())).body == Array("beside".utf8))
    #expect(heard.current.result == nil)
    gate.open()
    #expect(heard.wait { $0.result != nil })
    #expect(heard.current.text == "hello world")
    #expect(try heard.current.result?.get().status == 200)
    #expect(try heard.current.result?.get().body == [])
  }

  @Test("an answer that is no success is an answer, with its body")
  func refuses() throws {
    let server = try LoopbackServer { _ in [.answer("no such class", status: "404 Not Found")] }
    defer { server.stop() }
    let transport = CurlTransport()
    let (heard, _) = listen(to: server, over: transport)
    #expect(heard.wait { $0.result != nil })
    transport.shutdown()
    #expect(heard.current.text.isEmpty)
    #expect(try heard.current.result?.get().body == Array("no such class".utf8))
  }

  @Test("a stream that breaks off, one that falls silent, and one that is cancelled end with the reason")
  func ends() throws {
    let server = try LoopbackServer { connection in
      [.readRequest, .send(Self.head + "5\r\nhello\r\n")] + (connection == 0 ? [.reset] : [.hang])
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let (broken, _) = listen(to: server, over: transport)
    #expect(broken.wait { $0.result != nil })
    guard case .failure(.connectionLost) = broken.current.result else {
      return #expect(Bool(false), "\(String(describing: broken.current.result))")
    }
    let (silent, _) = listen(to: server, over: transport, silence: .seconds(1))
    let (cancelled, stream) = listen(to: server, over: transport)
    #expect(cancelled.wait { $0.text == "hello" })
    stream.cancel()
    #expect(cancelled.wait { $0.result == .failure(.cancelled) })
    #expect(silent.wait { $0.result == .failure(.timedOut) })
    let (last, _) = listen(to: server, over: transport)
    #expect(last.wait { $0.text == "hello" })
    transport.shutdown()
    #expect(last.wait { $0.result == .failure(.cancelled) })
  }
}
