import Crypto

/// A class with a teacher of its own, put straight into a store's tables.
struct SeededClass {
  /// Counted from 0.
  let number: Int

  /// The class's id; the teacher's differs in one digit.
  var id: String { "00000000-0000-4000-a000-\(digits(12))" }
  var teacherID: String { "00000000-0000-4000-9000-\(digits(12))" }
  var code: String {
    let letters = Array("ABCDEFGHJKMNPQRSTUVWXYZ2")
    return "QQ" + String([1, 24, 576, 13824].map { letters[number / $0 % letters.count] })
  }
  /// What a store keeps of the teacher's token.
  var tokenHash: [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

  /// `GET …/board/stream` as the teacher.
  var streamRequest: [UInt8] {
    Array(
      "GET /api/classes/\(id)/board/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\r\n"
        .utf8)
  }

  private var token: String { String(repeating: "c", count: 52) + digits(12) }

  private func digits(_ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: count - digits.count) + digits
  }
}
