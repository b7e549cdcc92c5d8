import Languages
import TestScopes
import TestSupport
import Testing
import Transport

/// A computer whose libcurl is missing, or none that can be used.
@Suite(.ownThread()) struct TransportLibraryTests {
  private let request = HTTPRequest(url: "http://127.0.0.1:1/")

  @Test("without libcurl every request and stream is refused with what to install, each once")
  func refusesWithoutLibrary() throws {
    let transport = CurlTransport(loadCurl: { Self.loaded("libcurl-of-nobody.so.4") })
    let pending = (0..<3).map { _ in PendingResponse() }
    for pending in pending { transport.send(request, completion: pending.complete) }
    let stream = PendingResponse()
    transport.stream(request, received: { _ in }, completion: stream.complete)
    for pending in pending + [stream] {
      guard case .failure(.noLibrary(let reason)) = try pending.result() else {
        Issue.record("not refused: \(try pending.result())")
        continue
      }
      #expect(reason.text(in: English()).contains("libcurl-of-nobody.so.4"))
      #expect(TransportError.noLibrary(reason: reason).text(in: English()).contains("apt install libcurl4"))
      #expect(pending.count == 1)
    }
    transport.shutdown()
    #expect(throws: TransportError.cancelled) { try transport.response(to: request) }
  }

  @Test("a library that is not libcurl is refused by what it lacks")
  func refusesOtherLibrary() {
    let transport = CurlTransport(loadCurl: { Self.loaded("libc.so.6") })
    #expect(
      throws: TransportError.noLibrary(
        reason: .missingSymbol(library: "libc.so.6", symbol: "curl_version_info"))
    ) {
      try transport.response(to: request)
    }
  }

  @Test("a libcurl older than what is needed is refused by its version")
  func refusesOldLibrary() throws {
    let old = Self.loaded("libcurl.so.4", minimum: 0xFF_FF_FF)
    guard case .failure(.noLibrary(let reason)) = old else {
      Issue.record("not refused")
      return
    }
    let words = reason.text(in: English())
    #expect(words.contains(/^libcurl \d+\.\d+\.\d+ is older than 255\.255\.255$/), "\(words)")
  }

  @Test("libcurl is asked for by the first request, and once")
  func loadsAtFirstRequest() throws {
    let server = try LoopbackServer { _ in [.answer("hello")] }
    defer { server.stop() }
    let asked = Watched(0)
    let transport = CurlTransport(loadCurl: {
      asked.update { $0 += 1 }
      return CurlLibrary.shared
    })
    transport.networkChanged()
    #expect(asked.current == 0)
    for _ in 0..<3 { #expect(try transport.response(to: HTTPRequest(url: server.url())).status == 200) }
    #expect(asked.current == 1)
  }

  private static func loaded(
    _ name: String, minimum: UInt32 = CurlLibrary.minimumVersion
  ) -> Result<CurlLibrary, TransportError> {
    Result { () throws(TransportError) in try CurlLibrary(named: name, minimum: minimum) }
  }
}
