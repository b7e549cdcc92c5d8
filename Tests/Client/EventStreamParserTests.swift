import TestScopes
import Testing
import Transport

@Suite(.ownThread()) struct EventStreamParserTests {
  private static let stream = """
    : hello

    event: snapshot
    data: {"a":1}

    data: one
    data:two
    data:  three
    id: 7
    retry: 10

    event: nothing

    data

    event: å
    data: ö

    """

  private static let events = [
    ServerEvent(name: "snapshot", data: #"{"a":1}"#), ServerEvent(name: "message", data: "one\ntwo\n three"),
    ServerEvent(name: "message", data: ""), ServerEvent(name: "å", data: "ö"),
  ]

  @Test("reads events whatever ends their lines", arguments: ["\n", "\r\n", "\r"])
  func reads(ending: String) {
    var parser = EventStreamParser()
    let text =
      Self.stream.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending) + ending
    #expect(parser.receive(text.utf8) == Self.events)
    var other = EventStreamParser()
    #expect(other.receive([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == Self.events, "with a byte order mark")
  }

  @Test("reads them broken anywhere", arguments: ["\n", "\r\n"])
  func readsPieces(ending: String) {
    let text =
      Self.stream.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: ending) + ending
    let bytes = Array(text.utf8)
    for place in 0...bytes.count {
      var parser = EventStreamParser()
      #expect(parser.receive(bytes[..<place]) + parser.receive(bytes[place...]) == Self.events)
    }
    var parser = EventStreamParser()
    #expect(bytes.flatMap { parser.receive([$0]) } == Self.events)
  }

  @Test("an event that is not ended is none, and one without end is given up")
  func isBounded() {
    var parser = EventStreamParser()
    #expect(parser.receive("data: 1\n".utf8).isEmpty)
    #expect(!parser.hasFailed)
    let line = Array("data: \(String(repeating: "x", count: 1000))\n".utf8)
    for _ in 0..<1200 { _ = parser.receive(line) }
    #expect(parser.hasFailed)
    #expect(parser.receive("\n\ndata: 2\n\n".utf8).isEmpty)
    var endless = EventStreamParser()
    _ = endless.receive(repeatElement(UInt8(ascii: "x"), count: EventStreamParser.eventLimit + 1))
    #expect(endless.hasFailed)
  }
}
