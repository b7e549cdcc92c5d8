package import Primitives

/// The `Retry-After` header field (RFC 9110, section 10.2.3).
package enum RetryAfter {
  /// The longest time that is believed, in seconds: a day.
  package static let limit: Int64 = 86_400

  /// How many seconds to wait, 0 to `limit`, by a value of either form: a count of seconds or an HTTP date.
  ///
  /// - Parameter now: The moment to count from; best the answer's own `Glosa-Time`, so that a wrong clock does no harm.
  /// - Returns: Nil where the value is of neither form. A date gone by is 0.
  package static func seconds(_ value: some StringProtocol, now: Timestamp) -> Int64? {
    let text = value.drop { $0 == " " || $0 == "\t" }
    let digits = text.prefix { $0 >= "0" && $0 <= "9" && $0.isASCII }
    let rest = text[digits.endIndex...]
    if !digits.isEmpty && rest.allSatisfy({ $0 == " " || $0 == "\t" }) {
      // More digits than 64 bits hold is long, not unreadable.
      return min(Int64(digits) ?? limit, limit)
    }
    guard let date = HTTPDate.parse(text, now: now) else { return nil }
    let wait = (date.milliseconds - now.milliseconds + 999) / 1000
    return min(max(wait, 0), limit)
  }
}
