extension QRMatrix {
  /// How hard a masked code is to read, the less the better (ISO/IEC 18004:2015, 7.8.3.1).
  var penalty: Int {
    let lines = (0..<size).map { row in (0..<size).map { self[row, $0] } }
    let columns = (0..<size).map { column in (0..<size).map { self[$0, column] } }
    return (lines + columns).reduce(0) { $0 + Self.runs($1) + Self.finders($1) }
      + squares + imbalance
  }

  /// Runs of one colour of 5 and more.
  private static func runs(_ line: [Bool]) -> Int {
    var (points, length) = (0, 0)
    for (index, module) in line.enumerated() {
      length = index > 0 && line[index - 1] == module ? length + 1 : 1
      if length == 5 { points += 3 } else if length > 5 { points += 1 }
    }
    return points
  }

  private static let finder = [true, false, true, true, true, false, true]
  private static let gap = [false, false, false, false]

  /// What looks like a line through a finder pattern, with a gap before it or behind it. The light that is around a code counts.
  private static func finders(_ line: [Bool]) -> Int {
    let wide = gap + line + gap
    let patterns = [gap + finder, finder + gap]
    return patterns.reduce(0) { points, pattern in
      points + 40
        * (0...wide.count - pattern.count).count { wide[$0..<$0 + pattern.count].elementsEqual(pattern) }
    }
  }

  /// Squares of 2×2 modules of one colour.
  private var squares: Int {
    var count = 0
    for row in 0..<size - 1 {
      for column in 0..<size - 1 {
        let module = self[row, column]
        if self[row, column + 1] == module, self[row + 1, column] == module,
          self[row + 1, column + 1] == module
        {
          count += 1
        }
      }
    }
    return 3 * count
  }

  /// How far the share of dark modules is from a half, in steps of 5 %.
  private var imbalance: Int {
    let dark = modules.count { $0 }
    return 10 * (abs(dark * 100 - modules.count * 50) / (modules.count * 5))
  }
}
