import Glibc
package import Profile

/// Lines of an open file, read so that a signal is noticed while waiting for one.
package struct LineReader {
  /// What came.
  package enum Event {
    case line(String)
    case endOfInput
    case signal(ExitStatus)
  }

  private let input: Int32
  private let signals: Signals
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// A reader that also watches those signals.
  init(_ input: Int32, signals: Signals) { (self.input, self.signals) = (input, signals) }

  /// Waits for the next line, without its end.
  mutating func next() -> Event {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[..<end]
        buffer = Array(buffer[(end + 1)...])
        return .line(
          String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self))
      }
      if isAtEnd {
        guard !buffer.isEmpty else { return .endOfInput }
        defer { buffer = [] }
        return .line(String(decoding: buffer, as: UTF8.self))
      }
      if let signal = waitForInput() { return .signal(signal) }
    }
  }

  /// Reads what there is; a signal that came instead is given back.
  private mutating func waitForInput() -> ExitStatus? {
    var descriptors = [input, signals.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&descriptors, 2, -1) > 0 else { return nil }
    if descriptors[1].revents != 0, let signal = signals.next() { return signal }
    guard descriptors[0].revents != 0 else { return nil }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(input, &chunk, chunk.count)
    if count > 0 {
      buffer.append(contentsOf: chunk[..<count])
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
    return nil
  }
}
