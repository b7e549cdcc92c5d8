/// Error correction over GF(256) with the polynomial x⁸+x⁴+x³+x²+1 (ISO/IEC 18004:2015, 7.5.2).
enum ReedSolomon {
  /// The codewords that are sent after those of data: the remainder of the division by (x-2⁰)(x-2¹)….
  static func correction(for data: [UInt8], count: Int) -> [UInt8] {
    let divisor = generator(degree: count)
    var remainder = [UInt8](repeating: 0, count: count)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for index in remainder.indices { remainder[index] ^= multiply(divisor[index], factor) }
    }
    return remainder
  }

  /// Coefficients of the generator polynomial, the highest power first, without the leading 1.
  private static func generator(degree: Int) -> [UInt8] {
    var coefficients = [UInt8](repeating: 0, count: degree - 1) + [1]
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in coefficients.indices {
        coefficients[index] = multiply(coefficients[index], root)
        if index + 1 < degree { coefficients[index] ^= coefficients[index + 1] }
      }
      root = multiply(root, 2)
    }
    return coefficients
  }

  static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product: UInt16 = 0
    for bit in (0..<8).reversed() {
      product = product << 1 ^ (product >> 7 & 1) * 0x11D
      if right >> bit & 1 == 1 { product ^= UInt16(left) }
    }
    return UInt8(truncatingIfNeeded: product)
  }
}
