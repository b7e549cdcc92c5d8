import Languages
package import Primitives
import Screen
import Vocabulary
import XP

/// The translation is chosen from four.
package struct Choice: GameRules {
  static let entry = GameEntry(
    .choice, Choice.self, leastWords: Choices.limit, scores: GameEntry.Scores(right: 5, almost: 5),
    linear: .chosen)

  private var asking = OneByOne()
  /// The option that the arrow keys have reached; nil before they moved.
  private var highlighted: Int?

  package init(on sheet: inout RoundSheet) { askNext(on: &sheet) }

  package var phase: Round.Phase { asking.phase }
  package var question: Question? { asking.question }
  package var face: GameFace { .options(question?.choices ?? [], highlighted: highlighted) }

  package static func keys(of game: Choice?) -> [KeyLine<RoundCommand>] {
    let isShown = game?.asking.isShown ?? false
    let (back, on) = (RoundCommand.move(by: -1), RoundCommand.move(by: 1))
    let enter: RoundCommand = isShown ? .goOn : .answer
    return KeyLine.numbers(.answerByNumber, upTo: game?.question?.choices?.count ?? Choices.limit) {
      .choose($0 - 1)
    } + [
      KeyLine(
        .highlight, (.up, back), (.down, on),
        also: [(.left, back), (.backTab, back), (.right, on), (.tab, on)],
        unless: isShown ? .enterGoesOn : nil),
      KeyLine(
        .answerHighlighted, (.enter, enter), also: [(.character(" "), enter)],
        hint: isShown ? (.goOn, 3) : nil,
        unless: isShown || game?.highlighted != nil ? nil : .nothingChosen),
    ]
  }

  package mutating func take(_ command: RoundCommand, at now: Timestamp, on sheet: inout RoundSheet)
    -> Outcome?
  {
    switch command {
    case .choose(let index):
      // Where the mouse can press on an option it may as well go on.
      guard !goesOn(on: &sheet) else { return nil }
      return chose(index, on: &sheet)
    case .answer: return highlighted.flatMap { chose($0, on: &sheet) }
    case .move(let distance): move(by: distance)
    case .goOn: _ = goesOn(on: &sheet)
    case .edit, .end: break
    }
    return nil
  }

  /// A number or an option's own text.
  package mutating func answered(_ line: String, on sheet: inout RoundSheet) -> Outcome? {
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if text.isEmpty { return chose(nil, on: &sheet) }
    if let number = Int(text) { return number > 0 ? chose(number - 1, on: &sheet) : nil }
    return question?.choices?.firstIndex { $0.lowercased() == text.lowercased() }.flatMap {
      chose($0, on: &sheet)
    }
  }

  /// The pupil chose the option at that place, or gave up with nil.
  private mutating func chose(_ index: Int?, on sheet: inout RoundSheet) -> Outcome? {
    guard phase == .asking, let question, let options = question.options else { return nil }
    if let index, !options.options.indices.contains(index) { return nil }
    let answer = options.options[options.right]
    let verdict: Verdict =
      if let index { index == options.right ? .right : .wrong(answer: answer) } else {
        .gaveUp(answer: answer)
      }
    let outcome = asking.settle(
      question, verdict, typed: index.map { options.options[$0] } ?? "", chosen: index, on: &sheet)
    if verdict.isAccepted { askNext(on: &sheet) }
    return outcome
  }

  private mutating func goesOn(on sheet: inout RoundSheet) -> Bool {
    guard asking.wasRead(on: &sheet) else { return false }
    askNext(on: &sheet)
    return true
  }

  /// Moves the highlight, around the ends.
  private mutating func move(by distance: Int) {
    guard phase == .asking, let count = question?.choices?.count, count > 0 else { return }
    guard let current = highlighted else {
      highlighted = distance > 0 ? 0 : count - 1
      return
    }
    highlighted = ((current + distance) % count + count) % count
  }

  private mutating func askNext(on sheet: inout RoundSheet) {
    highlighted = nil
    asking.askNext(on: &sheet) { word, sheet in sheet.options(for: word) }
  }
}
