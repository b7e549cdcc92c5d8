/// A moment in UTC with the precision of a microsecond, which is PostgreSQL's, so that the same event reads the
/// same from every store.
package struct Timestamp: Hashable, Sendable, Comparable {
  /// Microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  package let microseconds: Int64

  /// A moment the given number of microseconds after 1970-01-01T00:00:00Z.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// A moment the given number of milliseconds after 1970-01-01T00:00:00Z.
  package init(milliseconds: Int64) {
    self.microseconds = milliseconds * 1000
  }

  /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded down.
  package var milliseconds: Int64 { microseconds.floorDivided(by: 1000) }

  /// The moment `seconds` later (earlier where negative).
  package func adding(seconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + seconds * 1_000_000)
  }

  /// The moment so many milliseconds later (earlier where negative).
  package func adding(milliseconds: Int64) -> Timestamp {
    Timestamp(microseconds: microseconds + milliseconds * 1000)
  }

  /// Orders from earlier to later.
  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.microseconds < right.microseconds
  }
}

extension Timestamp {
  /// The calendar's date at this moment, in a place whose clocks are that far ahead of UTC.
  package func date(offsetSeconds: Int64 = 0) -> CivilDate {
    CivilDate(daysSince1970: adding(seconds: offsetSeconds).microseconds.floorDivided(by: 86_400_000_000))
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC: `2026-11-22T10:43:19.123Z`; milliseconds, or microseconds where they are needed to be exact.
  package var description: String { DigitWriter.text { $0.write(self) } }

  /// Adds the same to a text in UTF-8.
  package func write(to output: inout [UInt8]) { DigitWriter.write(to: &output) { $0.write(self) } }
}

extension Timestamp {
  /// Parses RFC 3339 with `Z` or a numeric offset, any number of decimals (those beyond a microsecond are cut), and
  /// `T` or a space between date and time. Nil for anything else, impossible dates and years beyond 0001…9999 included.
  ///
  /// A leap second, `:60`, is read as the first moment of the next minute.
  package init?(_ text: some StringProtocol) {
    var reader = DigitReader(text.utf8)
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(digits: 2), reader.skip(":"),
      let minute = reader.number(digits: 2), reader.skip(":"),
      let second = reader.number(digits: 2),
      let date = CivilDate(year: year, month: month, day: day),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    var fraction: Int64 = 0
    if reader.skip(".") {
      guard let decimals = reader.fraction(of: 6) else { return nil }
      fraction = decimals
    }
    var offset: Int64 = 0
    if !reader.skip("Z") && !reader.skip("z") {
      let sign: Int64
      if reader.skip("+") { sign = 1 } else if reader.skip("-") { sign = -1 } else { return nil }
      guard let hours = reader.number(digits: 2), reader.skip(":"), let minutes = reader.number(digits: 2),
        hours < 24, minutes < 60
      else { return nil }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard reader.isAtEnd else { return nil }
    let seconds = date.daysSince1970 * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(microseconds: seconds * 1_000_000 + fraction)
  }
}

/// A date of the proleptic Gregorian calendar.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
/// (https://howardhinnant.github.io/date_algorithms.html).
package struct CivilDate: Hashable, Sendable, CustomStringConvertible {
  /// The year, 1 to 9999 where it was parsed.
  package let year: Int64
  /// The month, 1 to 12.
  package let month: Int64
  /// The day of the month, 1 to 31.
  package let day: Int64

  /// A date that exists, in the years 1 to 9999; nil for any other.
  package init?(year: Int64, month: Int64, day: Int64) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[Int(month) - 1] else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Parses `YYYY-MM-DD`; nil for anything else and for a date that does not exist.
  package init?(_ text: some StringProtocol) {
    var reader = DigitReader(text.utf8)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2),
      reader.skip("-"), let day = reader.number(digits: 2), reader.isAtEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date that many days after 1970-01-01.
  package init(daysSince1970: Int64) {
    let shifted = daysSince1970 + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01 to this date.
  package var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear.floorDivided(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// `YYYY-MM-DD`.
  package var description: String { DigitWriter.text { $0.write(self) } }
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

/// Writes fixed-width decimal fields one after the other into one text: times are written by the million.
private struct DigitWriter {
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

/// Reads fixed-width decimal fields from bytes, each once, from front to back.
private struct DigitReader<Bytes: Collection<UInt8>> {
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
