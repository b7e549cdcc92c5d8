import Metrics
import Store
import Synchronization
import Wire

/// The figures of a server, by the names that dashboards rely on. Labels have few values, and none of them comes from a
/// client.
final class ServerMetrics: Sendable {
  private static let help = [
    "glosa_requests_total": "Requests answered, by route and status.",
    "glosa_request_duration_seconds": "From the head of a request to its answer.",
    "glosa_ingest_duration_seconds": "From a checked batch of events to the commit that contains it.",
    "glosa_events_acknowledged_total": "Events that a client was told are stored, by this request or before.",
    "glosa_events_stored_total": "Events stored for the first time.",
    "glosa_events_duplicate_total": "Events acknowledged that were stored already.",
    "glosa_events_rejected_total": "Events and quest progress refused, by reason.",
    "glosa_quest_events_acknowledged_total": "Quest progress that a client was told is stored.",
    "glosa_waiting_batches": "Batches of events that wait for a commit.",
    "glosa_board_subscribers": "Open streams of a live board.",
    "glosa_board_rows_total": "Changed rows that live boards were sent.",
    "glosa_board_restarts_total":
      "Whole boards sent again, to streams that had fallen behind or lost a pupil.",
    "glosa_store_errors_total": "Requests that the store failed, by kind.",
  ]

  private struct Answers: Sendable {
    let duration: Timer
    var byStatus: [Int: Counter] = [:]
  }

  private let prometheus = PrometheusMetrics(help: ServerMetrics.help)
  private let answers = Mutex<[RouteTable.Name: Answers]>([:])
  /// What the two counters of stored and doubled events say.
  private let told = Mutex((stored: 0, duplicates: 0))
  private let acknowledgedCount = Atomic(0)
  private let acknowledged: Counter
  private let stored: Counter
  private let duplicates: Counter
  private let questsAcknowledged: Counter
  private let rejected: [String: Counter]
  private let ingest: Timer
  private let waitingBatches: Meter
  private let boardSubscribers: Meter
  private let boardRows: Counter
  private let boardRestarts: Counter
  private let storeErrors: [String: Counter]

  init() {
    let factory = prometheus
    acknowledged = Counter(label: "glosa_events_acknowledged_total", factory: factory)
    stored = Counter(label: "glosa_events_stored_total", factory: factory)
    duplicates = Counter(label: "glosa_events_duplicate_total", factory: factory)
    questsAcknowledged = Counter(label: "glosa_quest_events_acknowledged_total", factory: factory)
    rejected = Dictionary(
      uniqueKeysWithValues: Rejection.Code.allCases.map(\.rawValue).map {
        ($0, Counter(label: "glosa_events_rejected_total", dimensions: [("code", $0)], factory: factory))
      })
    ingest = Timer(label: "glosa_ingest_duration_seconds", factory: factory)
    waitingBatches = Meter(label: "glosa_waiting_batches", factory: factory)
    boardSubscribers = Meter(label: "glosa_board_subscribers", factory: factory)
    boardRows = Counter(label: "glosa_board_rows_total", factory: factory)
    boardRestarts = Counter(label: "glosa_board_restarts_total", factory: factory)
    storeErrors = Dictionary(
      uniqueKeysWithValues: ["overloaded", "unavailable", "refused"].map {
        ($0, Counter(label: "glosa_store_errors_total", dimensions: [("kind", $0)], factory: factory))
      })
  }

  func answered(_ route: RouteTable.Name, status: Int, after duration: Duration) {
    let (timer, counter) = answers.withLock { answers -> (Timer, Counter) in
      if let known = answers[route], let counter = known.byStatus[status] { return (known.duration, counter) }
      var known = answers[route] ?? Answers(duration: makeTimer(route))
      let counter = makeCounter(route, status)
      known.byStatus[status] = counter
      answers[route] = known
      return (known.duration, counter)
    }
    timer.record(duration: duration)
    counter.increment()
  }

  private func makeTimer(_ route: RouteTable.Name) -> Timer {
    Timer(
      label: "glosa_request_duration_seconds",
      dimensions: [("method", route.method), ("route", route.pattern)], factory: prometheus)
  }

  private func makeCounter(_ route: RouteTable.Name, _ status: Int) -> Counter {
    Counter(
      label: "glosa_requests_total",
      dimensions: [("method", route.method), ("route", route.pattern), ("status", String(status))],
      factory: prometheus)
  }

  /// Notes a batch that was committed.
  func ingested(events: Int, after duration: Duration) {
    acknowledgedCount.add(events, ordering: .sequentiallyConsistent)
    acknowledged.increment(by: events)
    ingest.record(duration: duration)
  }

  /// Notes quest progress that was committed.
  func ingestedQuests(events: Int) { questsAcknowledged.increment(by: events) }

  /// Notes bad events.
  func rejected(_ rejections: [Rejection]) {
    for rejection in rejections { rejected[rejection.code]?.increment() }
  }

  /// Notes rows that changed on live boards.
  func boardChanged(rows: Int) { boardRows.increment(by: rows) }

  /// Notes a stream that was sent the whole board again.
  func boardStartedOver() { boardRestarts.increment() }

  /// Notes a request that the store failed.
  func storeFailed(_ error: StoreError) {
    let kind =
      switch error {
      case .overloaded: "overloaded"
      case .unavailable: "unavailable"
      case .refused: "refused"
      }
    storeErrors[kind]?.increment()
  }

  /// Everything in the text format of Prometheus.
  ///
  /// - Parameters:
  ///   - store: Knows how many events it has stored.
  ///   - waitingBatches: Those at this moment.
  ///   - subscribers: Open streams of boards.
  func text(of store: any Store, waitingBatches: Int, subscribers: Int) -> String {
    self.waitingBatches.set(waitingBatches)
    boardSubscribers.set(subscribers)
    told.withLock { told in
      // In this order: what is acknowledged was stored before, so the difference may be too low for a moment, but it is
      // never too high.
      let acknowledged = acknowledgedCount.load(ordering: .sequentiallyConsistent)
      guard let count = store.storedEvents else { return }
      let doubled = max(told.duplicates, acknowledged - count)
      stored.increment(by: count - told.stored)
      duplicates.increment(by: doubled - told.duplicates)
      told = (count, doubled)
    }
    return prometheus.text
  }
}
