extension Collection<UInt8> {
  /// Two hexadecimal digits a byte, in lower case.
  package var hexadecimal: String {
    String(unsafeUninitializedCapacity: 2 * count) { text in
      var place = 0
      for byte in self {
        text[place] = (byte >> 4).hexadecimalDigit
        text[place + 1] = (byte & 15).hexadecimalDigit
        place += 2
      }
      return place
    }
  }
}

extension [UInt8] {
  /// Adds two hexadecimal digits a byte, in lower case, to a text in UTF-8.
  package func writeHexadecimal(to output: inout [UInt8]) {
    for byte in self { output.appendHexadecimal(byte) }
  }

  /// Adds the two digits of one byte to a text in UTF-8.
  mutating func appendHexadecimal(_ byte: UInt8) {
    append((byte >> 4).hexadecimalDigit)
    append((byte & 15).hexadecimalDigit)
  }
}

extension UInt8 {
  /// The digit of a number from 0 to 15, in lower case.
  var hexadecimalDigit: UInt8 { self < 10 ? UInt8(ascii: "0") + self : UInt8(ascii: "a") + self - 10 }
}
