/// Reads requests from a connection, one after the other: head, and a body of the length it declares.
struct HTTPRequestReader {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next whole request; nil where the connection ends before. Chunked bodies are not understood.
  mutating func next() -> (head: String, body: [UInt8], bytes: [UInt8])? {
    var headEnd = endOfHead
    while headEnd == nil {
      guard fill() else { return nil }
      headEnd = endOfHead
    }
    guard let headEnd else { return nil }
    let head = String(decoding: buffer[..<headEnd], as: UTF8.self)
    let end = headEnd + Self.bodyLength(head)
    while buffer.count < end { guard fill() else { return nil } }
    let bytes = Array(buffer[..<end])
    buffer.removeFirst(end)
    return (head, Array(bytes[headEnd...]), bytes)
  }

  private var endOfHead: Int? {
    buffer.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound
  }

  private mutating func fill() -> Bool {
    let bytes = LoopbackSocket.read(from: descriptor)
    buffer += bytes
    return !bytes.isEmpty
  }

  private static func bodyLength(_ head: String) -> Int {
    for line in head.split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == "content-length" {
        return Int(parts[1].filter { $0 != " " }) ?? 0
      }
    }
    return 0
  }
}
