/// A JSON value (RFC 8259) as it was written: numbers keep their digits, keys keep their order.
///
/// A library would do for well-behaved bodies. This one exists because the server has to say *which* event of a
/// request is bad: one lone surrogate, one number that overflows or one value nested a thousand deep must not make
/// the whole body unreadable. Such faults are therefore kept as values (`invalidString`, `tooDeep`) for the
/// validation to name; only text that is not JSON at all is refused by the parser.
package enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The literal, as written: `10`, `1.5`, `1e400`.
  case number(String)
  case string(String)
  case array([JSON])
  /// Members in order of their first appearance; the last value of a repeated key wins.
  case object(JSONObject)
  /// A string with an escape that stands for no character: half of a surrogate pair.
  case invalidString
  /// A value nested deeper than the parser's limit; its text was checked for balance, not kept.
  case tooDeep

  package static func integer(_ value: some BinaryInteger) -> JSON { .number(value.description) }

  package static func id(_ id: UniqueID) -> JSON { .string(id.description) }

  /// The text form of an id, or null.
  package static func id(_ id: UniqueID?) -> JSON { id.map { .string($0.description) } ?? .null }

  /// A moment in RFC 3339.
  package static func time(_ time: Timestamp) -> JSON { .string(time.description) }

  /// A moment in RFC 3339, or null.
  package static func time(_ time: Timestamp?) -> JSON { time.map { .string($0.description) } ?? .null }

  /// The text, or null.
  package static func text(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  /// The member of that name; nil where this is no object or has no such member.
  package subscript(_ key: String) -> JSON? {
    guard case .object(let object) = self else { return nil }
    return object[key]
  }

  /// The text of a string value.
  package var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The elements of an array value.
  package var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The members of an object value.
  package var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// The truth of a boolean value.
  package var bool: Bool? {
    guard case .bool(let truth) = self else { return nil }
    return truth
  }

  /// The id in a string value.
  package var id: UniqueID? { string.flatMap { UniqueID($0) } }

  /// The moment in a string value.
  package var time: Timestamp? { string.flatMap { Timestamp($0) } }

  /// The whole number in a number value: `10`, also written `10.0` or `1e1`. Nil for 1.5 and for what 64 bits
  /// cannot hold.
  package var integer: Int? {
    guard case .number(let literal) = self else { return nil }
    return Int(literal) ?? Decimal(literal).integer
  }

  package var isNull: Bool { self == .null }
}

/// The members of a JSON object, in order. Two names are one where they have the same bytes.
package struct JSONObject: Hashable, Sendable, ExpressibleByDictionaryLiteral, Sequence {
  /// A name with its value. No tuple: a tuple's parts are let go one by one by the runtime.
  package struct Member: Sendable {
    package let key: String
    /// What stands there.
    package fileprivate(set) var value: JSON
  }

  /// Names and values in order; each name once.
  package private(set) var members: [Member] = []
  /// True where the text had a member whose name stands for no text (half of a surrogate pair); it is not kept.
  package internal(set) var hasInvalidKey = false
  /// Where each name stands, kept once there are too many to look through one by one.
  private var positions: [TextBytes: Int] = [:]
  private static let countWorthAnIndex = 12

  /// An object of the given members; the last value of a repeated key wins.
  package init(dictionaryLiteral elements: (String, JSON)...) { self.init(elements) }

  init(_ elements: [(String, JSON)]) {
    self.init(capacity: elements.count)
    for (key, value) in elements { self[key] = value }
  }

  package init() {}

  /// The same with room for that many.
  init(capacity: Int) { members.reserveCapacity(capacity) }

  /// The value of that name. Setting nil removes the member.
  package subscript(_ key: String) -> JSON? {
    get { position(of: key).map { members[$0].value } }
    set {
      switch (position(of: key), newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil):
        members.remove(at: index)
        positions = [:]
        if members.count > Self.countWorthAnIndex { indexMembers(from: 0) }
      case (nil, let value?):
        members.append(Member(key: key, value: value))
        if members.count > Self.countWorthAnIndex { indexMembers(from: positions.count) }
      case (nil, nil): break
      }
    }
  }

  private func position(of key: String) -> Int? {
    guard positions.isEmpty else { return positions[TextBytes(key)] }
    var key = key
    return key.withUTF8 { wanted in
      members.firstIndex { member in
        guard member.key.utf8.count == wanted.count else { return false }
        var name = member.key
        return name.withUTF8 { $0.elementsEqual(wanted) }
      }
    }
  }

  private mutating func indexMembers(from first: Int) {
    for index in first..<members.count { positions[TextBytes(members[index].key)] = index }
  }

  /// Iterates over names and values in order.
  package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }

  /// Equal when the same names have the same values, in whatever order.
  package static func == (left: JSONObject, right: JSONObject) -> Bool {
    left.hasInvalidKey == right.hasInvalidKey && left.members.count == right.members.count
      && left.members.allSatisfy { right[$0.key] == $0.value }
  }

  /// Hashes the names alone, in no order, as equality wants it.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(members.count)
    hasher.combine(members.reduce(0) { $0 ^ TextBytes($1.key).hashValue })
  }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }

  package init(arrayLiteral elements: JSON...) { self = .array(elements) }

  package init(stringLiteral value: String) { self = .string(value) }

  package init(integerLiteral value: Int) { self = .number(String(value)) }

  package init(booleanLiteral value: Bool) { self = .bool(value) }
}
