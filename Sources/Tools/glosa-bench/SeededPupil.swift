import Crypto
import Primitives

/// A pupil put straight into a store's tables, so that thousands of them are there without a thousand slow hashes.
struct SeededPupil {
  /// Counted from 0.
  let number: Int

  /// How many there are: so many that no one pupil's share is more than the server grants an account.
  static let count = 2048
  /// From one answer of a pupil's to the next, in seconds.
  private static let secondsPerAnswer: Int64 = 6

  /// When the events of a batch were made, the last one at `time`: what comes faster than anybody plays costs the server
  /// more.
  static func time(of index: Int, among count: Int, until time: Timestamp) -> Timestamp {
    time.adding(seconds: Int64(index + 1 - count) * secondsPerAnswer)
  }

  /// The id: a fixed beginning, and the number from 1000 on in decimal digits, which `pgbench` can write too.
  var id: String { "\(Self.idPrefix)\(1000 + number)" }
  /// All of an id but its last four digits.
  static let idPrefix = "00000000-0000-4000-8000-00000000"
  var token: String {
    let digits = String(number, radix: 16)
    return String(repeating: "b", count: 56) + String(repeating: "0", count: 8 - digits.count) + digits
  }
  /// What a store keeps of the token.
  var tokenHashBytes: [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }
  /// The same in hexadecimal digits.
  var tokenHash: String { tokenHashBytes.hexadecimal }

  /// All of an event's id but its last twelve digits, as version 7 would have it.
  static let eventPrefix = "019afb00-0000-7000-8000-"
  /// What an award's metadata looks like.
  static let metadata =
    #"{"score":10,"modifiers":[],"round":{"id":"0193a0c4-7a10-4b1c-8f11-2f6d1c9b0a77","started_at":"2026-11-24T10:00:00.000Z","finished_at":null,"answered":10,"right":9,"accuracy_percent":90}}"#

  static let all = (0..<count).map { SeededPupil(number: $0) }
}
