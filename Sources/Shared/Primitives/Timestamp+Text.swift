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
