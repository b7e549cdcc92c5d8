/// A size of code at error-correction level M, the largest being 6: from there on codes carry more than what is here.
enum QRVersion: Int, CaseIterable {
  case one = 1
  case two, three, four, five, six

  /// Modules of a side.
  var size: Int { 17 + 4 * rawValue }

  /// Blocks of error correction, all of one length, with the codewords of each: ISO/IEC 18004:2015, table 9.
  var blocks: (count: Int, data: Int, correction: Int) {
    switch self {
    case .one: (1, 16, 10)
    case .two: (1, 28, 16)
    case .three: (1, 44, 26)
    case .four: (2, 32, 18)
    case .five: (2, 43, 24)
    case .six: (4, 27, 16)
    }
  }

  /// Codewords of data.
  var dataCodewords: Int { blocks.count * blocks.data }

  /// Bytes of text: 4 bits for the mode and 8 for the length stand before them, 4 for the end behind them.
  var capacity: Int { dataCodewords - 2 }

  /// Row and column of the centre of the only alignment pattern, ISO/IEC 18004:2015, table E.1; nil where there is none.
  var alignment: Int? { self == .one ? nil : size - 7 }
}
