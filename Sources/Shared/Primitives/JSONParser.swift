/// A recursive-descent parser, recursive no deeper than `JSON.nestingLimit`.
struct JSONParser {
  let bytes: [UInt8]
  /// The cursor.
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

  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  func error(_ reason: String) -> JSON.SyntaxError {
    JSON.SyntaxError(offset: position, reason: reason)
  }
}
