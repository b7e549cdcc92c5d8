extension QRVersion {
  /// The codewords of a text in byte mode, in the order in which they are placed; the text fits.
  ///
  /// No character set is declared: ASCII is read alike everywhere, and most readers, not all, take the rest for UTF-8.
  func codewords(of text: [UInt8]) -> [UInt8] {
    let (count, length, correction) = blocks
    let data = data(of: text)
    let blocks = (0..<count).map { Array(data[$0 * length..<($0 + 1) * length]) }
    let checks = blocks.map { ReedSolomon.correction(for: $0, count: correction) }
    return (0..<length).flatMap { index in blocks.map { $0[index] } }
      + (0..<correction).flatMap { index in checks.map { $0[index] } }
  }

  /// Mode 0100, the length in 8 bits, the bytes, the end 0000, and padding (ISO/IEC 18004:2015, 7.4).
  private func data(of text: [UInt8]) -> [UInt8] {
    let whole = [UInt8(truncatingIfNeeded: text.count)] + text + [0]
    // Everything stands half a byte later than its bytes, after the mode.
    var data = zip([0x04] + whole, whole).map { before, byte in before << 4 | byte >> 4 }
    let padding: [UInt8] = [0xEC, 0x11]
    for index in 0..<(dataCodewords - data.count) { data.append(padding[index % 2]) }
    return data
  }
}
