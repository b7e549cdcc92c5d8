/// A universally unique identifier (RFC 9562), compared and ordered by its sixteen bytes.
///
/// Text is only a way in and out: parsing takes upper and lower case, printing gives lower case. Two ids are
/// therefore never told apart by the case that some other program prints them in.
package struct UniqueID: Hashable, Sendable, Comparable {
  /// The eight bytes that come first in the text form, most significant first.
  package let high: UInt64
  /// The eight bytes that come last in the text form, most significant first.
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An identifier of exactly sixteen bytes; nil for any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    let halves = bytes.enumerated().reduce(into: (high: UInt64(0), low: UInt64(0))) { halves, byte in
      if byte.offset < 8 {
        halves.high = halves.high << 8 | UInt64(byte.element)
      } else {
        halves.low = halves.low << 8 | UInt64(byte.element)
      }
    }
    self.init(high: halves.high, low: halves.low)
  }

  /// Parses the 36-character form `8-4-4-4-12` in hexadecimal digits of either case; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let utf8 = text.utf8
    guard utf8.count == Self.textLength else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    var digits = 0
    for (position, character) in utf8.enumerated() {
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard character == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let value = Self.hexadecimalValue(character) else { return nil }
      if digits < 16 { high = high << 4 | value } else { low = low << 4 | value }
      digits += 1
    }
    self.init(high: high, low: low)
  }

  /// A version 7 identifier: 48 bits of Unix time in milliseconds, then random bits, so that ids made later sort
  /// later and an index over them grows at its end (RFC 9562, section 5.7).
  ///
  /// - Parameters:
  ///   - milliseconds: Milliseconds since 1970-01-01T00:00:00Z; the low 48 bits are used.
  ///   - generator: The source of the 74 random bits.
  package static func version7(
    milliseconds: Int64, using generator: inout some RandomNumberGenerator
  ) -> UniqueID {
    let time = UInt64(truncatingIfNeeded: milliseconds) & 0xFFFF_FFFF_FFFF
    let random: UInt64 = generator.next()
    return UniqueID(
      high: time << 16 | 0x7000 | (random & 0x0FFF),
      low: 0x8000_0000_0000_0000 | (generator.next() & 0x3FFF_FFFF_FFFF_FFFF))
  }

  /// A version 4 identifier: 122 random bits (RFC 9562, section 5.4).
  package static func random(using generator: inout some RandomNumberGenerator) -> UniqueID {
    UniqueID(
      high: (generator.next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000,
      low: 0x8000_0000_0000_0000 | (generator.next() & 0x3FFF_FFFF_FFFF_FFFF))
  }

  /// The version that the bits tell: 5 for an id derived from others, 7 for one of a client of Glosa.
  package var version: Int { Int(high >> 12 & 0xF) }

  /// The sixteen bytes, in the order of the text form.
  package var bytes: [UInt8] {
    (0..<16).map { index in
      let half = index < 8 ? high : low
      return UInt8(truncatingIfNeeded: half >> UInt64((7 - index % 8) * 8))
    }
  }

  /// Orders by bytes, which is the order of the lower-case text and, for version 7, of time.
  package static func < (left: UniqueID, right: UniqueID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  private static func hexadecimalValue(_ character: UInt8) -> UInt64? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(character - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(character - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(character - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}

extension UniqueID: CustomStringConvertible {
  private static let textLength = 36

  /// The 36-character form in lower case.
  package var description: String {
    String(unsafeUninitializedCapacity: Self.textLength) { text in
      write(into: text)
      return Self.textLength
    }
  }

  /// Adds the 36-character form in lower case to a text in UTF-8.
  package func write(to output: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.textLength) { text in
      write(into: text)
      output.append(contentsOf: text)
    }
  }

  private func write(into text: UnsafeMutableBufferPointer<UInt8>) {
    var place = 0
    for digit in 0..<32 {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        text[place] = UInt8(ascii: "-")
        place += 1
      }
      let half = digit < 16 ? high : low
      text[place] = UInt8(truncatingIfNeeded: half &>> UInt64((15 - digit % 16) * 4) & 15).hexadecimalDigit
      place += 1
    }
  }
}
