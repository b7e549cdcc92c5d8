import Logging
import Synchronization

/// Logs errors without drowning the log: a full disk makes every request fail, thousands of them.
///
/// The first line is written at once; what follows is counted, and told together with the next line, which is written
/// at the earliest an interval later.
final class RateLimitedLogger: Sendable {
  private struct State {
    var toldAt: Duration?
    var untold = 0
  }

  private let interval: Duration
  private let uptime: @Sendable () -> Duration
  private let state = Mutex(State())

  init(interval: Duration, uptime: @escaping @Sendable () -> Duration) {
    self.interval = interval
    self.uptime = uptime
  }

  func error(_ text: String, _ logger: Logger) {
    let now = uptime()
    let untold: Int? = state.withLock { state in
      if let toldAt = state.toldAt, now - toldAt < interval {
        state.untold += 1
        return nil
      }
      defer { state = State(toldAt: now) }
      return state.untold
    }
    guard let untold else { return }
    logger.error("\(text)", metadata: untold == 0 ? [:] : ["more_since_last_line": "\(untold)"])
  }
}
