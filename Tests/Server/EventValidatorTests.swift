import Primitives
import TestScopes
import Testing
import Wire
import XP

@testable import API

@Suite(.ownThread()) struct EventValidatorTests {
  static let student = UniqueID.test(7)

  /// A good event with one member changed; nil takes the member away.
  static func event(_ key: String = "kind", _ value: JSON? = "typing", id: UInt64 = 1) -> JSON {
    var object = XPEvent.test(id, of: student, metadata: ["score": 10]).json.object!
    object[key] = value
    return .object(object)
  }

  static func validate(_ events: [JSON]) -> EventValidator {
    var validator = EventValidator(student: student)
    validator.validate(events)
    return validator
  }

  static func nested(_ depth: Int) -> JSON {
    (1..<depth).reduce([:] as JSON) { inner, _ in ["a": inner] }
  }

  static let good: [(String, JSON?)] = [
    ("delta", 0), ("delta", 1000), ("delta", .number("10.0")), ("delta", .number("1e1")),
    ("delta", .number("-0")),
    ("kind", "a"), ("kind", .string(String(repeating: "z", count: 32))), ("kind", "story_gap_9"),
    ("created_at", "0001-01-01T00:00:00Z"), ("created_at", "9999-12-31T23:59:59.999999Z"),
    ("created_at", "1970-01-01T00:00:00Z"), ("created_at", "2019-12-31T23:59:59.999999Z"),
    ("created_at", "2026-11-22T13:00:00.123456+01:00"),
    ("metadata", nil), ("metadata", [:]), ("metadata", nested(8)),
    ("metadata", ["a": .string(String(repeating: "x", count: 4088))]),
    ("metadata", ["emoji": "👩‍🏫", "n": .number("1e400")]),
    ("metadata", ["n": [.number("1e9999"), .number("1.5E-9999"), .number("1E+09999")]]),
    ("metadata", ["\u{FFFD}": 1]), ("kind", "daily_quests"), ("delta", .number("100000e-2")),
    ("word_set_id", nil), ("word_set_id", .null), ("word_set_id", "0192F000-0000-7000-8000-00000000000A"),
    ("homework_id", nil), ("homework_id", "0192f000-0000-7000-8000-00000000000a"),
    ("id", "0192F000-0000-7000-8000-000000000001"), ("unknown", ["anything"]),
  ]

  @Test("a valid event passes", arguments: good.indices)
  func passes(index: Int) {
    let (key, value) = Self.good[index]
    let validator = Self.validate([Self.event(key, value)])
    #expect(validator.rejections == [])
    #expect(validator.valid.count == 1)
  }

  static let bad: [(String, JSON?, Rejection.Code)] = [
    ("id", nil, .badID), ("id", .null, .badID), ("id", 7, .badID), ("id", "x", .badID),
    ("id", .invalidString, .badID),
    ("id", "0192f000-0000-7000-8000-00000000000", .badID),
    // The server's own: see RFC 9562, section 5.5.
    ("id", "2ed6657d-e927-568b-95e1-2665a8aea6a2", .badID), ("kind", "correction", .badKind),
    ("student_id", nil, .wrongStudent), ("student_id", 1, .wrongStudent),
    ("student_id", "0192f000-0000-7000-8000-000000000008", .wrongStudent),
    ("kind", nil, .badKind), ("kind", "", .badKind), ("kind", "Typing", .badKind), ("kind", "a-b", .badKind),
    ("kind", "a\u{0}", .badKind), ("kind", "å", .badKind), ("kind", 3, .badKind),
    ("kind", .string(String(repeating: "z", count: 33)), .badKind), ("kind", .invalidString, .badKind),
    ("delta", nil, .badDelta), ("delta", -1, .badDelta), ("delta", 1001, .badDelta),
    ("delta", "10", .badDelta),
    ("delta", .number("1.5"), .badDelta), ("delta", .number("1e400"), .badDelta), ("delta", true, .badDelta),
    ("delta", .number("99999999999999999999"), .badDelta), ("delta", .null, .badDelta),
    ("delta", .number("10.00000000000000000000001"), .badDelta), ("delta", .number("1e-400"), .badDelta),
    ("delta", .number("1000.00000000000001"), .badDelta),
    ("kind", "daily_quest", .badKind), ("kind", "migrated", .badKind), ("metadata", .null, .badMetadata),
    ("created_at", nil, .badTime), ("created_at", "infinity", .badTime), ("created_at", 0, .badTime),
    ("created_at", "-infinity", .badTime), ("created_at", "2026-02-30T00:00:00Z", .badTime),
    ("created_at", "99999-01-01T00:00:00Z", .badTime),
    ("metadata", [], .badMetadata), ("metadata", "text", .badMetadata), ("metadata", 1, .badMetadata),
    ("metadata", nested(9), .badMetadata), ("metadata", ["a": .tooDeep], .badMetadata),
    ("metadata", ["a": ["b": "x\u{0}"]], .badMetadata), ("metadata", ["a\u{0}": 1], .badMetadata),
    ("metadata", ["a": [.invalidString]], .badMetadata),
    ("metadata", ["a": [.number("1e10000")]], .badMetadata),
    ("metadata", ["a": .number("1E-10000")], .badMetadata),
    ("metadata", ["a": .number("1e99999999999999999999")], .badMetadata),
    ("metadata", ["a": .string(String(repeating: "x", count: 4089))], .badMetadata),
    ("word_set_id", "x", .badReference), ("word_set_id", 1, .badReference),
    ("homework_id", [:], .badReference),
  ]

  @Test("a bad event is named by id, place and code", arguments: bad.indices)
  func refuses(index: Int) {
    let (key, value, code) = Self.bad[index]
    let validator = Self.validate([Self.event(id: 2), Self.event(key, value)])
    #expect(validator.rejections.map(\.code) == [code.rawValue])
    #expect(validator.rejections.first?.index == 1)
    #expect(validator.rejections.first?.detail.isEmpty == false)
    if key != "id" { #expect(validator.rejections.first?.id == UniqueID.test(1).description) }
  }

  @Test(
    "what is no object at all is a bad id with its place", arguments: [.null, 1, "x", [], .tooDeep] as [JSON])
  func refusesNonObjects(event: JSON) {
    #expect(Self.validate([event]).rejections.map(\.code) == ["bad_id"])
  }

  @Test(
    "half of a surrogate pair in a name of metadata is bad at every depth; elsewhere it is ignored",
    arguments: [#"{"\ud800":1,"\ufffd":2}"#, #"{"a":[{"\udc00x":1}]}"#])
  func refusesInvalidKeys(metadata: String) throws {
    #expect(
      try Self.validate([Self.event("metadata", JSON.parse(metadata))]).rejections.map(\.code)
        == ["bad_metadata"])
    let text = Self.event().description.dropLast() + #","\ud800":1}"#
    #expect(try Self.validate([JSON.parse(String(text))]).rejections == [])
  }

  @Test("the same letters in other bytes are another payload")
  func comparesBytes() {
    let (composed, apart) = (
      Self.event("metadata", ["a": "\u{E9}"]), Self.event("metadata", ["a": "e\u{301}"])
    )
    #expect(Self.validate([composed, apart]).rejections.map(\.code) == ["duplicate_in_batch"])
  }

  @Test("every bad event of a request is named, and only those")
  func namesAll() {
    let validator = Self.validate([
      Self.event("delta", -1, id: 1), Self.event(id: 2), Self.event("kind", "?", id: 3), 5,
    ])
    #expect(validator.rejections.map(\.index) == [0, 2, 3])
    #expect(validator.valid.map(\.index) == [1])
  }

  @Test("the same event twice is one event; with another payload the second is named")
  func findsDuplicates() {
    #expect(
      Self.validate([Self.event(), Self.event("metadata", ["score": .number("10.0")])]).valid.count == 1)
    let validator = Self.validate([Self.event(), Self.event("delta", 11)])
    #expect(validator.rejections.map(\.code) == ["duplicate_in_batch"])
    #expect(validator.rejections.map(\.index) == [1])
  }

  @Test("what stood in place of an id is repeated in part, never whole")
  func cutsIDs() {
    let validator = Self.validate([Self.event("id", .string(String(repeating: "x", count: 10_000)))])
    #expect(validator.rejections.first?.id.count == 64)
    let marks = Self.validate([Self.event("id", .string("x" + String(repeating: "\u{301}", count: 100_000)))])
    #expect(marks.rejections.first?.id.unicodeScalars.count == 64)
  }
}
