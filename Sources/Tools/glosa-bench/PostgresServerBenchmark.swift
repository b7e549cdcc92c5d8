import Primitives

/// The server over PostgreSQL, in turns with `pgbench` on the same cluster.
struct PostgresServerBenchmark {
  let program: ServerProgram
  let folder: TemporaryFolder
  let plan: LoadPlan

  /// Measures an empty ledger, the shape of the function, and a full ledger.
  func run() throws -> [Figure] {
    Console.tell("measuring PostgreSQL by itself and the server over it …")
    let place = try folder.makeFolder("postgres")
    var bench = try PostgresBench { url in try program.run(["migrate", "--database", url]) }
    try bench.sql(RowLoop.sql)
    var rates = Rates()
    var numbers = EventNumbers()
    var memory = try run(in: place, bench) { load in
      for _ in 0..<plan.rounds {
        rates.single.append(try load.ingest(events: 1, numbers: &numbers).rate)
        rates.singleBase.append(try peer(&bench, events: 1))
        rates.batch.append(try load.ingest(events: LoadPlan.batch, numbers: &numbers).rate)
        rates.batchBase.append(try peer(&bench, events: LoadPlan.batch))
      }
    }
    for _ in 0..<plan.rounds {
      rates.setBased.append(try shape(&bench, "ingest_xp_events"))
      rates.rowLoop.append(try shape(&bench, RowLoop.function))
    }
    let shuffled = try bench.rate(
      PostgresBench.shuffledScript(), clients: LoadPlan.clients, seconds: plan.seconds)
    var figures =
      rates.figures + [
        Figure(
          key: "postgres_shuffled", title: "pgbench: shuffled batches of 30 pupils, 8 clients",
          value: shuffled.transactionsPerSecond, unit: .perSecond),
        Figure(
          key: "postgres_shuffled_failed", title: "of these, failed", value: Double(shuffled.failed),
          unit: .count,
          target: .atMost(0)),
      ]
    if let stored = plan.stored {
      try fill(bench, upTo: stored)
      var full: [Double] = []
      var latency = 0.0
      let fullMemory = try run(in: place, bench) { load in
        for _ in 0..<plan.rounds { full.append(try load.ingest(events: 1, numbers: &numbers).rate) }
        latency = try load.totalLatency()
      }
      memory = max(memory, fullMemory)
      figures += [
        .rate("postgres_full", "PostgreSQL, \(stored) events stored: requests of one event", full),
        .ratio(
          "postgres_full_to_empty", "PostgreSQL, full ledger / empty one", of: full, to: rates.single,
          atLeast: 0.8),
        Figure(
          key: "postgres_total_p99", title: "PostgreSQL, full ledger: xp-total, p99", value: latency,
          unit: .milliseconds, target: .atMost(5)),
      ]
    }
    guard try bench.sql("SELECT count(*) FROM xp_total_mismatches").hasPrefix("0") else {
      throw BenchmarkError("Totals of the PostgreSQL ledger differ from its log.")
    }
    return figures + [
      Figure(
        key: "postgres_memory", title: "PostgreSQL: peak memory of the server", value: memory,
        unit: .mebibytes,
        target: .atMost(150))
    ]
  }

  private func peer(_ bench: inout PostgresBench, events: Int) throws -> Double {
    try bench.rate(
      PostgresBench.script(events: events), clients: LoadPlan.clients, seconds: plan.seconds
    ).transactionsPerSecond
  }

  /// One client, 50 events of a pupil a call.
  private func shape(_ bench: inout PostgresBench, _ function: String) throws -> Double {
    try bench.rate(
      PostgresBench.script(events: LoadPlan.batch, function: function), clients: 1,
      seconds: plan.seconds
    ).transactionsPerSecond
  }

  private func run(
    in place: String, _ bench: PostgresBench, _ measure: (ServerLoad) throws -> Void
  ) throws -> Double {
    let server = try ServerProcess(program, folder: place, database: bench.url(as: "glosa_server"))
    defer { server.stop() }
    try measure(ServerLoad(server: server, plan: plan))
    return server.peakMemory
  }

  /// Adds events of times before until there are that many, through the table's own trigger.
  ///
  /// They are left as those of a ledger that has grown over the years: vacuumed, and written to the disk. Else the
  /// measurement would begin with the database cleaning up after an insertion that no server ever makes.
  private func fill(_ bench: PostgresBench, upTo count: Int) throws {
    Console.tell("filling the PostgreSQL ledger to \(count) events …")
    try bench.sql(
      """
      INSERT INTO xp_events (id, student_id, kind, delta, created_at, received_at, metadata)
      SELECT ('018' || lpad(to_hex(n >> 16), 5, '0') || lpad(to_hex(n & 65535), 4, '0') || '70009000'
          || lpad(to_hex(n), 12, '0'))::uuid,
        ('\(SeededPupil.idPrefix)' || (1000 + n % \(SeededPupil.count)))::uuid, 'typing', 10,
        timestamptz '2024-01-01' + n * interval '1 second', timestamptz '2024-01-01' + n * interval '1 second',
        '\(SeededPupil.metadata)'
      FROM generate_series(1, \(count) - (SELECT count(*) FROM xp_events)) AS n;
      VACUUM ANALYZE;
      CHECKPOINT;
      """)
  }
}

/// The series of both sides, taken in turns.
private struct Rates {
  var single: [Double] = []
  var singleBase: [Double] = []
  var batch: [Double] = []
  var batchBase: [Double] = []
  var setBased: [Double] = []
  var rowLoop: [Double] = []

  var figures: [Figure] {
    [
      .rate("postgres_single", "PostgreSQL: requests of one event, 32 connections", single),
      .rate("pgbench_single", "pgbench: one event a call, 8 clients", singleBase),
      .ratio("postgres_single_to_pgbench", "server / pgbench", of: single, to: singleBase, atLeast: 2),
      .rate("postgres_batch", "PostgreSQL: requests of 50 events, 32 connections", batch),
      .rate("pgbench_batch", "pgbench: 50 events a call, 8 clients", batchBase),
      .ratio("postgres_batch_to_pgbench", "server / pgbench", of: batch, to: batchBase, atLeast: 0.9),
      .rate("set_based", "pgbench: the set-based function, 50 events of a pupil", setBased),
      .rate("row_loop", "pgbench: a row loop with a row trigger, the same", rowLoop),
      .ratio("set_based_to_row_loop", "set-based / row loop", of: setBased, to: rowLoop, atLeast: 1.4),
    ]
  }
}
