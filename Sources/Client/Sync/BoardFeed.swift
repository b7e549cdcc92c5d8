import Dispatch
import Primitives
public import Transport
public import Wire

/// What a board's feed has to say.
public enum BoardFeedEvent: Sendable {
  /// The whole board, at first and again; it replaces everything known.
  case snapshot(Board)
  /// One row that changed or came.
  case row(BoardRow)
  /// The stream is lost, for that reason; the next try is at that moment of the monotonic clock, in milliseconds.
  case lost(reason: String, nextTryAt: Int64)
  /// The server does not let this account see the board, or does not know it: there are no more tries.
  case refused(Problem)
}

/// Keeps the stream of a class's board going, and says what comes over it.
///
/// A stream that ends is opened again, at once first and then less and less often, with full jitter; a change of network
/// is worth a try at once.
///
/// `@unchecked Sendable`: every stored `var` is read and written on `queue` alone; everything else is immutable and
/// itself Sendable.
public final class BoardFeed: @unchecked Sendable {
  /// How long nothing at all may come: the server shows every 15 s that it lives.
  private static let silence = Duration.seconds(2 * Limit.heartbeatSeconds + 5)
  private static let shortestPause: Int64 = 500
  private static let longestPause: Int64 = 10_000

  private let queue = DispatchQueue(label: "glosa.board")
  private let transport: any Transport
  private let request: HTTPRequest
  private let report: @Sendable (BoardFeedEvent) -> Void
  private var generator: SeededGenerator
  private var parser = EventStreamParser()
  private var stream: (any Cancellable)?
  /// Counts the streams: what comes over one that was given up is nobody's.
  private var number = 0
  private var failures = 0
  private var timer: (any DispatchSourceTimer)?
  private var monitor: NetworkMonitor?
  private var isStopped = false

  /// A feed that does nothing before `start`.
  ///
  /// - Parameters:
  ///   - url: The stream's.
  ///   - seed: For jitter.
  ///   - report: Called on a queue of the feed's own.
  public init(
    url: String, token: String, transport: any Transport, seed: UInt64,
    report: @escaping @Sendable (BoardFeedEvent) -> Void
  ) {
    self.transport = transport
    self.report = report
    generator = SeededGenerator(seed: seed)
    request = HTTPRequest(
      method: "GET", url: url,
      headers: [HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Accept", "text/event-stream")],
      body: nil, timeout: Self.silence)
  }

  /// Opens the stream.
  public func start() {
    perform { feed in
      feed.monitor = NetworkMonitor(queue: feed.queue) { @Sendable [weak feed] in
        guard let feed, feed.stream == nil, feed.timer != nil else { return }
        feed.transport.networkChanged()
        feed.open()
      }
      feed.open()
    }
  }

  /// Tries at once what would be tried later.
  public func retry() {
    perform { feed in
      if feed.stream == nil, !feed.isStopped { feed.open() }
    }
  }

  /// Ends the feed; nothing is reported afterwards but what is on its way already.
  public func stop() {
    perform { feed in
      feed.isStopped = true
      feed.number += 1
      feed.timer?.cancel()
      (feed.timer, feed.monitor) = (nil, nil)
      feed.stream?.cancel()
      feed.stream = nil
    }
  }

  private func perform(_ body: @escaping @Sendable (BoardFeed) -> Void) {
    queue.async { @Sendable [self] in body(self) }
  }

  private func open() {
    timer?.cancel()
    timer = nil
    parser = EventStreamParser()
    number += 1
    let number = number
    stream = transport.stream(request) { @Sendable [weak self] bytes in
      self?.perform { feed in if feed.number == number { feed.took(bytes) } }
    } completion: { @Sendable [weak self] result in
      self?.perform { feed in if feed.number == number { feed.ended(result) } }
    }
  }

  private func took(_ bytes: [UInt8]) {
    for event in parser.receive(bytes) {
      guard let json = try? JSON.parse(event.data) else { continue }
      if event.name == BoardEvent.snapshot, let board = Board(json: json) {
        failures = 0
        report(.snapshot(board))
      } else if event.name == BoardEvent.student, let row = BoardRow(json: json) {
        report(.row(row))
      }
    }
    guard parser.hasFailed else { return }
    stream?.cancel()
    number += 1
    tryAgain("What the server sends is no board; is its version the same as this one's?", nil)
  }

  private func ended(_ result: Result<HTTPResponse, TransportError>) {
    switch result {
    case .failure(let error): tryAgain(error.description, nil)
    case .success(let response) where response.status == 200:
      tryAgain("The server ended the stream, perhaps because it is being started anew.", nil)
    case .success(let response):
      let problem = (try? JSON.parse(response.body)).flatMap { Problem(json: $0) }
      guard let problem else {
        return tryAgain("What answers there is no Glosa server (\(response.status)): check the address.", nil)
      }
      if [401, 403, 404].contains(problem.status) {
        stream = nil
        return report(.refused(problem))
      }
      let wait = response.header("Retry-After").flatMap { Int64($0) }
      tryAgain(problem.detail, wait.map { min($0, 60) * 1000 })
    }
  }

  private func tryAgain(_ reason: String, _ atLeast: Int64?) {
    stream = nil
    failures += 1
    let ceiling = min(Self.longestPause, Self.shortestPause << Int64(min(failures - 1, 10)))
    let pause = max(Int64.random(in: ceiling / 4...ceiling, using: &generator), atLeast ?? 0)
    let moment = DispatchTime.now() + .milliseconds(Int(pause))
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { @Sendable [weak self] in self?.open() }
    timer.schedule(deadline: moment, leeway: .milliseconds(20))
    timer.activate()
    self.timer = timer
    report(.lost(reason: reason, nextTryAt: Int64(moment.uptimeNanoseconds / 1_000_000)))
  }
}
