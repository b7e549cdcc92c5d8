import Game
import Languages
import Screen
import Vocabulary
import XP

extension [LetterComparison.Piece] {
  /// The pieces in two roles.
  func spans(_ style: Style, differing: Style) -> [Span] {
    map { Span($0.text, $0.differs ? differing : style) }
  }
}

/// What became of an answer: a sentence, and under it the right answer or the slip.
struct VerdictLines {
  /// The answer; nil before the first.
  let outcome: Outcome?
  /// True while it is what the pupil is looking at; else it is the one before, in one glance.
  let isShown: Bool
  /// What was reached by it, in words; nil where nothing was.
  var celebration: [String]?

  /// Adds only the sentence.
  func addSentence(to stack: inout Stack) {
    stack.add(1, .essential) { canvas, rect in
      guard let outcome else { return }
      canvas.screen.putCentred(
        canvas.fitting(sentence(outcome, canvas.language), in: rect.width), in: rect, row: rect.row,
        style: style(outcome))
    }
  }

  func add(to stack: inout Stack) {
    addSentence(to: &stack)
    stack.add(1, isShown ? .essential : .detail) { canvas, rect in
      guard let outcome else { return }
      canvas.screen.putCentred(detail(outcome, canvas, width: rect.width), in: rect, row: rect.row)
    }
    stack.add(1, celebration == nil ? .nicety : .useful) { canvas, rect in
      if let celebration {
        canvas.screen.putCentred(
          canvas.fitting(celebration, in: rect.width), in: rect, row: rect.row, style: .accent)
        return
      }
      guard isShown, let outcome, outcome.question.example == nil, let example = outcome.example else {
        return
      }
      canvas.screen.putCentred(example, in: rect, row: rect.row, style: .dim)
    }
  }

  private func sentence(_ outcome: Outcome, _ language: any Language) -> [String] {
    let prompt = outcome.question.prompt
    switch outcome.verdict {
    case .right: return language.right(prompt: prompt, answer: outcome.answer, points: outcome.award.points)
    case .almost(let answer, _):
      return language.almost(prompt: prompt, answer: answer, points: outcome.award.points)
    case .wrong where isShown: return [language.wrong]
    case .gaveUp where isShown: return [language.gaveUp]
    case .wrong(let answer), .gaveUp(let answer): return language.missed(prompt: prompt, answer: answer)
    }
  }

  /// What was typed and why it is not simply right, or the right answer; letters that differ are marked.
  private func detail(_ outcome: Outcome, _ canvas: Canvas, width: Int) -> [Span] {
    switch outcome.verdict {
    case .almost(let answer, let slip):
      let comparison = LetterComparison(typed: outcome.typed, answer: answer)
      let typed = comparison.typed.spans(.text, differing: .wrongLetter)
      let reason = Span(canvas.language.slip(slip), .dim)
      let whole = [Span(canvas.language.youTyped, .dim)] + typed + [Span(" · ", .dim), reason]
      return canvas.glyphSet.columns(of: whole) <= width ? whole : [reason]
    case .wrong, .gaveUp:
      guard isShown else { return [] }
      return LetterComparison(typed: outcome.typed, answer: outcome.answer).right.spans(
        .right, differing: .rightLetter)
    case .right: return []
    }
  }

  private func style(_ outcome: Outcome) -> Style {
    switch outcome.verdict {
    case .right: .right
    case .almost: .almost
    case .wrong: isShown ? .wrong : .dim
    case .gaveUp: .dim
    }
  }
}
