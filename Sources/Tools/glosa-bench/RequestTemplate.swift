import Primitives

/// The bytes of a request, in which only the ids of the events change from one time to the next.
struct RequestTemplate {
  private var bytes: [UInt8]
  private let bodyStart: Int
  /// Where the twelve last digits of each event's id lie.
  private var places: [Int] = []

  /// `POST /api/xp-sync` with that many events of a pupil, the last one made at `time`, at the pace of a person.
  init(syncing count: Int, of pupil: SeededPupil, at time: Timestamp) {
    var body = #"{"events":["#
    for index in 0..<count {
      if index > 0 { body += "," }
      body += #"{"id":"\#(SeededPupil.eventPrefix)"#
      places.append(body.utf8.count)
      body += #"000000000000","student_id":"\#(pupil.id)","kind":"typing","delta":10,"word_set_id":null,"#
      body +=
        #""homework_id":null,"created_at":"\#(SeededPupil.time(of: index, among: count, until: time))","metadata":\#(SeededPupil.metadata)}"#
    }
    body += "]}"
    let head =
      "POST /api/xp-sync HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(pupil.token)\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    places = places.map { $0 + head.utf8.count }
    bodyStart = head.utf8.count
    bytes = Array((head + body).utf8)
  }

  /// `GET /api/xp-total` of a pupil.
  init(totalOf pupil: SeededPupil) {
    bytes = Array(
      "GET /api/xp-total HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(pupil.token)\r\n\r\n".utf8)
    bodyStart = bytes.count
  }

  /// The request with ids that were never used before.
  mutating func next(_ ids: inout EventNumbers) -> [UInt8] {
    for place in places {
      var number = ids.next()
      for digit in stride(from: place + 11, through: place, by: -1) {
        bytes[digit] = Self.digits[Int(number & 15)]
        number >>= 4
      }
    }
    return bytes
  }

  /// The body alone, with ids that were never used before.
  mutating func nextBody(_ ids: inout EventNumbers) -> [UInt8] { Array(next(&ids)[bodyStart...]) }

  private static let digits = Array("0123456789abcdef".utf8)
}

/// Numbers of 48 bits in rising order: the ids that pupils' programs make begin with the time, so those of a class come
/// nearly in order too.
struct EventNumbers {
  private var count: UInt64 = 0

  mutating func next() -> UInt64 {
    count += 1
    return count
  }
}
