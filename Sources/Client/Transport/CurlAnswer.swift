/// Puts an answer together from the header lines and body parts that libcurl hands over.
struct CurlAnswer {
  /// The largest body accepted, in bytes.
  let bodyLimit: Int
  /// True once a limit made the answer be refused.
  private(set) var isTooLarge = false

  /// Takes the parts of a body of 200; nil where it is collected.
  private let received: CurlMailbox.Receiver?
  private var status = 0
  private var headers: [HTTPHeader] = []
  private var headerSize = 0
  private var isHeaderComplete = false
  private var body: [UInt8] = []

  private static let headerLimit = 128 << 10

  init(bodyLimit: Int, received: CurlMailbox.Receiver? = nil) {
    self.bodyLimit = bodyLimit
    self.received = received
  }

  /// The answer; nil while its header is not whole. Whether the body is, libcurl knows.
  var response: HTTPResponse? {
    isHeaderComplete && status >= 200 ? HTTPResponse(status: status, headers: headers, body: body) : nil
  }

  /// Takes one line, with its line break: of the header, of an interim 1xx header before it, or a trailer.
  ///
  /// - Returns: False where the header grows beyond its limit.
  mutating func receive(header line: UnsafeRawBufferPointer) -> Bool {
    headerSize += line.count
    guard headerSize <= Self.headerLimit else {
      isTooLarge = true
      return false
    }
    let text = line.trimmed
    if line.starts(with: "HTTP/".utf8) {
      status = Self.status(of: line)
      headers.removeAll()
      isHeaderComplete = false
    } else if text.isEmpty {
      isHeaderComplete = true
    } else if !isHeaderComplete {
      // A line that begins with space goes on with the value before it (RFC 9112, section 5.2).
      if line[0].isSpace, let last = headers.indices.last {
        headers[last].value += " " + String(decoding: text, as: UTF8.self)
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        headers.append(
          HTTPHeader(
            String(decoding: line[..<colon], as: UTF8.self),
            String(decoding: line[(colon + 1)...].trimmed, as: UTF8.self)))
      }
    }
    return true
  }

  /// Takes a part of the body.
  ///
  /// - Returns: False where the body grows beyond its limit.
  mutating func receive(body part: UnsafeRawBufferPointer) -> Bool {
    if let received, status == 200 {
      received(Array(part))
      return true
    }
    guard body.count + part.count <= bodyLimit else {
      isTooLarge = true
      body = []
      return false
    }
    body.append(contentsOf: part)
    return true
  }

  /// The three digits after `HTTP/1.1 `; 0 where they are none.
  private static func status(of line: UnsafeRawBufferPointer) -> Int {
    let code = line.drop { $0 != UInt8(ascii: " ") }.drop { $0 == UInt8(ascii: " ") }.prefix(3)
    return Int(String(decoding: code, as: UTF8.self)) ?? 0
  }
}

extension UInt8 {
  /// Space, tab, or half of a line break.
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}

extension BidirectionalCollection<UInt8> {
  /// The bytes without the space on either end.
  fileprivate var trimmed: SubSequence {
    guard let last = lastIndex(where: { !$0.isSpace }) else { return self[endIndex...] }
    return self[...last].drop(while: \.isSpace)
  }
}
