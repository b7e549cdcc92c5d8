/// Writes fixed-width decimal fields one after the other into one text: times are written by the million.
struct DigitWriter {
  /// Room for the longest: all the digits of a year that 64 bits of microseconds can reach, and everything after them.
  private static let capacity = 48
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  static func text(_ body: (inout DigitWriter) -> Void) -> String {
    String(unsafeUninitializedCapacity: capacity) { fill($0, body) }
  }

  /// Adds what the body writes to a text in UTF-8.
  static func write(to output: inout [UInt8], _ body: (inout DigitWriter) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { text in
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[..<fill(text, body)]))
    }
  }

  /// Lets the body write from the front on; how many bytes it wrote.
  private static func fill(
    _ text: UnsafeMutableBufferPointer<UInt8>, _ body: (inout DigitWriter) -> Void
  ) -> Int {
    var writer = DigitWriter(text: text)
    body(&writer)
    return writer.count
  }

  private init(text: UnsafeMutableBufferPointer<UInt8>) { self.text = text }

  mutating func write(_ character: Unicode.Scalar) {
    text[count] = UInt8(ascii: character)
    count += 1
  }

  /// As many digits as the number has, and zeros before them up to that many.
  mutating func write(_ number: Int64, digits: Int) {
    if number < 0 { write("-") }
    var rest = number.magnitude
    var width = 1
    while rest >= 10 {
      rest /= 10
      width += 1
    }
    width = max(width, digits)
    rest = number.magnitude
    for place in (count..<count + width).reversed() {
      text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
  }

  mutating func write(_ date: CivilDate) {
    write(date.year, digits: 4)
    write("-")
    write(date.month, digits: 2)
    write("-")
    write(date.day, digits: 2)
  }

  /// In RFC 3339.
  mutating func write(_ time: Timestamp) {
    let day = time.microseconds.floorDivided(by: 86_400_000_000)
    let rest = time.microseconds - day * 86_400_000_000
    let second = rest / 1_000_000
    let fraction = rest % 1_000_000
    write(CivilDate(daysSince1970: day))
    write("T")
    write(second / 3600, digits: 2)
    write(":")
    write(second / 60 % 60, digits: 2)
    write(":")
    write(second % 60, digits: 2)
    write(".")
    if fraction % 1000 == 0 {
      write(fraction / 1000, digits: 3)
    } else {
      write(fraction, digits: 6)
    }
    write("Z")
  }
}
