/// The lines of a text as bytes, without their ends, one after the other.
struct Lines {
  struct Line {
    let number: Int
    let bytes: ArraySlice<UInt8>

    /// True where there is nothing but spaces and tabs.
    var isBlank: Bool { bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    var isComment: Bool { bytes.first == UInt8(ascii: "#") }

    /// True for `term<TAB>translations…`, in whatever case.
    var isColumnNames: Bool {
      let text = String(decoding: bytes, as: UTF8.self).lowercased()
      return text.hasPrefix("term\ttranslation")
    }
  }

  private let bytes: [UInt8]
  private var position: Int
  private var number = 0

  /// The lines of the bytes; a byte order mark at their start is passed over.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next line, gone past; nil at the end.
  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    var line = bytes[position..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    position = end + 1
    number += 1
    return Line(number: number, bytes: line)
  }

  /// The next line, not gone past.
  func peek() -> Line? {
    var copy = self
    return copy.next()
  }

  /// What was not gone past, and the number of its first line.
  var rest: (bytes: ArraySlice<UInt8>, line: Int) {
    (bytes[min(position, bytes.count)...], number + 1)
  }

  /// Goes past the next line.
  mutating func skip() { _ = next() }
}
