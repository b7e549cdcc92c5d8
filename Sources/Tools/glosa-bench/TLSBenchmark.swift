import Primitives

/// A server that speaks TLS in turns with one that does not: what differs is what TLS costs.
struct TLSBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let plan: LoadPlan
  /// Syncs of each kind.
  let samples: Int

  /// Measures the client first, while the ledgers are small.
  func run() throws -> [Figure] {
    let plain = try SQLiteLedger("plain", in: folder, program, plan)
    defer { plain.load.server.stop() }
    let secured = try SQLiteLedger("tls", in: folder, program, plan, isSecured: true)
    defer { secured.load.server.stop() }
    var numbers = EventNumbers()
    Console.tell("measuring syncs and handshakes …")
    var figures = try sync(plain, secured, events: 1, &numbers)
    figures += try sync(plain, secured, events: LoadPlan.batch, &numbers)
    figures += try handshake(plain.load.server, secured.load.server)
    Console.tell("measuring the servers under load …")
    figures += try rate(plain.load, secured.load, events: 1, atLeast: 0.75, &numbers)
    figures += try rate(plain.load, secured.load, events: LoadPlan.batch, atLeast: 0.9, &numbers)
    for ledger in [plain, secured] { try ledger.verify() }
    figures.append(
      Figure(
        key: "tls_memory", title: "peak memory of the server with TLS",
        value: secured.load.server.peakMemory, unit: .mebibytes, target: .atMost(150)))
    return figures
  }

  /// Through the game's own transport, on a connection that is kept.
  private func sync(
    _ plain: SQLiteLedger, _ secured: SQLiteLedger, events: Int, _ numbers: inout EventNumbers
  ) throws -> [Figure] {
    var (base, times) = (Samples(), Samples())
    var syncs = [
      try KeptSync(to: plain.load.server, events: events),
      try KeptSync(to: secured.load.server, events: events),
    ]
    defer { for sync in syncs { sync.end() } }
    // The first of each opens the connection.
    var unmeasured = Samples()
    for index in syncs.indices { try syncs[index].measure(&unmeasured, &numbers) }
    for _ in 0..<samples {
      try syncs[0].measure(&base, &numbers)
      try syncs[1].measure(&times, &numbers)
    }
    let (key, title) = ("tls_sync_\(events)", events == 1 ? "sync of an event" : "sync of \(events) events")
    return [
      .times("\(key)_plain", "\(title), plain", base),
      .times(key, "\(title), TLS", times),
      .difference("\(key)_more", "the same: TLS − plain", of: times, to: base, target: .atMost(1)),
      Figure(key: "\(key)_plain_p99", title: "the same: plain, p99", value: base.p99, unit: .milliseconds),
      Figure(key: "\(key)_p99", title: "the same: TLS, p99", value: times.p99, unit: .milliseconds),
    ]
  }

  /// The first request of a new transport, which has no session to resume. The key's pin is looked at too.
  private func handshake(_ plain: ServerProcess, _ secured: ServerProcess) throws -> [Figure] {
    var (base, times) = (Samples(), Samples())
    let first = try (plain: FirstRequest(to: plain), secured: FirstRequest(to: secured))
    // The first of all makes libcurl ready.
    var unmeasured = Samples()
    try first.secured.measure(&unmeasured)
    for _ in 0..<samples / 5 {
      try first.plain.measure(&base)
      try first.secured.measure(&times)
    }
    return [
      .times("tls_first_plain", "first request of a connection, plain", base),
      .times("tls_first", "first request of a connection, TLS", times),
      .difference("tls_handshake", "a handshake: TLS − plain", of: times, to: base, target: .atMost(15)),
    ]
  }

  private func rate(
    _ plain: ServerLoad, _ secured: ServerLoad, events: Int, atLeast target: Double,
    _ numbers: inout EventNumbers
  ) throws -> [Figure] {
    var (base, results): ([IngestResult], [IngestResult]) = ([], [])
    for _ in 0..<plan.rounds {
      base.append(try plain.ingest(events: events, numbers: &numbers))
      results.append(try secured.ingest(events: events, numbers: &numbers))
    }
    let (key, title) = (
      "tls_rate_\(events)", events == 1 ? "requests of an event" : "requests of \(events) events"
    )
    return [
      .rate("\(key)_plain", "\(title), plain", base.map(\.rate)),
      .rate(key, "\(title), TLS", results.map(\.rate)),
      .ratio(
        "\(key)_ratio", "the same: TLS / plain", of: results.map(\.rate), to: base.map(\.rate),
        atLeast: target),
      .ratio(
        "\(key)_processor", "the same: the server's processor time, plain / TLS",
        of: base.map(\.processorTime.milliseconds), to: results.map(\.processorTime.milliseconds),
        atLeast: nil),
    ]
  }
}
