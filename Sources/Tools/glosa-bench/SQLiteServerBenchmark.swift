/// The server over its embedded store.
struct SQLiteServerBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let plan: LoadPlan

  /// Measures an empty ledger and a full one, in turns: minutes apart they would tell of the computer's other work.
  func run() throws -> [Figure] {
    Console.tell("measuring the server over SQLite …")
    let empty = try SQLiteLedger("sqlite-empty", in: folder, program, plan)
    defer { empty.load.server.stop() }
    let full = try plan.stored.map { try SQLiteLedger("sqlite-full", in: folder, program, plan, events: $0) }
    defer { full?.load.server.stop() }
    var figures = try measure(empty, full)
    let ledgers = [empty, full].compactMap(\.self)
    for ledger in ledgers { try ledger.verify() }
    let memory = ledgers.map(\.load.server.peakMemory).max() ?? 0
    figures.append(
      Figure(
        key: "sqlite_memory", title: "SQLite: peak memory of the server", value: memory, unit: .mebibytes,
        target: .atMost(150)))
    return figures
  }

  private func measure(_ empty: SQLiteLedger, _ full: SQLiteLedger?) throws -> [Figure] {
    var numbers = EventNumbers()
    var (ofEmpty, ofFull, batches): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<plan.rounds {
      ofEmpty.append(try empty.load.ingest(events: 1, numbers: &numbers).rate)
      if let full { ofFull.append(try full.load.ingest(events: 1, numbers: &numbers).rate) }
    }
    for _ in 0..<plan.rounds {
      batches.append(try empty.load.ingest(events: LoadPlan.batch, numbers: &numbers).rate)
    }
    let figures = [
      Figure.rate("sqlite_single", "SQLite: requests of one event", ofEmpty),
      .rate("sqlite_batch", "SQLite: requests of 50 events", batches),
    ]
    guard let full else { return figures }
    return figures + [
      .rate("sqlite_full", "SQLite, \(full.events) events stored: requests of one event", ofFull),
      .ratio(
        "sqlite_full_to_empty", "SQLite, full ledger / empty one", of: ofFull, to: ofEmpty, atLeast: 0.8),
      Figure(
        key: "sqlite_total_p99", title: "SQLite, full ledger: xp-total, p99",
        value: try full.load.totalLatency(), unit: .milliseconds, target: .atMost(5)),
    ]
  }
}
