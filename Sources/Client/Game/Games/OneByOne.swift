import Primitives
import Vocabulary

/// One word after the other: after a right answer the next word comes at once, after a miss the right answer stays until the
/// pupil goes on. What games of that kind have in common.
struct OneByOne: Sendable {
  private(set) var phase = Round.Phase.asking
  private(set) var question: Question?

  /// True while the right answer to a miss is shown.
  var isShown: Bool { if case .showing = phase { true } else { false } }

  /// Asks the next word, or ends the round.
  ///
  /// - Parameter options: Gives the options of a word where there are any.
  mutating func askNext(
    on sheet: inout RoundSheet, options: (Int, inout RoundSheet) -> Choices? = { _, _ in nil }
  ) {
    guard let next = sheet.next() else {
      (question, phase) = (nil, .finished)
      return
    }
    question = sheet.question(next, options: options(next.word, &sheet))
    phase = .asking
  }

  /// Judges what was asked. The next word is to be asked where the answer was accepted.
  mutating func settle(
    _ question: Question, _ verdict: Verdict, typed: String, chosen: Int? = nil, on sheet: inout RoundSheet
  ) -> Outcome {
    let outcome = sheet.settle(question, verdict, typed: typed, chosen: chosen)
    if verdict.isAccepted { sheet.last = outcome } else { phase = .showing(outcome) }
    return outcome
  }

  /// The right answer was read; true where one was shown, and the next word is to be asked.
  mutating func wasRead(on sheet: inout RoundSheet) -> Bool {
    guard case .showing(let outcome) = phase else { return false }
    sheet.last = outcome
    return true
  }
}
