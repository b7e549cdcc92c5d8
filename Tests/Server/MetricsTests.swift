import HTTPTypes
import Metrics
import Primitives
import Store
import TestScopes
import TestSupport
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct MetricsTests {
  /// The figures of a text by name and labels, as the format has them.
  static func figures(_ text: String) -> [String: Double] {
    var figures: [String: Double] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let space = line.lastIndex(of: " ")!
      let name = String(line[..<space])
      #expect(figures[name] == nil, "\(name) stands there once")
      figures[name] = Double(line[line.index(after: space)...])!
    }
    return figures
  }

  @Test("counters, gauges and histograms in the format of Prometheus, sorted, each name once")
  func writes() {
    let metrics = PrometheusMetrics(help: ["hits_total": "What was hit."])
    Counter(label: "hits.total", dimensions: [("who", "a\"\\\nb"), ("at", "x")], factory: metrics)
      .increment(by: 2)
    Counter(label: "hits.total", dimensions: [("at", "x"), ("who", "a\"\\\nb")], factory: metrics).increment()
    let gauge = Meter(label: "depth", factory: metrics)
    gauge.set(7)
    gauge.decrement(by: 0.5)
    let timer = Timer(label: "wait_seconds", factory: metrics)
    timer.recordMilliseconds(3)
    timer.recordSeconds(60)
    let lines = metrics.text.split(separator: "\n").map(String.init)
    #expect(
      lines.prefix(4) == [
        "# TYPE depth gauge", "depth 6.5", "# HELP hits_total What was hit.", "# TYPE hits_total counter",
      ])
    #expect(lines[4] == #"hits_total{at="x",who="a\"\\\nb"} 3"#)
    let figures = Self.figures(metrics.text)
    #expect(figures[#"wait_seconds_bucket{le="0.0025"}"#] == 0)
    #expect(figures[#"wait_seconds_bucket{le="0.005"}"#] == 1)
    #expect(figures[#"wait_seconds_bucket{le="10"}"#] == 1)
    #expect(figures[#"wait_seconds_bucket{le="+Inf"}"#] == 2)
    #expect(figures["wait_seconds_count"] == 2)
    #expect(figures["wait_seconds_sum"] == 60.003)
  }

  @Test("one name has one type and a bounded number of series")
  func isBounded() {
    let metrics = PrometheusMetrics()
    for number in 0..<5000 {
      Counter(label: "hits", dimensions: [("n", "\(number)")], factory: metrics).increment()
    }
    Meter(label: "hits", factory: metrics).set(1)
    #expect(Self.figures(metrics.text).count == PrometheusMetrics.seriesLimit)
  }

  @Test(
    "the server counts requests by pattern, events stored, doubled and refused, and what the store failed")
  func counts() async throws {
    let server = try await TestServer()
    let student = try await server.makeStudent()
    let events = (1...3).map { XPEvent.test($0, of: student.studentID).json }
    _ = try await server.sync(student, events)
    _ = try await server.sync(student, Array(events.prefix(2)))
    _ = try await server.sync(student, ["nonsense", events[0]])
    _ = try await server.send(.get, Route.students(of: .test(77)), token: server.teacherToken.text)
    _ = try await server.send(.init("BREW")!, Route.students(of: .test(78)))
    _ = try await server.send(.get, "/nobody/knows/\(student.studentID)")
    let answer = try await server.send(.get, Route.metrics)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
    let figures = Self.figures(answer.text)
    let requests = { (method: String, route: String, status: Int) in
      figures["glosa_requests_total{method=\"\(method)\",route=\"\(route)\",status=\"\(status)\"}"]
    }
    #expect(requests("POST", Route.xpSync, 200) == 2)
    #expect(requests("POST", Route.xpSync, 422) == 1)
    #expect(requests("GET", Endpoint.students.path, 404) == 1)
    #expect(requests("other", Endpoint.students.path, 405) == 1)
    #expect(requests("other", "unknown", 404) == 1)
    let duration = "glosa_request_duration_seconds"
    #expect(figures["\(duration)_count{method=\"POST\",route=\"\(Route.xpSync)\"}"] == 3)
    #expect(figures["glosa_ingest_duration_seconds_count"] == 2)
    #expect(figures["glosa_events_acknowledged_total"] == 5)
    #expect(figures["glosa_events_stored_total"] == 3)
    #expect(figures["glosa_events_duplicate_total"] == 2)
    #expect(figures["glosa_events_rejected_total{code=\"bad_id\"}"] == 1)
    #expect(figures["glosa_events_rejected_total{code=\"id_conflict\"}"] == 0)
    #expect(figures["glosa_waiting_batches"] == 0)
    #expect(figures["glosa_board_subscribers"] == 0)
    for id in [UniqueID.test(77), .test(78), student.studentID] {
      #expect(!answer.text.contains(id.description))
    }
  }

  @Test("what the store fails is counted by kind, and the figures are there without it")
  func countsStoreErrors() async throws {
    let server = try await TestServer()
    try await server.store.close()
    for _ in 0..<2 { _ = try await server.send(.get, Route.readyz) }
    let answer = try await server.send(.get, Route.metrics)
    #expect(answer.status == 200)
    #expect(Self.figures(answer.text)["glosa_store_errors_total{kind=\"unavailable\"}"] == 2)
  }
}
