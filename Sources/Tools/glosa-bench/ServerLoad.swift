import Primitives

/// The load on one running server.
struct ServerLoad {
  let server: ServerProcess
  let plan: LoadPlan

  /// What storing costs with that many events a request.
  func ingest(events: Int, numbers: inout EventNumbers) throws -> IngestResult {
    let time = Timestamp.now()
    let before = server.processorTime
    let result = try load(
      SeededPupil.all.map { RequestTemplate(syncing: events, of: $0, at: time) },
      connections: LoadPlan.connections, numbers: &numbers)
    let cost = IngestResult(
      rate: result.rate, processorTime: (server.processorTime - before) / result.answered)
    Console.tell(
      "\(events) a request\(server.isSecured ? " over TLS" : ""): \(cost.rate.decimals(0)) /s, "
        + "processor time of the server a request: \((cost.processorTime / .microseconds(1)).decimals(0)) µs")
    return cost
  }

  /// How long answers to `GET /api/xp-total` take, for the 99th of 100, in milliseconds.
  func totalLatency() throws -> Double {
    var numbers = EventNumbers()
    let result = try load(
      SeededPupil.all.map { RequestTemplate(totalOf: $0) }, connections: LoadPlan.clients, numbers: &numbers)
    return result.latencies.sorted()[result.latencies.count * 99 / 100].milliseconds
  }

  /// Sends the pupils' requests in turns; every one must be answered with 200.
  private func load(
    _ templates: [RequestTemplate], connections: Int, numbers: inout EventNumbers
  ) throws -> LoadGenerator.Result {
    var (templates, turn, ids) = (templates, 0, numbers)
    let result = try LoadGenerator(
      port: server.port, connections: connections, isSecured: server.isSecured
    ).run(for: .seconds(plan.seconds)) {
      turn = (turn + 1) % templates.count
      return templates[turn].next(&ids)
    }
    numbers = ids
    guard result.refused.isEmpty, result.answered > 0 else {
      throw BenchmarkError("The server refused requests of the load, by status: \(result.refused).")
    }
    return result
  }
}

/// What came of storing events for a while.
struct IngestResult {
  /// Requests answered a second.
  let rate: Double
  /// What each took of the server's processor time.
  let processorTime: Duration
}

extension Figure {
  /// A rate a second: the median of the rounds, with their range.
  static func rate(_ key: String, _ title: String, _ rounds: [Double]) -> Figure {
    Figure(key: key, title: title, value: rounds.median, unit: .perSecond, range: rounds.range)
  }

  /// The ratio of two rates that were taken in turns: the median of the rounds' ratios, with their range.
  static func ratio(
    _ key: String, _ title: String, of rounds: [Double], to base: [Double], atLeast target: Double?
  ) -> Figure {
    let ratios = zip(rounds, base).map { $0 / $1 }
    return Figure(
      key: key, title: title, value: ratios.median, unit: .ratio, range: ratios.range,
      target: target.map { .atLeast($0) })
  }
}

extension [Double] {
  /// The middle one in order of size; the upper of two. Not a number of nothing.
  fileprivate var median: Double { isEmpty ? .nan : sorted()[count / 2] }

  fileprivate var range: ClosedRange<Double>? {
    guard count > 1, let smallest = self.min(), let largest = self.max() else { return nil }
    return smallest...largest
  }
}
