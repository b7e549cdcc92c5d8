import Metrics
import Synchronization

/// Keeps what swift-metrics is told, and writes it in the text format of Prometheus (version 0.0.4).
///
/// Counters are counters, meters and gauges are gauges, timers (in seconds) and aggregating recorders are histograms.
/// The same name and labels are the same figure, whoever asks for it. What would make the text grow without end (a new
/// series beyond `seriesLimit` of one name) is measured into the void.
final class PrometheusMetrics: MetricsFactory {
  /// Series of one name at most.
  static let seriesLimit = 1000

  /// One figure, or the figures of one histogram.
  protocol Series: AnyObject, Sendable {
    /// The word of the format.
    static var type: String { get }

    /// Appends the lines of the series.
    func write(name: String, labels: PrometheusLabels, to text: inout String)
  }

  private struct Family {
    let type: String
    var series: [PrometheusLabels: any Series] = [:]
  }

  private let help: [String: String]
  private let families = Mutex<[String: Family]>([:])

  /// Figures that are all still to come.
  ///
  /// - Parameter help: What the figures of a name say, in one line.
  init(help: [String: String] = [:]) { self.help = help }

  /// Everything measured so far, sorted by name and labels.
  var text: String {
    let families = families.withLock { $0 }
    var text = ""
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      if let help = help[name] { text += "# HELP \(name) \(help)\n" }
      text += "# TYPE \(name) \(family.type)\n"
      for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
        series.write(name: name, labels: labels, to: &text)
      }
    }
    return text
  }

  private func series<Kind: Series>(
    _ label: String, _ dimensions: [(String, String)], _ make: () -> Kind
  ) -> Kind {
    let (name, labels) = (PrometheusLabels.name(label), PrometheusLabels(dimensions))
    return families.withLock { families in
      var family = families[name] ?? Family(type: Kind.type)
      if let known = family.series[labels] { return known as? Kind ?? make() }
      let new = make()
      guard family.type == Kind.type, family.series.count < Self.seriesLimit else { return new }
      family.series[labels] = new
      families[name] = family
      return new
    }
  }
}

extension PrometheusMetrics {
  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions) { PrometheusCounter() }
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    series(label, dimensions) { PrometheusGauge() }
  }

  func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    if aggregate { return series(label, dimensions) { PrometheusHistogram() } }
    return series(label, dimensions) { PrometheusGauge() }
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    series(label, dimensions) { PrometheusHistogram() }
  }

  /// Figures stay until the process ends.
  func destroyCounter(_ handler: any CounterHandler) {}

  /// Figures stay until the process ends.
  func destroyMeter(_ handler: any MeterHandler) {}

  /// Figures stay until the process ends.
  func destroyRecorder(_ handler: any RecorderHandler) {}

  /// Figures stay until the process ends.
  func destroyTimer(_ handler: any TimerHandler) {}
}
