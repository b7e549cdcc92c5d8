/// Reads fixed-width decimal fields from bytes, each once, from front to back.
struct DigitReader<Bytes: Collection<UInt8>> {
  private var rest: Bytes.SubSequence

  init(_ bytes: Bytes) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(digits: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// One or more decimals as a whole number of units of 10⁻ᵈⁱᵍⁱᵗˢ.
  mutating func fraction(of digits: Int) -> Int64? {
    guard let first = digit() else { return nil }
    var value = first
    var count = 1
    while let next = digit() {
      if count < digits { value = value * 10 + next }
      count += 1
    }
    for _ in min(count, digits)..<digits { value *= 10 }
    return value
  }

  private mutating func digit() -> Int64? {
    guard let byte = rest.first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
    rest = rest.dropFirst()
    return Int64(byte - UInt8(ascii: "0"))
  }
}
