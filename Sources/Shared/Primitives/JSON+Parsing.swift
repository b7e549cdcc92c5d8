extension JSON {
  /// Why a text is not JSON.
  package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The byte, counted from 0, at which reading could not go on.
    package let offset: Int
    /// What was wrong there.
    package let reason: String

    /// One clear line.
    package var description: String { "not valid JSON at byte \(offset): \(reason)" }
  }

  /// How deep arrays and objects may stand in one another before a value becomes `tooDeep`.
  package static let nestingLimit = 64

  /// Parses one JSON text of UTF-8 bytes.
  ///
  /// - Throws: `SyntaxError` where the bytes are not exactly one JSON value.
  package static func parse(_ bytes: some Collection<UInt8>) throws(SyntaxError) -> JSON {
    var parser = JSONParser(bytes: Array(bytes))
    return try parser.parseDocument()
  }

  /// Parses one JSON text.
  ///
  /// - Throws: `SyntaxError` where the text is not exactly one JSON value.
  package static func parse(_ text: String) throws(SyntaxError) -> JSON {
    try parse(text.utf8)
  }
}

/// A recursive-descent parser, recursive no deeper than `JSON.nestingLimit`.
private struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  /// A member of an object that is not made yet. A name that is no text is nil.
  private struct Member {
    let key: String?
    let value: JSON
  }

  /// The members so far of the objects around the cursor, those of the outermost first: an object is made when it is
  /// known how many it has.
  private var members: [Member] = []

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseDocument() throws(JSON.SyntaxError) -> JSON {
    let value = try parseValue(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw error("something follows the value") }
    return value
  }

  private mutating func parseValue(depth: Int) throws(JSON.SyntaxError) -> JSON {
    skipSpace()
    guard let byte = peek else { throw error("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"):
      return depth < JSON.nestingLimit ? try parseObject(depth: depth) : try skipNested()
    case UInt8(ascii: "["):
      return depth < JSON.nestingLimit ? try parseArray(depth: depth) : try skipNested()
    case UInt8(ascii: "\""):
      return try parseString().map { .string($0) } ?? .invalidString
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    default: return try parseNumber()
    }
  }

  private mutating func parseObject(depth: Int) throws(JSON.SyntaxError) -> JSON {
    let first = members.count
    position += 1
    skipSpace()
    if take("}") { return .object(JSONObject()) }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw error("a key in quotes is missing") }
      let key = try parseString()
      skipSpace()
      guard take(":") else { throw error("':' is missing") }
      let value = try parseValue(depth: depth + 1)
      members.append(Member(key: key, value: value))
      skipSpace()
      if take("}") { return .object(takeObject(from: first)) }
      guard take(",") else { throw error("',' or '}' is missing") }
    }
  }

  /// The object of the members from that one on, which are taken away.
  private mutating func takeObject(from first: Int) -> JSONObject {
    var object = JSONObject(capacity: members.count - first)
    for member in members[first...] {
      if let key = member.key { object[key] = member.value } else { object.hasInvalidKey = true }
    }
    members.removeSubrange(first...)
    return object
  }

  private mutating func parseArray(depth: Int) throws(JSON.SyntaxError) -> JSON {
    var elements: [JSON] = []
    position += 1
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw error("',' or ']' is missing") }
    }
  }

  /// Passes over one array or object without recursion, minding only brackets and strings.
  private mutating func skipNested() throws(JSON.SyntaxError) -> JSON {
    var closers: [UInt8] = []
    repeat {
      guard let byte = peek else { throw error("the text ends inside a value") }
      switch byte {
      case UInt8(ascii: "{"):
        closers.append(UInt8(ascii: "}"))
        position += 1
      case UInt8(ascii: "["):
        closers.append(UInt8(ascii: "]"))
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard closers.popLast() == byte else { throw error("brackets do not match") }
        position += 1
      case UInt8(ascii: "\""): _ = try parseString()
      default: position += 1
      }
    } while !closers.isEmpty
    return .tooDeep
  }

  /// The string at the cursor; nil where an escape in it is half of a surrogate pair.
  private mutating func parseString() throws(JSON.SyntaxError) -> String? {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
      position += 1
    }
    if peek == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try text(bytes[start..<position], at: start)
    }
    var decoded = Array(bytes[start..<position])
    var isWhole = true
    while let byte = peek {
      if byte == UInt8(ascii: "\"") {
        position += 1
        let string = try text(decoded[...], at: start)
        return isWhole ? string : nil
      }
      guard byte >= 0x20 else { throw error("a control character stands in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") {
        if let scalar = try parseEscape() {
          decoded.append(contentsOf: String(scalar).utf8)
        } else {
          isWhole = false
        }
      } else {
        decoded.append(byte)
      }
    }
    throw error("the text ends inside a string")
  }

  private func text(_ utf8: ArraySlice<UInt8>, at start: Int) throws(JSON.SyntaxError) -> String {
    // Nearly all of it is ASCII, which needs no validation.
    if utf8.withUnsafeBufferPointer({ $0.allSatisfy { $0 < 0x80 } }) {
      return String(decoding: utf8, as: UTF8.self)
    }
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw JSON.SyntaxError(offset: start, reason: "a string is not UTF-8")
    }
    return text
  }

  /// The character of the escape after a backslash; nil for half of a surrogate pair.
  private mutating func parseEscape() throws(JSON.SyntaxError) -> Unicode.Scalar? {
    guard let byte = peek else { throw error("the text ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try parseHexadecimal()
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
      guard peek == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      let mark = position
      position += 2
      let trail = try parseHexadecimal()
      guard UTF16.isTrailSurrogate(trail) else {
        position = mark
        return nil
      }
      return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00))
    default: throw error("an unknown escape")
    }
  }

  private mutating func parseHexadecimal() throws(JSON.SyntaxError) -> UInt16 {
    guard position + 4 <= bytes.count,
      let digits = String(validating: bytes[position..<position + 4], as: UTF8.self),
      digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(digits, radix: 16)
    else { throw error("\\u wants four hexadecimal digits") }
    position += 4
    return unit
  }

  private mutating func parseNumber() throws(JSON.SyntaxError) -> JSON {
    let start = position
    _ = take("-")
    if !take("0") { guard takeDigits() else { throw error("no value starts like this") } }
    if take(".") { guard takeDigits() else { throw error("digits are missing after '.'") } }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard takeDigits() else { throw error("digits are missing in the exponent") }
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func takeDigits() -> Bool {
    let start = position
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    return position > start
  }

  private mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSON.SyntaxError) -> JSON {
    for index in 0..<word.utf8CodeUnitCount {
      guard peek == word.utf8Start[index] else { throw error("no value starts like this") }
      position += 1
    }
    return value
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func error(_ reason: String) -> JSON.SyntaxError {
    JSON.SyntaxError(offset: position, reason: reason)
  }
}
