/// One event of a stream.
package struct ServerEvent: Hashable, Sendable {
  /// What the event is called; `message` where the stream does not say.
  package var name: String
  /// Its data, lines joined by line breaks.
  package var data: String

  package init(name: String, data: String) {
    self.name = name
    self.data = data
  }
}

/// Reads Server-Sent Events (WHATWG HTML, section 9.2.6) from bytes as they come, broken anywhere.
///
/// `id` and `retry` are passed over: nobody here goes on where a stream broke off.
package struct EventStreamParser: Sendable {
  /// The largest event, in bytes of its lines: the board of a class of 500 takes about 200,000.
  package static let eventLimit = 1 << 20

  /// True once a stream was no stream of events, or one with an event beyond the limit; nothing more is read then.
  package private(set) var hasFailed = false

  private var line: [UInt8] = []
  private var isFirstLine = true
  private var endedWithReturn = false
  private var name = ""
  private var data: [UInt8] = []
  private var hasData = false

  /// A parser at the beginning of a stream.
  package init() {}

  /// Takes the next bytes; the events that end in them. Comments are no events.
  package mutating func receive(_ bytes: some Sequence<UInt8>) -> [ServerEvent] {
    var events: [ServerEvent] = []
    for byte in bytes where !hasFailed {
      switch byte {
      case UInt8(ascii: "\n") where endedWithReturn: endedWithReturn = false
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        endedWithReturn = byte == UInt8(ascii: "\r")
        if let event = lineEnded() { events.append(event) }
      default:
        endedWithReturn = false
        line.append(byte)
        hasFailed = line.count + data.count > Self.eventLimit
      }
    }
    return events
  }

  private mutating func lineEnded() -> ServerEvent? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    guard !line.isEmpty else { return eventEnded() }
    let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
    switch String(decoding: line[..<colon], as: UTF8.self) {
    case "event": name = String(decoding: value, as: UTF8.self)
    case "data":
      if hasData { data.append(UInt8(ascii: "\n")) }
      data += value
      hasData = true
    default: break
    }
    return nil
  }

  private mutating func eventEnded() -> ServerEvent? {
    defer { (name, data, hasData) = ("", [], false) }
    guard hasData else { return nil }
    return ServerEvent(name: name.isEmpty ? "message" : name, data: String(decoding: data, as: UTF8.self))
  }
}
