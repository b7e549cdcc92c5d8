/// Times of one thing done many times, in the order they were taken.
struct Samples {
  /// In how many blocks a series is cut to tell how steady it was.
  static let blocks = 5

  private(set) var times: [Duration] = []

  /// Times `body`, to its return; one that throws leaves no sample.
  mutating func time<Value>(_ body: () throws -> Value) rethrows -> Value {
    let start = ContinuousClock.now
    let value = try body()
    times.append(ContinuousClock.now - start)
    return value
  }

  /// Milliseconds that half of the samples stayed below.
  var median: Double { Self.percentile(50, of: times[...]) }

  /// Milliseconds that 95 of 100 samples stayed below.
  var p95: Double { Self.percentile(95, of: times[...]) }

  /// Milliseconds that 99 of 100 samples stayed below.
  var p99: Double { Self.percentile(99, of: times[...]) }

  /// The medians of consecutive blocks of equal length, in milliseconds.
  var blockMedians: [Double] {
    (0..<Self.blocks).map { block in
      let bounds = times.count * block / Self.blocks..<times.count * (block + 1) / Self.blocks
      return Self.percentile(50, of: times[bounds])
    }
  }

  /// The percentile by the nearest rank, in milliseconds; 0 of nothing.
  private static func percentile(_ percent: Int, of times: ArraySlice<Duration>) -> Double {
    guard !times.isEmpty else { return 0 }
    let rank = (times.count * percent + 99) / 100
    return times.sorted()[max(0, rank - 1)].milliseconds
  }
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
}
