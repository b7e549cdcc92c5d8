import Screen

/// Understands the bytes that a terminal sends for keys, pastes, the mouse and the focus. Pure: bytes in, events out.
///
/// An escape sequence or a character of several bytes may come in pieces: `feed` keeps what is incomplete, and
/// `finish` says that no more came in time, so that an escape byte was the Escape key after all.
struct InputParser {
  /// True where bytes that are no UTF-8 mean Latin-1, as in a locale of eight bits.
  private let readsLatin1: Bool
  private let maximumPaste: Int
  private var buffer: [UInt8] = []
  /// The text of a paste under way.
  private var paste: [UInt8]?

  init(readsLatin1: Bool = false, maximumPaste: Int = Terminal.maximumPaste) {
    self.readsLatin1 = readsLatin1
    self.maximumPaste = maximumPaste
  }

  /// True while the meaning of the last bytes depends on whether more follow at once.
  var isWaiting: Bool { paste == nil && !buffer.isEmpty }

  /// The events that are complete with these bytes.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
    buffer += bytes
    var events: [TerminalEvent] = []
    var position = 0
    while position < buffer.count {
      let used = paste == nil ? parse(at: position, into: &events) : gather(at: position, into: &events)
      guard used > 0 else { break }
      position += used
    }
    buffer.removeFirst(position)
    return events
  }

  /// The events of what is left when no further bytes came in time.
  mutating func finish() -> [TerminalEvent] {
    guard isWaiting else { return [] }
    let rest = buffer
    buffer = []
    guard rest[0] == Byte.escape else { return rest.flatMap(latin1) }
    // The beginning of a longer sequence whose end got lost is nothing that anybody typed.
    if rest.count > 2 { return [] }
    return [.key(.escape)] + rest.dropFirst().map { .key(.character(Character(Unicode.Scalar($0)))) }
  }

  /// How many bytes the event at a position takes; 0 where more are needed to know.
  private mutating func parse(at start: Int, into events: inout [TerminalEvent]) -> Int {
    switch buffer[start] {
    case Byte.escape: return escapeSequence(at: start, into: &events)
    case 0x20..<0x7F, 0x80...: return text(at: start, into: &events)
    case 0x0A, 0x0D: events.append(.key(.enter))
    case 0x09: events.append(.key(.tab))
    case 0x08, 0x7F: events.append(.key(.backspace))
    case 0x1A: events.append(.suspend)
    case 0x01...0x1A: events.append(.key(.control(Character(Unicode.Scalar(buffer[start] + 0x60)))))
    default: break
    }
    return 1
  }

  private mutating func escapeSequence(at start: Int, into events: inout [TerminalEvent]) -> Int {
    guard start + 1 < buffer.count else { return 0 }
    switch buffer[start + 1] {
    case UInt8(ascii: "["): return controlSequence(at: start, into: &events)
    case UInt8(ascii: "O"):
      guard start + 2 < buffer.count else { return 0 }
      if let key = KeySequences.afterSS3[buffer[start + 2]] { events.append(.key(key)) }
      return 3
    default:
      // Escape and another key, typed while this program did not get to read.
      events.append(.key(.escape))
      return 1
    }
  }

  /// A control sequence of ECMA-48: parameters, intermediate bytes, a final byte.
  private mutating func controlSequence(at start: Int, into events: inout [TerminalEvent]) -> Int {
    var end = start + 2
    while end < buffer.count, (0x20..<0x40).contains(buffer[end]) { end += 1 }
    guard end < buffer.count else { return buffer.count - start > 64 ? buffer.count - start : 0 }
    let final = buffer[end]
    let parameters = buffer[start + 2..<end]
    switch final {
    case UInt8(ascii: "["):
      // The Linux console's F1 to F5.
      guard end + 1 < buffer.count else { return 0 }
      if let key = KeySequences.linuxConsole[buffer[end + 1]] { events.append(.key(key)) }
      return end + 2 - start
    case UInt8(ascii: "M") where parameters.isEmpty:
      guard end + 3 < buffer.count else { return 0 }
      let values = buffer[end + 1...end + 3].map { Int($0) - 32 }
      mouse(button: values[0], column: values[1], row: values[2], into: &events)
      return end + 4 - start
    case UInt8(ascii: "M") where parameters.first == UInt8(ascii: "<"):
      let values = numbers(parameters.dropFirst())
      if values.count == 3 { mouse(button: values[0], column: values[1], row: values[2], into: &events) }
    case UInt8(ascii: "I"): events.append(.focusGained)
    case UInt8(ascii: "O"): events.append(.focusLost)
    case UInt8(ascii: "~") where numbers(parameters).first == 200: paste = []
    default:
      // A byte that can't end a sequence starts something of its own.
      guard (0x40..<0x7F).contains(final) else { return end - start }
      if let key = KeySequences.key(final: final, number: numbers(parameters).first) {
        events.append(.key(key))
      }
    }
    return end + 1 - start
  }

  private func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
    bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { field in
      Int(String(decoding: field.prefix(6), as: UTF8.self)) ?? 0
    }
  }

  private func mouse(button: Int, column: Int, row: Int, into events: inout [TerminalEvent]) {
    guard column > 0, row > 0 else { return }
    // Bits 2 to 4 are Shift, Alt and Ctrl.
    switch button & ~0b11100 {
    case 0: events.append(.mousePressed(column: column - 1, row: row - 1))
    case 64: events.append(.key(.up))
    case 65: events.append(.key(.down))
    default: break
    }
  }

  /// Collects pasted text up to its end mark; Ctrl-C gets out where that never comes.
  private mutating func gather(at start: Int, into events: inout [TerminalEvent]) -> Int {
    let end = Array("\u{1B}[201~".utf8)
    let rest = buffer[start...]
    if rest[start] == 0x03 {
      events += [.pasted(pastedText()), .key(.control("c"))]
      return 1
    }
    if rest[start] == Byte.escape {
      if rest.starts(with: end) {
        events.append(.pasted(pastedText()))
        return end.count
      }
      if rest.count < end.count, end.starts(with: rest) { return 0 }
    }
    if let count = paste?.count, count < maximumPaste { paste?.append(rest[start]) }
    return 1
  }

  private mutating func pastedText() -> String {
    defer { paste = nil }
    var bytes = paste ?? []
    // The cap may have cut a character.
    if bytes.count == maximumPaste, let last = bytes.lastIndex(where: { $0 & 0xC0 != 0x80 }),
      bytes.count - last < Byte.lengthOfCharacter(startingWith: bytes[last])
    {
      bytes.removeSubrange(last...)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Characters as far as they go, marks with what they belong to.
  private mutating func text(at start: Int, into events: inout [TerminalEvent]) -> Int {
    var text = ""
    var position = start
    while position < buffer.count, buffer[position] >= 0x20, buffer[position] != 0x7F {
      let length = Byte.lengthOfCharacter(startingWith: buffer[position])
      let end = min(position + length, buffer.count)
      if let valid = String(validating: buffer[position..<end], as: UTF8.self) {
        text += valid
        position = end
      } else if position + length > buffer.count, buffer[(position + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
      {
        break
      } else {
        for case .key(.character(let character)) in latin1(buffer[position]) { text.append(character) }
        position += 1
      }
    }
    for character in text where !character.isControl { events.append(.key(.character(character))) }
    return position - start
  }

  private func latin1(_ byte: UInt8) -> [TerminalEvent] {
    readsLatin1 && byte >= 0xA0 ? [.key(.character(Character(Unicode.Scalar(byte))))] : []
  }
}

private enum Byte {
  static let escape: UInt8 = 0x1B

  static func lengthOfCharacter(startingWith byte: UInt8) -> Int {
    switch byte {
    case 0xC2..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0..<0xF5: 4
    default: 1
    }
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.first.map { $0.properties.generalCategory == .control } ?? true
  }
}
