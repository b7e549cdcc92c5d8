import Glibc
import Logging
import TestScopes
import TestSupport
import Testing

@testable import API

/// What the server's process sets up around the server.
@Suite(.ownThread()) struct ProcessTests {
  @Test(
    "an address is a host and a port of digits",
    arguments: [
      ("127.0.0.1:0", "127.0.0.1", 0), ("[::1]:65535", "::1", 65_535), ("localhost:8420", "localhost", 8420),
      ("127.0.0.1:+5", nil, 0), ("127.0.0.1:-0", nil, 0), ("127.0.0.1:65536", nil, 0), ("127.0.0.1:", nil, 0),
      ("127.0.0.1: 5", nil, 0), ("127.0.0.1:٥", nil, 0), (":5", nil, 0), ("::1:5", nil, 0), ("5", nil, 0),
    ] as [(String, String?, Int)])
  func readsAddresses(text: String, host: String?, port: Int) {
    #expect(ListenAddress(text)?.host == host)
    if host != nil { #expect(ListenAddress(text)?.port == port) }
  }

  @Test(
    "there are never more connections than descriptors",
    arguments: [(4096, 1024), (1024, 960), (256, 192), (10, 1)])
  func fitsConnections(descriptors: Int, connections: Int) {
    var limits = ServerLimits()
    limits.fit(descriptors: descriptors)
    #expect(limits.connections == connections)
    #expect(limits.refusedConnections < DescriptorLimit.reserved)
  }

  @Test("the limit of descriptors is raised as far as is allowed")
  func raisesLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let wanted = min(Int(clamping: limit.rlim_max), max(4096, Int(clamping: limit.rlim_cur)))
    #expect(DescriptorLimit.raise() == wanted)
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    #expect(Int(clamping: limit.rlim_cur) == wanted)
  }

  @Test("the watchdog ends the process after the signal, on no thread of any task")
  func endsOnSignal() async {
    let (ends, ended) = AsyncStream<Bool>.makeStream()
    let watchdog = ShutdownWatchdog(signals: [SIGUSR2], after: .milliseconds(1)) { @Sendable in
      ended.yield(withUnsafeCurrentTask { $0 == nil })
    }
    kill(getpid(), SIGUSR2)
    var iterator = ends.makeAsyncIterator()
    #expect(await iterator.next() == true)
    withExtendedLifetime(watchdog) {}
  }

  @Test("an error is logged once, then counted")
  func countsErrors() {
    let time = TestTime()
    let lines = LogLines { event in
      "\(event.message) \(event.metadata?["more_since_last_line"].map { "\($0)" } ?? "-")"
    }
    let errors = RateLimitedLogger(interval: .seconds(10), uptime: time.clock.uptime)
    let logger = Logger(label: "test") { _ in lines }
    for second in 0..<25 {
      for _ in 0..<100 { errors.error("the disk is full", logger) }
      if second < 24 { time.advance(seconds: 1) }
    }
    #expect(lines.all.current == ["the disk is full -", "the disk is full 999", "the disk is full 999"])
  }
}
