import Primitives
import TestScopes
import Testing

@Suite(.ownThread()) struct JSONParsingTests {
  static let values: [(String, JSON)] = [
    ("null", .null), (" true\n", true), ("false", false), ("0", 0), ("-12", -12),
    ("1.50e+3", .number("1.50e+3")),
    ("\"\"", ""), (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e5\uD83D\uDE00""#, "å😀"),
    ("\"å😀\"", "å😀"),
    ("[]", []), ("[1, [2], {}]", [1, [2], [:]]), (#"{"a":1,"b":{"c":null}}"#, ["a": 1, "b": ["c": .null]]),
    (#"{"a":1,"a":2}"#, ["a": 2]), (#""\ud800""#, .invalidString), (#""\udc00x""#, .invalidString),
    (#""\ud800\u0041""#, .invalidString), (#""\u0000""#, "\u{0}"),
  ]

  @Test("reads every kind of value", arguments: values.indices)
  func reads(index: Int) throws {
    #expect(try JSON.parse(Self.values[index].0) == Self.values[index].1)
  }

  static let broken = [
    "", " ", "nul", "nulll", "tru", "'a'", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\n\"", "[",
    "[1", "[1,", "[1,]",
    "[1 2]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}", "{1:1}", "01", "+1", "-", "1.",
    ".5", "1e", "1e+", "0x1",
    "NaN", "Infinity", "1 2", "{}]", "\u{FEFF}1", "[1]\u{0}",
  ]

  @Test("refuses what is no JSON, and says where", arguments: broken)
  func refuses(text: String) {
    let error = #expect(throws: JSON.SyntaxError.self) { try JSON.parse(text) }
    #expect((error?.offset ?? -1) >= 0)
    #expect((error?.offset ?? .max) <= text.utf8.count)
  }

  @Test("refuses bytes that are not UTF-8")
  func refusesOtherEncodings() {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      #expect(throws: JSON.SyntaxError.self) { try JSON.parse(bytes) }
    }
  }

  @Test("what is nested too deep is one value, and the rest is still read")
  func limitsDepth() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    let limit = JSON.nestingLimit
    #expect(try JSON.parse("[\(nested(limit - 1)),1]").array?.last == 1)
    let value = try JSON.parse("{\"a\":\(nested(100_000)),\"b\":1}")
    #expect(value["b"] == 1)
    #expect(value != ["a": [], "b": 1])
    #expect(throws: JSON.SyntaxError.self) { try JSON.parse(String(repeating: "[", count: 100_000)) }
    #expect(throws: JSON.SyntaxError.self) { try JSON.parse(nested(100).dropLast() + "}") }
  }

  @Test("written and read again, a value is the same", arguments: values.indices)
  func writes(index: Int) throws {
    let value = Self.values[index].1
    guard value != .invalidString else { return }
    #expect(try JSON.parse(value.description) == value)
    #expect(try JSON.parse(value.canonical) == value)
  }

  @Test("the text is as long as was said before it was written", arguments: values.indices)
  func countsBytes(index: Int) {
    let value = Self.values[index].1
    #expect(value.utf8Count == value.utf8.count)
    let nested: JSON = ["k\"\u{1}å": value, "list": [value, [], [:], "\r\n\t\u{7F}\u{1F}"], "bool": false]
    #expect(nested.utf8Count == nested.utf8.count)
  }

  @Test("names are one where their bytes are, whatever they look like")
  func comparesNamesByBytes() throws {
    let object = try JSON.parse("{\"\u{E9}\":1,\"e\u{301}\":2,\"\u{E9}\":3}")
    #expect(object.object?.members.count == 2)
    #expect(object["\u{E9}"] == 3)
    #expect(object["e\u{301}"] == 2)
    #expect(object["e"] == nil)
  }

  @Test("a NUL is found wherever it stands")
  func findsNUL() {
    for text in ["\0", "a\0", "\0b", String(repeating: "å", count: 40) + "\0"] { #expect(text.hasNUL) }
    for text in ["", "0", "å", String(repeating: "x", count: 40)] { #expect(!text.hasNUL) }
  }

  @Test("the compact text keeps order; the canonical one sorts, at every depth")
  func sorts() throws {
    let value = try JSON.parse(#"{ "b" : [ {"d":1, "c":2} ], "a" : "\u0001\u007f\n" }"#)
    #expect(value.description == #"{"b":[{"d":1,"c":2}],"a":"\u0001"# + "\u{7F}" + #"\n"}"#)
    #expect(value.canonical == #"{"a":"\u0001"# + "\u{7F}" + #"\n","b":[{"c":2,"d":1}]}"#)
  }

  @Test("whole numbers are whole however they are written, decided on their digits")
  func readsIntegers() {
    for (literal, value) in [
      ("10", 10), ("10.0", 10), ("1e1", 10), ("-0", 0), ("9223372036854775807", Int.max), ("0e400", 0),
      ("0.00e-99999999999999999999", 0), ("9007199254740993.0", 9_007_199_254_740_993),
      ("-9223372036854775808.0", Int.min), ("0.0001e4", 1), ("100000000000000000000e-20", 1),
    ] {
      #expect(JSON.number(literal).integer == value)
    }
    for literal in [
      "1.5", "1e400", "-1e400", "9223372036854775808", "9223372036854775808.0", "1e-1", "1e-400",
      "10.00000000000000000000001", "1000.00000000000001", "1e99999999999999999999", "1e19",
      "1e-99999999999999999999",
    ] {
      #expect(JSON.number(literal).integer == nil)
    }
    #expect(JSON.string("1").integer == nil)
  }

  @Test("a name that stands for no text is remembered, whatever follows it")
  func remembersInvalidKeys() throws {
    for text in [#"{"\ud800":1}"#, #"{"\ud800":1,"\ufffd":2}"#, #"{"\ufffd":2,"x\udc00":1}"#] {
      #expect(try JSON.parse(text).object?.hasInvalidKey == true)
      #expect(try JSON.parse(text)["\u{FFFD}"] == (text.contains("fffd") ? 2 : nil))
    }
    #expect(try JSON.parse(#"{"\ufffd":2}"#).object?.hasInvalidKey == false)
    #expect(try JSON.parse(#"{"\ud800":1}"#) != [:])
  }

  @Test("any bytes at all are a value or an error, never a crash", arguments: 1...20)
  func survivesNoise(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("{}[]\",:\\u0dD89eE+-.1 tfn\u{1}å".utf8) + [0xFF]
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet.randomElement(using: &random)!
      }
      if let value = try? JSON.parse(bytes) { #expect((try? JSON.parse(value.utf8)) != nil, "seed \(seed)") }
    }
  }
}
