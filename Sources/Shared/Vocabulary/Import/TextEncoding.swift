/// How the bytes of a text stand for characters. UTF-8 is what Glosa writes; the others are what spreadsheets make.
package enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf16 = "UTF-16"
  case windows1252 = "Windows-1252"

  /// The bytes as UTF-8 without a byte order mark and with line feeds alone between the lines.
  ///
  /// - Throws: What the bytes are instead, where they are no text.
  static func decode(_ bytes: [UInt8]) throws(WordSetError.Reason) -> (text: [UInt8], encoding: TextEncoding)
  {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { throw .archive }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      guard String(validating: bytes.dropFirst(3), as: UTF8.self) != nil else { throw .notUTF8 }
      return (withLineFeeds(bytes.dropFirst(3)), .utf8)
    }
    for (mark, isLittle) in [([0xFF, 0xFE] as [UInt8], true), ([0xFE, 0xFF], false)]
    where bytes.starts(with: mark) {
      guard let text = utf16(bytes.dropFirst(2), isLittle: isLittle) else { throw .notText }
      return (withLineFeeds(text.utf8), .utf16)
    }
    if String(validating: bytes, as: UTF8.self) != nil { return (withLineFeeds(bytes), .utf8) }
    guard let text = windows1252(bytes) else { throw .notText }
    return (withLineFeeds(text.utf8), .windows1252)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(validating: units, as: UTF16.self)
  }

  /// The characters of 0x80 to 0x9F; the five that stand for nothing are 0.
  private static let windowsSigns: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
  ]

  /// Nil where a byte stands for no character or for a control character that no text has: any file at all could else
  /// pass for one.
  private static func windows1252(_ bytes: [UInt8]) -> String? {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      if byte < 0x20, ![0x09, 0x0A, 0x0C, 0x0D].contains(byte) { return nil }
      let value = (0x80...0x9F).contains(byte) ? windowsSigns[Int(byte) - 0x80] : UInt32(byte)
      guard value != 0, let scalar = Unicode.Scalar(value) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  private static func withLineFeeds(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var follows = false
    for byte in bytes {
      if byte == UInt8(ascii: "\r") {
        text.append(UInt8(ascii: "\n"))
      } else if !(byte == UInt8(ascii: "\n") && follows) {
        text.append(byte)
      }
      follows = byte == UInt8(ascii: "\r")
    }
    return text
  }
}
