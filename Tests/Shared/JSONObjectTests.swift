import Primitives
import Testing

@Suite struct JSONObjectTests {
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
