package import Primitives

/// The answer to `GET /api/classes/{id}/invitation`: how pupils get into a class at this moment.
package struct Invitation: Hashable, Sendable {
  /// What a pupil types, the best address first: the one that the teacher's own computer reaches the server at, then the
  /// others that it has. Never empty.
  package let lines: [JoinLine]
  /// False where the class takes nobody new.
  package let isJoinable: Bool
  /// True where only this computer reaches the server.
  package let isLoopback: Bool

  /// An invitation of the given parts.
  package init(lines: [JoinLine], isJoinable: Bool, isLoopback: Bool) {
    self.lines = lines
    self.isJoinable = isJoinable
    self.isLoopback = isLoopback
  }

  /// Reads an answer; nil where a part is missing or no line can be read.
  package init?(json: JSON) {
    guard let texts = json["lines"]?.array?.map(\.string), !texts.isEmpty,
      let isJoinable = json["joinable"]?.bool, let isLoopback = json["loopback"]?.bool
    else { return nil }
    let lines = texts.compactMap { $0.flatMap { JoinLine($0) } }
    guard lines.count == texts.count else { return nil }
    self.init(lines: lines, isJoinable: isJoinable, isLoopback: isLoopback)
  }

  /// The answer, without what a page draws of it.
  package var json: JSONObject {
    [
      "lines": .array(lines.map { .string($0.description) }), "joinable": .bool(isJoinable),
      "loopback": .bool(isLoopback),
    ]
  }
}
