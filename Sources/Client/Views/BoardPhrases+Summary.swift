package import Classboard
package import Game
package import Primitives

/// A sentence of the board: what is known, and what is not.
struct BoardSentence: Hashable {
  let known: String
  let unknown: String

  init(_ known: String, unknown: String = "") { (self.known, self.unknown) = (known, unknown) }

  var text: String { known + unknown }

  /// The sentence with something at its end.
  func adding(_ text: String) -> BoardSentence {
    unknown.isEmpty ? BoardSentence(known + text) : BoardSentence(known, unknown: unknown + text)
  }
}

/// How it stands with the class as a whole.
extension BoardPhrases {
  /// How many are done, who is waited for, and of how many that is not known, for those who read and don't watch.
  package static func summary(_ summary: BoardSummary, at wallClock: Timestamp, in place: LocalTime) -> String
  {
    self.summary(summary, at: BoardClock(wall: wallClock, skew: 0, place: place)).first?.text ?? ""
  }

  /// The same, the longest first.
  static func summary(_ summary: BoardSummary, at clock: BoardClock) -> [BoardSentence] {
    guard summary.present > 0 else {
      return [BoardSentence(summary.absent == 0 ? "nobody has joined yet" : "nobody is here yet")]
    }
    let head = "\(summary.settled) of \(summary.present) synced"
    let unheard = unheard(summary, at: clock)
    guard !summary.waiting.isEmpty else {
      let whole = unheard.isEmpty ? [BoardSentence("\(head), nobody is waited for")] : []
      return whole + unheard.map { BoardSentence(head, unknown: $0) } + [BoardSentence(head)]
    }
    let texts = (1...3).reversed().map { "\(head), waiting for \(names(summary.waiting, upTo: $0))" }
    return texts.flatMap { text in unheard.map { BoardSentence(text, unknown: $0) } }
      + (unheard.isEmpty ? texts : texts.suffix(1)).map { BoardSentence($0) } + [BoardSentence(head)]
  }

  /// The same without a name, where there is no room for one.
  static func briefSummary(_ summary: BoardSummary) -> [BoardSentence] {
    guard !summary.waiting.isEmpty else { return [] }
    let text = "\(summary.settled) of \(summary.present) synced, \(summary.waiting.count) waited for"
    return (summary.unheard == 0 ? [] : [BoardSentence(text, unknown: "; \(summary.unheard) unknown")])
      + [BoardSentence(text)]
  }

  private static func unheard(_ summary: BoardSummary, at clock: BoardClock) -> [String] {
    guard summary.unheard > 0, let since = summary.unheardSince else { return [] }
    let text = "; \(summary.unheard) not heard of"
    return clock.texts(of: since).map { "\(text) since \($0)" } + [text]
  }

  /// The same once nothing is heard any more, the longest first: it says what was, and of nobody that all is well.
  ///
  /// - Parameter lostAt: When that was, the longest text first.
  static func staleSummary(_ summary: BoardSummary, lostAt: [String]?) -> [BoardSentence] {
    guard summary.present > 0 else { return [BoardSentence("not known while the connection is lost")] }
    let head = "\(summary.settled) of \(summary.present) were synced"
    return (lostAt ?? []).flatMap { moment in
      [
        "\(head) when the connection was lost at \(moment); how it is now is not known",
        "\(head) at \(moment); not known now",
      ].map { BoardSentence($0) }
    } + [BoardSentence("\(head); not known now"), BoardSentence(head)]
  }

  private static func names(_ names: [String], upTo limit: Int) -> String {
    guard names.count > limit else {
      guard let last = names.last, names.count > 1 else { return names.first ?? "" }
      return names.dropLast().joined(separator: ", ") + " and " + last
    }
    let rest = names.count - limit
    return names.prefix(limit).joined(separator: ", ") + " and \(rest) \(rest == 1 ? "other" : "others")"
  }
}
