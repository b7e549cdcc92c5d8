package import Primitives
package import Transport
package import Wire

/// What a board's feed has to say.
package enum BoardFeedEvent: Sendable {
  /// The whole board, at first and again; it replaces everything known.
  case snapshot(Board)
  /// One row that changed or came.
  case row(BoardRow)
  /// The stream is lost, for that reason; the next try is at that moment of the monotonic clock, in milliseconds.
  case lost(BoardFeedFault, nextTryAt: Int64)
  /// The server does not let this account see the board, or does not know it: there are no more tries.
  case refused(Problem)
}

/// Keeps the stream of a class's board going, and says what comes over it.
///
/// A stream that ends is opened again, at once first and then less and less often, with full jitter; a change of network
/// is worth a try at once.
///
/// Safe to use from any thread.
package final class BoardFeed: Sendable {
  private let scheduler: any Scheduler
  private let driver: Confined<BoardFeedDriver>

  /// A feed that does nothing before `start`.
  ///
  /// - Parameters:
  ///   - requests: Makes its request, as the teacher.
  ///   - ledger: Whose stream it is: before each try it is asked, as nobody, who is there, and another gets to see no token.
  ///     Nil asks nobody.
  ///   - seed: For jitter.
  ///   - report: Called on the scheduler.
  package init(
    of schoolClass: UniqueID, by requests: RequestBuilder, ledger: UniqueID? = nil,
    over transport: any Transport, on scheduler: any Scheduler, seed: UInt64,
    report: @escaping @Sendable (BoardFeedEvent) -> Void
  ) {
    self.scheduler = scheduler
    let request = requests.request(
      .boardStream, [schoolClass], accept: "text/event-stream", timeout: BoardFeedDriver.silence)
    let introduction = ledger.map {
      (
        ledger: $0,
        request: RequestBuilder(requests.place, token: nil).request(
          .healthz, timeout: .seconds(10))
      )
    }
    driver = Confined(
      value: BoardFeedDriver(
        request, after: introduction, over: transport, on: scheduler, seed: seed, report: report))
  }

  /// Opens the stream.
  package func start() { perform { $0.start() } }

  /// Tries at once what would be tried later.
  package func retry() { perform { $0.retry() } }

  /// Ends the feed; nothing is reported afterwards but what is on its way already.
  package func stop() { perform { $0.stop() } }

  private func perform(_ body: @escaping @Sendable (BoardFeedDriver) -> Void) {
    scheduler.perform { @Sendable [driver] in body(driver.value) }
  }
}

/// What a board's feed does, on its scheduler alone.
private final class BoardFeedDriver {
  /// How long nothing at all may come: the server shows every 15 s that it lives.
  static let silence = Duration.seconds(2 * Limit.heartbeatSeconds + 5)
  private static let shortestPause: Int64 = 500
  private static let longestPause: Int64 = 10_000

  private let request: HTTPRequest
  /// The question who is there, and the answer that is wanted.
  private let introduction: (ledger: UniqueID, request: HTTPRequest)?
  private let transport: any Transport
  private let scheduler: any Scheduler
  private let report: (BoardFeedEvent) -> Void
  private var generator: SeededGenerator
  private var stream: (any Cancellable)?
  /// Counts the streams: what comes over one that was given up is nobody's.
  private var number = 0
  private var failures = 0
  private var networkWatch: (any Cancellable)?
  private var isStopped = false
  /// A next try is planned.
  private var isWaiting = false
  private lazy var timer = scheduler.makeTimer(leeway: 20) { [weak self] in self?.open() }

  init(
    _ request: HTTPRequest, after introduction: (ledger: UniqueID, request: HTTPRequest)?,
    over transport: any Transport, on scheduler: any Scheduler, seed: UInt64,
    report: @escaping (BoardFeedEvent) -> Void
  ) {
    self.introduction = introduction
    (self.request, self.transport, self.scheduler, self.report) = (request, transport, scheduler, report)
    generator = SeededGenerator(seed: seed)
  }

  func start() {
    let driver = Confined { [weak self] in self }
    networkWatch = transport.watchNetwork { @Sendable [scheduler] in
      scheduler.perform { driver.value()?.networkChanged() }
    }
    open()
  }

  private func networkChanged() {
    if isWaiting { open() }
  }

  func retry() {
    if stream == nil, !isStopped { open() }
  }

  func stop() {
    (isStopped, isWaiting) = (true, false)
    number += 1
    timer.set(for: nil)
    networkWatch = nil
    stream?.cancel()
    stream = nil
  }

  private func open() {
    isWaiting = false
    timer.set(for: nil)
    number += 1
    guard let introduction else { return openStream() }
    let number = number
    let driver = Confined { [weak self] in self?.number == number ? self : nil }
    stream = transport.send(introduction.request) { @Sendable [scheduler] result in
      scheduler.perform { driver.value()?.introduced(result, wanted: introduction.ledger) }
    }
  }

  private func introduced(_ result: Result<HTTPResponse, TransportError>, wanted: UniqueID) {
    switch result {
    case .failure(let error): tryAgain(.noAnswer(error), nil)
    case .success(let response):
      guard let found = LedgerMark(response.header)?.serverID else {
        return tryAgain(.stranger(status: response.status), nil)
      }
      guard found == wanted else { return tryAgain(.otherLedger(found), nil) }
      openStream()
    }
  }

  private func openStream() {
    let number = number
    let driver = Confined { [weak self] in self?.number == number ? self : nil }
    let reader = BoardStreamReader()
    stream = transport.stream(request) { @Sendable [scheduler] bytes in
      // Read on the transport's thread: what waits for the scheduler is never more than one board.
      if reader.receive(bytes) { scheduler.perform { driver.value()?.take(from: reader) } }
    } completion: { @Sendable [scheduler] result in
      scheduler.perform { driver.value()?.ended(result) }
    }
  }

  /// Tells what has come since the last time.
  private func take(from reader: BoardStreamReader) {
    let news = reader.take()
    if let board = news.board {
      failures = 0
      report(.snapshot(board))
    }
    for row in news.rows { report(.row(row)) }
    guard news.hasFailed else { return }
    stream?.cancel()
    number += 1
    tryAgain(.noBoard, nil)
  }

  private func ended(_ result: Result<HTTPResponse, TransportError>) {
    switch result {
    case .failure(let error): tryAgain(.noAnswer(error), nil)
    case .success(let response) where response.status == 200:
      tryAgain(.ended, nil)
    case .success(let response):
      let problem = (try? JSON.parse(response.body)).flatMap { Problem(json: $0) }
      guard let problem else { return tryAgain(.noGlosa(status: response.status), nil) }
      if [401, 403, 404].contains(problem.status) {
        stream = nil
        return report(.refused(problem))
      }
      let wait = response.header("Retry-After").flatMap { Int64($0) }
      tryAgain(.refused(problem.detail), wait.map { min($0, 60) * 1000 })
    }
  }

  private func tryAgain(_ fault: BoardFeedFault, _ atLeast: Int64?) {
    stream = nil
    failures += 1
    let ceiling = min(Self.longestPause, Self.shortestPause << Int64(min(failures - 1, 10)))
    let pause = max(Int64.random(in: ceiling / 4...ceiling, using: &generator), atLeast ?? 0)
    let moment = scheduler.now + pause
    isWaiting = true
    timer.set(for: moment)
    report(.lost(fault, nextTryAt: moment))
  }
}
