package import Primitives

/// The answer to `GET /api/classes/{id}/invitation`: how pupils get into a class at this moment.
package struct Invitation: Hashable, WireValue {
  /// What a pupil types, the best address first: the one that the teacher's own computer reaches the server at, then the
  /// others that it has. Never empty.
  package let lines: [JoinLine]
  /// False where the class takes nobody new.
  package let isJoinable: Bool
  /// True where the server listens to its own computer alone.
  package let isLoopback: Bool
  /// True where it listens to others too, but its computer has no address just now that they could reach.
  package let hasNoNetwork: Bool

  package init(lines: [JoinLine], isJoinable: Bool, isLoopback: Bool, hasNoNetwork: Bool = false) {
    self.lines = lines
    self.isJoinable = isJoinable
    self.isLoopback = isLoopback
    self.hasNoNetwork = hasNoNetwork
  }

  /// True where a pupil's computer reaches the server by these lines.
  package var reachesPupils: Bool { !isLoopback && !hasNoNetwork }

  /// Reads an answer; nil where a part is missing or no line can be read.
  package init?(json: JSON) {
    guard let texts = json["lines"]?.array?.map(\.string), !texts.isEmpty,
      let isJoinable = json["joinable"]?.bool, let isLoopback = json["loopback"]?.bool
    else { return nil }
    let lines = texts.compactMap { $0.flatMap { JoinLine($0) } }
    guard lines.count == texts.count else { return nil }
    self.init(
      lines: lines, isJoinable: isJoinable, isLoopback: isLoopback,
      // A server of before does not say.
      hasNoNetwork: json["no_network"]?.bool ?? false)
  }

  /// The answer.
  ///
  /// - Parameter qr: The first line as a QR code, for a page to draw: a text of `0` and `1` a row, 1 for dark.
  package func json(qr: [String]) -> JSON {
    [
      "lines": .array(lines.map { .string($0.description) }), "joinable": .bool(isJoinable),
      "loopback": .bool(isLoopback), "no_network": .bool(hasNoNetwork),
      "qr": .array(qr.map { .string($0) }),
    ]
  }
}
