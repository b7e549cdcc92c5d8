import Primitives
import TestScopes
import Testing

@Suite(.ownThread()) struct JSONObjectTests {
  @Test("members keep the order of their first appearance; nil takes one away", arguments: [3, 100])
  func keepsOrder(count: Int) {
    var object = JSONObject()
    for number in 0..<count { object["k\(number)"] = .integer(number) }
    object["k1"] = "changed"
    #expect(object.members.map(\.key) == (0..<count).map { "k\($0)" })
    #expect(object["k1"] == "changed")
    object["k0"] = nil
    #expect(object["k0"] == nil)
    #expect(object["k1"] == "changed")
    #expect(object["k\(count - 1)"] == .integer(count - 1))
    #expect(object.members.count == count - 1)
    object["new"] = true
    #expect(object["new"] == true)
    #expect(object.members.last?.key == "new")
  }

  @Test("equality and hash mind no order")
  func compares() {
    let (one, other): (JSONObject, JSONObject) = (["a": 1, "b": 2], ["b": 2, "a": 1])
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(one != ["a": 1])
    #expect(one != ["a": 1, "b": 3])
  }

  @Test("names and texts are compared by their bytes, not as Unicode finds them equal", arguments: [0, 100])
  func comparesBytes(others: Int) throws {
    let (composed, apart) = ("\u{E9}", "e\u{301}")
    var object: JSONObject = [:]
    for number in 0..<others { object["k\(number)"] = 0 }
    object[apart] = 1
    object[composed] = 2
    #expect(object.members.count == others + 2)
    #expect(object[apart] == 1)
    #expect(object[composed] == 2)
    #expect(JSON.string(composed) != JSON.string(apart))
    #expect(
      Set<JSON>([.string(composed), .string(apart), .object([composed: 1]), .object([apart: 1])]).count == 4)
    let text = #"{"e\u0301":1,"\u00e9":2}"#
    #expect(try JSON.parse(text).object?.members.count == 2)
    #expect(try JSON.parse(text).canonical == "{\"\(apart)\":1,\"\(composed)\":2}")
    // U+FF5E comes before U+10000 in UTF-8, after it in UTF-16.
    #expect(JSON.object(["\u{10000}": 1, "\u{FF5E}": 2]).canonical == "{\"\u{FF5E}\":2,\"\u{10000}\":1}")
  }

  @Test("a name of endless marks is read, found and sorted at once")
  func isQuick() throws {
    let marks = String(repeating: "\u{301}\u{327}", count: 250_000)
    let value = try JSON.parse("{\"a\(marks)\":1,\"b\(marks)\":\"\(marks)\",\"a\(marks)\":2}")
    #expect(value["class_code"] == nil)
    #expect(value["a" + marks] == 2)
    #expect(value == value)
    #expect(Set([value, value]).count == 1)
    #expect(value.canonical.utf8.count > 3_000_000)
  }

  @Test("what a value is not, it does not say")
  func hasAccessors() {
    let id = UniqueID(high: 1, low: 2)
    #expect(JSON.id(id).id == id)
    #expect(JSON.id(nil) == .null)
    #expect(JSON.text(nil).isNull)
    #expect(JSON.time(Timestamp(milliseconds: 5)).time == Timestamp(milliseconds: 5))
    #expect(JSON.string("x").id == nil)
    #expect(JSON.string("x").time == nil)
    #expect(JSON.array([1])["a"] == nil)
    #expect(JSON.bool(true).bool == true)
    #expect(JSON.null.bool == nil)
  }
}
