import Languages
import Primitives
import Screen
package import Vocabulary
package import XP

/// Every game that can be played, in the order of the menu: the one list of them. A game's rules stand in a
/// folder beside this file; all the steps to a new one are in `Sources/README.md`.
package enum Games {
  package static let all: [GameEntry] = [Typing.entry, Choice.entry]

  /// The game of a kind; nil for what is no game, and for one that this program does not have.
  package static func entry(_ kind: EventKind) -> GameEntry? { all.first { $0.kind == kind } }
}

/// A game, as everything around it knows it: menu, help, status bar, scoring, homework, quests and linear play.
package struct GameEntry: Sendable {
  /// What a game can't be played without.
  package enum Need: Hashable, Sendable {
    /// A set whose words have example sentences.
    case examples
    /// A program that speaks.
    case voice
    /// A terminal that shows more than ASCII.
    case unicode
  }

  /// How the game is played in lines, where there is no screen.
  package enum LinearForm: Hashable, Sendable {
    /// A question a line, and the answer is typed.
    case typed
    /// A question a line, and the answer is a number.
    case chosen

    /// Asks the first word.
    func begin(on sheet: inout RoundSheet) -> any GameRules {
      switch self {
      case .typed: Typing(on: &sheet)
      case .chosen: Choice(on: &sheet)
      }
    }
  }

  /// What an answer is worth before modifiers.
  package struct Scores: Hashable, Sendable {
    let right: Int
    /// For an answer that is almost right; at most `right`.
    let almost: Int
  }

  /// The kind of its events, which also names it in the protocol and on command lines. Its title and its keys' words are
  /// looked up by it.
  package let kind: EventKind
  /// With fewer words it can't be played.
  package let leastWords: Int
  package let needs: Set<Need>
  package let linear: LinearForm
  let scores: Scores
  /// Asks the first word.
  let begin: @Sendable (inout RoundSheet) -> any GameRules
  private let keysAtRest: @Sendable () -> [KeyLine<RoundCommand>]

  init(
    _ kind: EventKind, _ rules: (some GameRules).Type, leastWords: Int = 1, needs: Set<Need> = [],
    scores: Scores, linear: LinearForm
  ) {
    (self.kind, self.leastWords, self.needs, self.scores) = (kind, leastWords, needs, scores)
    self.linear = linear
    begin = { rules.init(on: &$0) }
    keysAtRest = { rules.keys(of: nil) }
  }

  /// The game's part of the help.
  package var help: KeySection? { keys(keysAtRest()).section }

  /// A game's keys with the one that all games have in common.
  func keys(_ own: [KeyLine<RoundCommand>]) -> KeyTable<RoundCommand> {
    KeyTable(.game(kind), own + [KeyLine(.endRound, (.escape, .end), hint: (.back, 2))])
  }

  /// Why a set can't be played that way; nil where it can.
  package func obstacle(with wordSet: WordSet) -> MenuProblem? {
    if wordSet.words.count < leastWords {
      return .tooFewWords(title: wordSet.title, game: kind, needed: leastWords)
    }
    if needs.contains(.examples), !wordSet.words.contains(where: { $0.example != nil }) {
      return .noExamples(title: wordSet.title, game: kind)
    }
    return nil
  }
}
