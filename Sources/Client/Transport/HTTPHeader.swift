/// One header field of a request or an answer.
package struct HTTPHeader: Hashable, Sendable {
  /// The name, as written. Names are compared without regard to case.
  package var name: String
  /// The value, without the space around it.
  package var value: String

  /// A field of that name and value.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// True where the name is the same but for the case of its ASCII letters (RFC 9110, section 5.1).
  package func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count
      && zip(name.utf8, other.utf8).allSatisfy { $0.lowercased == $1.lowercased }
  }
}

extension UInt8 {
  /// The lower-case form of an ASCII letter; any other byte as it is.
  var lowercased: UInt8 { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self }
}
