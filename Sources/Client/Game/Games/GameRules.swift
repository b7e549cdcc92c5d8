import Languages
package import Primitives
import Vocabulary

/// The rules of a game: a pure state machine that asks the words of a round and judges what the pupil does.
///
/// Chance comes from the sheet's seed and time with each command, so that the same seed and the same commands at the same
/// moments are the same game.
package protocol GameRules: Sendable {
  /// Asks the first word of a sheet.
  init(on sheet: inout RoundSheet)

  /// What the round is waiting for.
  var phase: Round.Phase { get }
  /// What is asked or, while an answer is shown, was asked; nil when nothing is left.
  var question: Question? { get }
  /// What the pupil answers with, for the screen.
  var face: GameFace { get }
  /// What the keys do.
  ///
  /// - Parameter game: Nil at rest, where nothing is asked: for the help.
  static func keys(of game: Self?) -> [KeyLine<RoundCommand>]

  /// Obeys a command; one that makes no sense now does nothing.
  ///
  /// - Returns: What became of an answer; nil where none was given.
  mutating func take(_ command: RoundCommand, at now: Timestamp, on sheet: inout RoundSheet) -> Outcome?
  /// Takes a whole answer as a line of text, which is how the game is played without a screen; nothing but white space gives
  /// up.
  ///
  /// - Returns: What became of it; nil where it is no answer to what is asked, or nothing is.
  mutating func answered(_ line: String, on sheet: inout RoundSheet) -> Outcome?
}

extension GameRules {
  /// What the keys do now.
  var keys: [KeyLine<RoundCommand>] { Self.keys(of: self) }
}

/// What a pupil does in a round.
package enum RoundCommand: Hashable, Sendable {
  /// Edits the answer being typed.
  case edit(TextEdit)
  /// Hands in what is typed or highlighted.
  case answer
  /// Answers with the option at that place.
  case choose(Int)
  /// Moves the highlight by that many options.
  case move(by: Int)
  /// The right answer was read.
  case goOn
  /// Ends the round as it stands.
  case end
}

/// What a pupil answers with: what a game looks like below its question.
package enum GameFace: Hashable, Sendable {
  /// A line to type into.
  case field(TextField)
  /// Options to choose from; the highlighted one is nil before the arrow keys moved.
  case options([String], highlighted: Int?)
}
