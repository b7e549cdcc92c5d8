package import Classboard
package import Game
package import Languages
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

// How it stands with the class as a whole.
extension Language {
  /// How many are done, who is waited for, and of how many that is not known, for those who read and don't watch.
  package func summary(_ summary: BoardSummary, at wallClock: Timestamp, in place: LocalTime) -> String {
    self.summary(summary, at: BoardClock(wall: wallClock, skew: 0, place: place, language: self)).first?.text
      ?? ""
  }

  /// The same, the longest first.
  func summary(_ summary: BoardSummary, at clock: BoardClock) -> [BoardSentence] {
    let (settled, present) = (summary.settled, summary.present)
    guard present > 0 else {
      return [BoardSentence(summary.absent == 0 ? boardNobodyJoined : boardNobodyHere)]
    }
    let head = boardSynced(settled, of: present)
    let unheard = unheard(summary, at: clock)
    guard !summary.waiting.isEmpty else {
      let whole = unheard.isEmpty ? [BoardSentence(boardNobodyWaitedFor(settled, of: present))] : []
      return whole + unheard.map { BoardSentence(head, unknown: $0) } + [BoardSentence(head)]
    }
    let texts = (1...3).reversed().map {
      boardWaiting(settled, of: present, for: summary.waiting, upTo: $0)
    }
    return texts.flatMap { text in unheard.map { BoardSentence(text, unknown: $0) } }
      + (unheard.isEmpty ? texts : texts.suffix(1)).map { BoardSentence($0) } + [BoardSentence(head)]
  }

  /// The same without a name, where there is no room for one.
  func briefSummary(_ summary: BoardSummary) -> [BoardSentence] {
    guard !summary.waiting.isEmpty else { return [] }
    let text = boardWaiting(summary.settled, of: summary.present, for: summary.waiting.count)
    return (summary.unheard == 0 ? [] : [BoardSentence(text, unknown: boardUnknown(summary.unheard))])
      + [BoardSentence(text)]
  }

  private func unheard(_ summary: BoardSummary, at clock: BoardClock) -> [String] {
    guard summary.unheard > 0, let since = summary.unheardSince else { return [] }
    return clock.texts(of: since).map { boardUnheard(summary.unheard, since: $0) }
      + [boardUnheard(summary.unheard)]
  }

  /// The same once nothing is heard any more, the longest first: it says what was, and of nobody that all is well.
  ///
  /// - Parameter lostAt: When that was, the longest text first.
  func staleSummary(_ summary: BoardSummary, lostAt: [String]?) -> [BoardSentence] {
    let (settled, present) = (summary.settled, summary.present)
    guard present > 0 else { return [BoardSentence(boardNotKnown)] }
    let dated = (lostAt ?? []).flatMap { boardWereSynced(settled, of: present, lostAt: $0) }
    return (dated + boardWereSynced(settled, of: present)).map { BoardSentence($0) }
  }
}
