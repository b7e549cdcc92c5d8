import Languages
package import Primitives
import Screen
import Vocabulary
import XP

/// The translation is typed.
package struct Typing: GameRules {
  static let entry = GameEntry(
    .typing, Typing.self, scores: GameEntry.Scores(right: 10, almost: 5), linear: .typed)

  private var asking = OneByOne()
  private var field = TextField()
  /// When the last right answer brought the next question; nil after a miss.
  private var wentOnAt: Timestamp?

  /// Nobody reads a question and gives it up in less time, in microseconds.
  private static let reactionTime: Int64 = 1_000_000

  package init(on sheet: inout RoundSheet) { asking.askNext(on: &sheet) }

  package var phase: Round.Phase { asking.phase }
  package var question: Question? { asking.question }
  package var face: GameFace { .field(field) }

  /// Letters do not go on after a miss: whoever types the right answer, to learn it, must not be answering the next question
  /// with it.
  package static func keys(of game: Typing?) -> [KeyLine<RoundCommand>] {
    let isShown = game?.asking.isShown ?? false
    return [
      KeyLine(.answerOrShow, (.enter, isShown ? .goOn : .answer), hint: isShown ? (.goOn, 3) : nil)
    ] + KeyLine.editing(unless: isShown ? .enterGoesOn : nil) { .edit($0) }
  }

  package mutating func take(_ command: RoundCommand, at now: Timestamp, on sheet: inout RoundSheet)
    -> Outcome?
  {
    switch command {
    case .edit(let edit): if phase == .asking { field.apply(edit) }
    case .answer:
      guard !isSlipOfTheFinger(at: now) else { return nil }
      let outcome = answered(field.text, on: &sheet)
      if let outcome { wentOnAt = outcome.verdict.isAccepted ? now : nil }
      return outcome
    case .goOn: if asking.wasRead(on: &sheet) { askNext(on: &sheet) }
    case .choose, .move, .end: break
    }
    return nil
  }

  package mutating func answered(_ line: String, on sheet: inout RoundSheet) -> Outcome? {
    guard phase == .asking, let question else { return nil }
    let verdict = sheet.judge.judge(line, word: question.word)
    let isGivenUp = if case .gaveUp = verdict { true } else { false }
    let outcome = asking.settle(question, verdict, typed: isGivenUp ? "" : line, on: &sheet)
    if verdict.isAccepted { askNext(on: &sheet) }
    return outcome
  }

  private mutating func askNext(on sheet: inout RoundSheet) {
    field = TextField()
    asking.askNext(on: &sheet)
  }

  /// A second Enter soon after a right answer, which goes on by itself: nobody has read the new question yet, so it is
  /// not giving up.
  private func isSlipOfTheFinger(at now: Timestamp) -> Bool {
    guard let wentOnAt, field.text.allSatisfy(\.isWhitespace) else { return false }
    return now >= wentOnAt && now.microseconds - wentOnAt.microseconds < Self.reactionTime
  }
}
