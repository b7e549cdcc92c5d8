/// The strings of a text.
extension JSONParser {
  /// The string at the cursor; nil where an escape in it is half of a surrogate pair.
  mutating func parseString() throws(JSON.SyntaxError) -> String? {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try text(bytes[start..<position], at: start)
    }
    var decoded = Array(bytes[start..<position])
    var isWhole = true
    while let byte = peek {
      if byte == UInt8(ascii: "\"") {
        position += 1
        let string = try text(decoded[...], at: start)
        return isWhole ? string : nil
      }
      guard byte >= 0x20 else { throw error("a control character stands in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        if let scalar = try parseEscape() {
          decoded.append(contentsOf: String(scalar).utf8)
        } else {
          isWhole = false
        }
      } else {
        decoded.append(byte)
      }
    }
    throw error("the text ends inside a string")
  }

  private func text(_ utf8: ArraySlice<UInt8>, at start: Int) throws(JSON.SyntaxError) -> String {
    // Nearly all of it is ASCII, which needs no validation.
    if utf8.withUnsafeBufferPointer({ $0.allSatisfy { $0 < 0x80 } }) {
      return String(decoding: utf8, as: UTF8.self)
    }
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw JSON.SyntaxError(offset: start, reason: "a string is not UTF-8")
    }
    return text
  }

  /// The character of the escape after a backslash; nil for half of a surrogate pair.
  private mutating func parseEscape() throws(JSON.SyntaxError) -> Unicode.Scalar? {
    guard let byte = peek else { throw error("the text ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try parseHexadecimal()
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
      guard peek == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      let mark = position
      position += 2
      let trail = try parseHexadecimal()
      guard UTF16.isTrailSurrogate(trail) else {
        position = mark
        return nil
      }
      return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    default: throw error("an unknown escape")
    }
  }

  private mutating func parseHexadecimal() throws(JSON.SyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count,
      let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
      digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(digits, radix: 16)
    else { throw error("\\u wants four hexadecimal digits") }
    position += 4
    return unit
  }
}
