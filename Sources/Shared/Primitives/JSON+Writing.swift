extension JSON: CustomStringConvertible {
  /// The compact text, members in order.
  package var description: String { String(decoding: utf8, as: UTF8.self) }

  /// The compact text in UTF-8, members in order. What stands for no value is written as null.
  package var utf8: [UInt8] {
    var output: [UInt8] = []
    write(to: &output)
    return output
  }

  /// How many bytes `utf8` has, without writing them.
  package var utf8Count: Int {
    switch self {
    case .null, .invalidString, .tooDeep: 4
    case .bool(let truth): truth ? 4 : 5
    case .number(let literal): literal.utf8.count
    case .string(let text): Self.writtenCount(text)
    // Brackets, and a comma between every two.
    case .array(let elements): elements.reduce(1 + max(1, elements.count)) { $0 + $1.utf8Count }
    case .object(let object):
      object.members.reduce(1 + max(1, object.members.count)) { count, member in
        count + Self.writtenCount(member.key) + 1 + member.value.utf8Count
      }
    }
  }

  /// The compact text with the members of every object sorted by the bytes of their names: equal values have equal canonical text,
  /// but for numbers, which keep their digits.
  package var canonical: String {
    var output: [UInt8] = []
    write(to: &output, sorted: true)
    return String(decoding: output, as: UTF8.self)
  }

  /// Adds the compact text in UTF-8 to what is there already.
  package func write(to output: inout [UInt8]) { write(to: &output, sorted: false) }

  private func write(to output: inout [UInt8], sorted: Bool) {
    switch self {
    case .null, .invalidString, .tooDeep: output.append(contentsOf: "null".utf8)
    case .bool(let truth): output.append(contentsOf: (truth ? "true" : "false").utf8)
    case .number(let literal): output.append(contentsOf: literal.utf8)
    case .string(let text): Self.write(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        element.write(to: &output, sorted: sorted)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      let members = sorted ? object.members.sorted { TextBytes($0.key) < TextBytes($1.key) } : object.members
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output, sorted: sorted)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { write($0, to: &output) }
  }

  private static func write(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // Most texts stand in JSON as they are.
    guard text.contains(where: mustBeEscaped) else {
      output.append(contentsOf: text)
      return output.append(UInt8(ascii: "\""))
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case UInt8(ascii: "\n"): output.append(contentsOf: "\\n".utf8)
      case UInt8(ascii: "\r"): output.append(contentsOf: "\\r".utf8)
      case UInt8(ascii: "\t"): output.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        output.append(contentsOf: "\\u00".utf8)
        output.appendHexadecimal(byte)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func mustBeEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// How many bytes `write` adds for a text.
  private static func writtenCount(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { text in
      text.reduce(2) { count, byte in
        guard mustBeEscaped(byte) else { return count + 1 }
        return switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "\n"), UInt8(ascii: "\r"),
          UInt8(ascii: "\t"):
          count + 2
        default: count + 6
        }
      }
    }
  }
}
