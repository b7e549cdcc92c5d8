/// A code in the making: a square of modules, and which of them carry no data.
struct QRMatrix: Hashable {
  let size: Int
  private(set) var modules: [Bool]
  private var isReserved: [Bool]

  subscript(row: Int, column: Int) -> Bool { modules[row * size + column] }

  init(_ version: QRVersion, codewords: [UInt8], mask: Int) {
    size = version.size
    modules = Array(repeating: false, count: size * size)
    isReserved = modules
    drawTiming()
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] { drawFinder(row, column) }
    if let centre = version.alignment { drawAlignment(centre) }
    drawFormat(mask: mask)
    place(codewords)
    apply(mask: mask)
  }

  private mutating func reserve(_ row: Int, _ column: Int, _ isDark: Bool) {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return }
    modules[row * size + column] = isDark
    isReserved[row * size + column] = true
  }

  // MARK: Patterns (ISO/IEC 18004:2015, 6.3)

  private mutating func drawTiming() {
    for index in 0..<size {
      reserve(6, index, index % 2 == 0)
      reserve(index, 6, index % 2 == 0)
    }
  }

  /// A finder pattern around a centre, with the light around it.
  private mutating func drawFinder(_ row: Int, _ column: Int) {
    for down in -4...4 {
      for across in -4...4 {
        let distance = max(abs(down), abs(across))
        reserve(row + down, column + across, distance != 2 && distance != 4)
      }
    }
  }

  private mutating func drawAlignment(_ centre: Int) {
    for down in -2...2 {
      for across in -2...2 { reserve(centre + down, centre + across, max(abs(down), abs(across)) != 1) }
    }
  }

  /// Both copies of level and mask, and the module that is always dark (ISO/IEC 18004:2015, 7.9.1).
  private mutating func drawFormat(mask: Int) {
    let bits = Self.format(mask: mask)
    for index in 0..<15 {
      let isDark = bits >> index & 1 == 1
      switch index {
      case ..<6: reserve(index, 8, isDark)
      case ..<8: reserve(index + 1, 8, isDark)
      case 8: reserve(8, 7, isDark)
      default: reserve(8, 14 - index, isDark)
      }
      if index < 8 { reserve(8, size - 1 - index, isDark) } else { reserve(size - 15 + index, 8, isDark) }
    }
    reserve(size - 8, 8, true)
  }

  /// Level M, which is 00, and the mask, with 10 bits of BCH correction (ISO/IEC 18004:2015, annex C).
  static func format(mask: Int) -> Int {
    var remainder = mask
    for _ in 0..<10 { remainder = remainder << 1 ^ (remainder >> 9) * 0x537 }
    return (mask << 10 | remainder) ^ 0x5412
  }

  // MARK: Data

  /// Up and down in columns two modules wide, from the right; the column of the timing pattern is left out (ISO/IEC
  /// 18004:2015, 7.7.3). Modules that are left at the end stay light.
  private mutating func place(_ codewords: [UInt8]) {
    var bit = 0
    let columns = stride(from: size - 1, to: 6, by: -2).map { $0 } + [5, 3, 1]
    for (turn, right) in columns.enumerated() {
      for step in 0..<size {
        let row = turn % 2 == 0 ? size - 1 - step : step
        for column in [right, right - 1] where !isReserved[row * size + column] && bit < codewords.count * 8 {
          modules[row * size + column] = codewords[bit / 8] >> (7 - bit % 8) & 1 == 1
          bit += 1
        }
      }
    }
  }

  private mutating func apply(mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isReserved[row * size + column] {
        if Self.turns(mask, row, column) { modules[row * size + column].toggle() }
      }
    }
  }

  /// ISO/IEC 18004:2015, table 10.
  private static func turns(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
    let (sum, product) = (row + column, row * column)
    return switch mask {
    case 0: sum % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: sum % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: product % 2 + product % 3 == 0
    case 6: (product % 2 + product % 3) % 2 == 0
    default: (sum % 2 + product % 3) % 2 == 0
    }
  }
}
