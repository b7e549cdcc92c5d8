import Glibc
import Screen

extension Terminal {
  /// How long the rest of an escape sequence may take, in milliseconds, before Escape was a key by itself.
  private static let escapeDelay: Int32 = 25

  /// Everything that happened since the last call, in order. Never waits, but for the rest of an escape sequence.
  package func read() -> [TerminalEvent] {
    var events = readSignals()
    // The bound keeps a flood of input from starving the screen.
    for _ in 0..<64 {
      switch readBytes(waiting: parser.isWaiting ? Self.escapeDelay : 0) {
      case .bytes(let bytes): events += parser.feed(bytes)
      case .nothing: return events + parser.finish()
      case .end: return events + [.hungUp]
      }
    }
    return events
  }

  private enum Arrival {
    case bytes(ArraySlice<UInt8>)
    case nothing, end
  }

  private func readBytes(waiting milliseconds: Int32) -> Arrival {
    var source = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, milliseconds) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(input, &buffer, buffer.count)
    if count > 0 { return .bytes(buffer[..<count]) }
    if count < 0, errno == EINTR || errno == EAGAIN { return .nothing }
    return .end
  }

  private func readSignals() -> [TerminalEvent] {
    var numbers = [UInt8](repeating: 0, count: 256)
    let count = Glibc.read(wake.reading, &numbers, numbers.count)
    guard count > 0 else { return [] }
    let signals = Set(numbers[..<count].map(Int32.init))
    var events: [TerminalEvent] = []
    let sizeBefore = size
    if signals.contains(SIGCONT) {
      takeAgain()
      events.append(.resumed)
    }
    updateSize()
    if size != sizeBefore { events.append(.resized(size)) }
    if signals.contains(SIGTSTP) { events.append(.suspend) }
    return events
  }
}
