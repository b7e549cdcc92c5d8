import Metrics
import Synchronization

/// A figure that only grows.
final class PrometheusCounter: CounterHandler, PrometheusMetrics.Series {
  static let type = "counter"
  private let count = Atomic<Int64>(0)

  func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

  func reset() { count.store(0, ordering: .relaxed) }

  func write(name: String, labels: PrometheusLabels, to text: inout String) {
    text += "\(name)\(labels.braced) \(count.load(ordering: .relaxed))\n"
  }
}

/// A figure that goes up and down.
final class PrometheusGauge: MeterHandler, RecorderHandler, PrometheusMetrics.Series {
  static let type = "gauge"
  private let value = Mutex(0.0)

  func set(_ value: Int64) { set(Double(value)) }

  func set(_ value: Double) { self.value.withLock { $0 = value } }

  func increment(by amount: Double) { value.withLock { $0 += amount } }

  func decrement(by amount: Double) { increment(by: -amount) }

  func record(_ value: Int64) { set(value) }

  func record(_ value: Double) { set(value) }

  func write(name: String, labels: PrometheusLabels, to text: inout String) {
    text += "\(name)\(labels.braced) \(value.withLock { $0 }.figure)\n"
  }
}

/// How many values were at most so large, for some sizes.
final class PrometheusHistogram: TimerHandler, RecorderHandler, PrometheusMetrics.Series {
  static let type = "histogram"

  /// The sizes: seconds, from a commit on a good disk to what nobody waits for.
  static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    /// Those above all bounds last.
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    var sum = 0.0
  }

  private let state = Mutex(State())

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let place = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.counts[place] += 1
      state.sum += value
    }
  }

  func write(name: String, labels: PrometheusLabels, to text: inout String) {
    let state = state.withLock { $0 }
    var count = 0
    for (bound, own) in zip(Self.bounds.map(\.figure) + ["+Inf"], state.counts) {
      count += own
      text += "\(name)_bucket\(labels.adding("le", bound).braced) \(count)\n"
    }
    text += "\(name)_sum\(labels.braced) \(state.sum.figure)\n\(name)_count\(labels.braced) \(count)\n"
  }
}

extension Double {
  /// Whole numbers without the `.0` that Swift writes.
  fileprivate var figure: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
