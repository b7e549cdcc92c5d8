public import Primitives
public import Vocabulary
public import XP

/// How a round went, and what to do next.
public struct Results: Hashable, Sendable {
  /// A word that was missed at least once.
  public struct Missed: Hashable, Sendable {
    /// What was shown.
    public let prompt: String
    /// All that would have been right.
    public let answer: String
  }

  /// What can be done next.
  public enum Action: Hashable, Sendable, CaseIterable {
    case playMissed, playAgain, toMenu
  }

  /// The title of the set.
  public let title: String
  /// The game that was played.
  public let kind: EventKind
  /// Which side was asked for.
  public let direction: Direction
  /// The homework that its points count for.
  public let homeworkID: UniqueID?
  /// What the round counted.
  public internal(set) var tally: Tally
  /// The missed words, in the order they were first missed.
  public let missed: [Missed]
  /// True where the round was left before its end.
  public let isLeftEarly: Bool
  /// The last answer of the round.
  public let last: Outcome?
  /// What Enter would do.
  public internal(set) var focus: Action

  /// The results of a round, finished or left as it stands.
  public init(of round: Round) {
    title = round.title
    kind = round.kind
    direction = round.direction
    homeworkID = round.homeworkID
    tally = round.tally
    missed = round.tally.missed.map { word in
      let word = round.wordSet.words[word]
      return Missed(prompt: word.prompt(round.direction), answer: word.answer(round.direction))
    }
    isLeftEarly = round.phase != .finished
    if case .showing(let outcome) = round.phase { last = outcome } else { last = round.last }
    focus = missed.isEmpty ? .playAgain : .playMissed
  }

  /// What is offered: `playMissed` only where something was missed.
  public var actions: [Action] { missed.isEmpty ? [.playAgain, .toMenu] : Action.allCases }

  /// Moves the focus by that many actions, no further than the ends.
  mutating func moveFocus(by distance: Int) {
    let place = actions.firstIndex(of: focus) ?? 0
    focus = actions[min(max(0, place + distance), actions.count - 1)]
  }
}
