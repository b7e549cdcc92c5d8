import Primitives

/// One measured figure, with the target it has to reach if it has one.
struct Figure {
  /// What a figure is counted in.
  enum Unit: String {
    case microseconds = "µs"
    case milliseconds = "ms"
    case seconds = "s"
    case ratio = "×"
    case perSecond = "/s"
    case mebibytes = "MiB"
    case count = ""
  }

  /// What a figure has to be.
  enum Target {
    case atMost(Double)
    case atLeast(Double)

    /// True where the value is good enough.
    func isMet(by value: Double) -> Bool {
      switch self {
      case .atMost(let limit): value <= limit
      case .atLeast(let limit): value >= limit
      }
    }

    /// The figure itself.
    var limit: Double {
      switch self {
      case .atMost(let limit), .atLeast(let limit): limit
      }
    }

    /// `≤` or `≥`.
    var sign: String {
      switch self {
      case .atMost: "≤"
      case .atLeast: "≥"
      }
    }
  }

  /// The name for programs: `award_to_bare_insert`.
  let key: String
  /// The name for people.
  let title: String
  /// The median, a ratio of medians, or a single measurement.
  let value: Double
  let unit: Unit
  /// The value that 95 of 100 measurements stayed below.
  var p95: Double?
  /// The smallest and the largest value of blocks of the same series: the noise.
  var range: ClosedRange<Double>?
  /// What is good enough; nil for a figure that others are compared with.
  var target: Target?

  /// Whether the target was met; nil without one.
  var isMet: Bool? { target?.isMet(by: value) }

  /// The median and p95 of a series, with the range of its blocks' medians.
  static func times(_ key: String, _ title: String, _ samples: Samples) -> Figure {
    Figure(
      key: key, title: title, value: samples.median, unit: .milliseconds, p95: samples.p95,
      range: range(of: samples.blockMedians))
  }

  /// The ratio of the medians of two series that were taken in turns, with the range of the blocks' ratios.
  static func ratio(
    _ key: String, _ title: String, of samples: Samples, to base: Samples, target: Target
  ) -> Figure {
    let ratios = zip(samples.blockMedians, base.blockMedians).map { $0 / $1 }
    return Figure(
      key: key, title: title, value: samples.median / base.median, unit: .ratio, range: range(of: ratios),
      target: target)
  }

  /// How much longer the median of one series is than that of another which was taken in turns with it, with the range of
  /// the blocks' differences.
  static func difference(
    _ key: String, _ title: String, of samples: Samples, to base: Samples, target: Target
  ) -> Figure {
    let differences = zip(samples.blockMedians, base.blockMedians).map { $0 - $1 }
    return Figure(
      key: key, title: title, value: samples.median - base.median, unit: .milliseconds,
      range: range(of: differences), target: target)
  }

  /// The figure for programs.
  var json: JSON {
    var object: JSONObject = [
      "key": .string(key), "value": .rounded(value),
      "unit": .string(unit == .ratio ? "ratio" : unit.rawValue),
    ]
    if let p95 { object["p95"] = .rounded(p95) }
    if let range { object["range"] = [.rounded(range.lowerBound), .rounded(range.upperBound)] }
    if let target {
      object[target.sign == "≤" ? "at_most" : "at_least"] = .rounded(target.limit)
    }
    if let isMet { object["met"] = .bool(isMet) }
    return .object(object)
  }

  /// The figure as the columns of the table.
  var columns: [String] {
    [
      title, "\(value.decimals(unit.decimals)) \(unit.rawValue)",
      p95.map { "\($0.decimals(unit.decimals)) \(unit.rawValue)" } ?? "",
      range.map { "\($0.lowerBound.decimals(unit.decimals))…\($0.upperBound.decimals(unit.decimals))" } ?? "",
      target.map { "\($0.sign) \($0.limit.decimals(unit == .ratio ? 2 : 1)) \(unit.rawValue)" } ?? "",
      isMet.map { $0 ? "met" : "MISSED" } ?? "",
    ]
  }

  private static func range(of values: [Double]) -> ClosedRange<Double>? {
    guard let smallest = values.min(), let largest = values.max() else { return nil }
    return smallest...largest
  }
}

extension Figure.Unit {
  /// Decimals that mean something.
  fileprivate var decimals: Int {
    switch self {
    case .microseconds: 1
    case .milliseconds: 3
    case .seconds, .ratio: 2
    case .perSecond, .mebibytes, .count: 0
    }
  }
}
