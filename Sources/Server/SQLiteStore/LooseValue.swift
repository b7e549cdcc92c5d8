import GRDB
import Primitives

/// A value of a table that Glosa did not make: whatever its type, it is read for what it was meant to be.
struct LooseValue {
  private let storage: DatabaseValue.Storage

  /// The value of a column; NULL where there is no such column.
  init(_ row: Row, _ column: String) {
    let value: (any DatabaseValueConvertible)? = row[column]
    storage = value?.databaseValue.storage ?? .null
  }

  /// True for NULL, and for the empty text that takes its place in files that went through a spreadsheet.
  var isAbsent: Bool {
    switch storage {
    case .null: true
    case .string(let text): text.isEmpty
    case .int64, .double, .blob: false
    }
  }

  /// The value as text; nil for NULL. Sixteen bytes are an id.
  var text: String? {
    switch storage {
    case .null: nil
    case .string(let text): text
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .blob(let bytes): UniqueID(bytes: bytes)?.description ?? String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The whole number, what stands behind a decimal point cut off; nil for NULL and for what is no number.
  var number: Int? {
    switch storage {
    case .null, .blob: nil
    case .int64(let number): Int(number)
    case .double(let number): Int(exactly: number.rounded(.towardZero))
    case .string(let text): Int(text) ?? Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
    }
  }

  /// The moment, in one of SQLite's three forms (ISO 8601 text, Unix seconds, Julian days) or PostgreSQL's text; Unix
  /// milliseconds are known by their size. Nil for NULL, for infinity and for what is no time.
  var time: Timestamp? {
    switch storage {
    case .null, .blob: nil
    case .int64(let number): Self.unix(Double(number))
    case .double(let number):
      Self.julianDays.contains(number) ? Self.unix((number - Self.julianEpoch) * 86_400) : Self.unix(number)
    case .string(let text):
      // SQLite writes UTC without saying so, PostgreSQL the hours of an offset alone.
      Timestamp(text) ?? Timestamp(text + "Z") ?? Timestamp(text + ":00") ?? Timestamp(text + "T00:00:00Z")
    }
  }

  /// 1970-01-01T00:00:00Z in Julian days.
  private static let julianEpoch = 2_440_587.5
  /// The years 1970 to 2106; as Unix seconds these would all be one month of 1970.
  private static let julianDays = julianEpoch...2_490_000
  /// From here on seconds would be beyond the year 5000.
  private static let leastMilliseconds = 1e11
  /// The years 1 to 9999.
  private static let seconds = -62_135_596_800.0...253_402_300_799.0

  private static func unix(_ number: Double) -> Timestamp? {
    let seconds = abs(number) >= leastMilliseconds ? number / 1000 : number
    return Self.seconds.contains(seconds) ? Timestamp(microseconds: Int64((seconds * 1e6).rounded())) : nil
  }
}
