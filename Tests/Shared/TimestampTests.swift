import Primitives
import TestScopes
import Testing

@Suite(.ownThread()) struct TimestampTests {
  static let texts: [(String, Int64)] = [
    ("1970-01-01T00:00:00Z", 0), ("1970-01-01t00:00:00.5z", 500_000),
    ("2026-11-22T10:43:19.123Z", 1_795_344_199_123_000),
    ("2026-11-22 11:43:19.123456+01:00", 1_795_344_199_123_456),
    ("2026-11-22T05:13:19.1234569-05:30", 1_795_344_199_123_456),
    ("2000-02-29T23:59:60Z", 951_868_800_000_000), ("1969-12-31T23:59:59.999999Z", -1),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
    ("9999-12-31T23:59:59.999999Z", 253_402_300_799_999_999),
  ]

  @Test("reads RFC 3339, to the microsecond", arguments: texts.indices)
  func reads(index: Int) {
    #expect(Timestamp(Self.texts[index].0)?.microseconds == Self.texts[index].1)
  }

  @Test(
    "refuses anything else",
    arguments: [
      "", "infinity", "now", "2026-11-22", "2026-11-22T10:43:19", "2026-11-22T10:43Z", "2026-13-01T00:00:00Z",
      "2026-02-29T00:00:00Z",
      "2100-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T10:60:00Z", "2026-11-22T10:43:61Z",
      "2026-11-22T10:43:19.Z",
      "2026-11-22T10:43:19+24:00", "2026-11-22T10:43:19+0100", "2026-11-22T10:43:19Zx",
      "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z",
      "-2026-11-22T10:43:19Z", "２026-11-22T10:43:19Z", " 2026-11-22T10:43:19Z", "2026-11-22T10:43:19ZZ",
    ])
  func refuses(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("writes milliseconds, and microseconds only where they are needed")
  func writes() {
    #expect(Timestamp(milliseconds: 1_795_344_199_123).description == "2026-11-22T10:43:19.123Z")
    #expect(Timestamp(microseconds: 1_795_344_199_123_456).description == "2026-11-22T10:43:19.123456Z")
    #expect(Timestamp(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
  }

  @Test("written and read again, a moment is the same", arguments: 1...10)
  func roundTrips(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let moment = Timestamp(
        microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
      #expect(Timestamp(moment.description) == moment, "seed \(seed)")
      var written = Array("at ".utf8)
      moment.write(to: &written)
      #expect(written == Array("at \(moment)".utf8), "seed \(seed)")
    }
  }

  @Test("milliseconds are rounded down, also before 1970")
  func rounds() {
    #expect(Timestamp(microseconds: -1).milliseconds == -1)
    #expect(Timestamp(microseconds: 1999).milliseconds == 1)
    #expect(Timestamp(milliseconds: 5).adding(seconds: -1) < Timestamp(milliseconds: 5))
  }
}
