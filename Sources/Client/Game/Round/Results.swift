import Languages
package import Primitives
import Screen
package import Vocabulary
package import XP

/// How a round went, and what to do next.
package struct Results: Hashable, Sendable {
  /// A word that was missed at least once.
  package struct Missed: Hashable, Sendable {
    /// What was shown.
    package let prompt: String
    /// All that would have been right.
    package let answer: String
  }

  /// What can be done next.
  package enum Action: Hashable, Sendable, CaseIterable {
    case playMissed, playAgain, toMenu
  }

  /// The title of the set.
  package let title: String
  /// The game that was played.
  package let kind: EventKind
  /// Which side was asked for.
  package let direction: Direction
  /// The homework that its points count for.
  package let homeworkID: UniqueID?
  /// What the round counted.
  package internal(set) var tally: Tally
  /// The missed words, in the order they were first missed.
  package let missed: [Missed]
  /// True where the round was left before its end.
  package let isLeftEarly: Bool
  /// The last answer of the round.
  package let last: Outcome?
  /// What Enter would do.
  package internal(set) var focus: Action

  /// The results of a round, finished or left as it stands.
  package init(of round: Round) {
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
  package var actions: [Action] { missed.isEmpty ? [.playAgain, .toMenu] : Action.allCases }

  /// Moves the focus by that many actions, no further than the ends.
  mutating func moveFocus(by distance: Int) {
    let place = actions.firstIndex(of: focus) ?? 0
    focus = actions[min(max(0, place + distance), actions.count - 1)]
  }
}

extension Results {
  /// What a key does.
  package enum Command: Hashable, Sendable {
    /// What has the focus.
    case act
    /// The action of that number, from 1.
    case actNumber(Int)
    case move(by: Int)
    case toMenu
  }

  /// The part of the help.
  static var help: KeySection? { keys(upTo: Action.allCases.count).section }

  var keys: KeyTable<Command> { Self.keys(upTo: actions.count) }

  private static func keys(upTo count: Int) -> KeyTable<Command> {
    KeyTable(
      .results,
      [
        KeyLine(
          .chooseNext, (.left, .move(by: -1)), (.right, .move(by: 1)), (.enter, .act),
          also: [
            (.up, .move(by: -1)), (.backTab, .move(by: -1)), (.down, .move(by: 1)), (.tab, .move(by: 1)),
            (.character(" "), .act),
          ])
      ] + KeyLine.numbers(.sameByNumber, upTo: count) { .actNumber($0) } + [
        KeyLine(.toMenu, (.escape, .toMenu), hint: (.back, 2))
      ])
  }
}
