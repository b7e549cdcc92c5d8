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
