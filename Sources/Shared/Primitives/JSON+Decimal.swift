extension JSON {
  /// The exact worth of a JSON number: its digits without zeros around them, times a power of ten.
  package struct Decimal: Hashable, Sendable {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var exponent = 0

    /// The worth of a literal as JSON writes it.
    package init(_ literal: String) {
      var isFraction = false
      var text = literal.utf8[...]
      while let byte = text.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
        text.removeFirst()
        switch byte {
        case UInt8(ascii: "-"): isNegative = true
        case UInt8(ascii: "."): isFraction = true
        default:
          digits.append(byte)
          if isFraction { exponent -= 1 }
        }
      }
      // An exponent beyond 64 bits stands for itself, at either end: no sum of such is ever compared.
      if !text.isEmpty {
        let written = text.dropFirst()
        let limit = written.first == UInt8(ascii: "-") ? Int.min / 2 : Int.max / 2
        exponent = exponent.addingReportingOverflow(Int(Substring(written)) ?? limit).partialValue
      }
      while digits.last == UInt8(ascii: "0") {
        digits.removeLast()
        exponent = exponent.addingReportingOverflow(1).partialValue
      }
      digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
      if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    }

    /// True where a literal's power of ten, if it writes one, is no further from 0 than `limit`: what it stands for can
    /// then be written out by whoever keeps numbers so.
    package static func hasExponent(of literal: String, upTo limit: Int) -> Bool {
      guard let mark = literal.utf8.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) else { return true }
      guard let exponent = Int(literal[literal.utf8.index(after: mark)...]) else { return false }
      return exponent.magnitude <= UInt(limit)
    }

    /// The number where it is whole and fits into 64 bits; decided on the digits, so never rounded.
    package var integer: Int? {
      // The last digit is no zero, so a power below 0 leaves a fraction; 64 bits have 19 digits at most.
      guard exponent >= 0, exponent <= 19, digits.count + exponent <= 19 else { return nil }
      var value = 0
      for digit in digits + Array(repeating: UInt8(ascii: "0"), count: exponent) {
        let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
        // Counted below zero, where there is room for one more than above.
        let (next, overflowsToo) = shifted.subtractingReportingOverflow(Int(digit - UInt8(ascii: "0")))
        if overflows || overflowsToo { return nil }
        value = next
      }
      if isNegative { return value }
      return value == .min ? nil : -value
    }
  }
}
