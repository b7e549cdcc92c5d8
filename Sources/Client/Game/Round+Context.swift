package import Primitives
package import Vocabulary
package import XP

extension Round {
  /// What goes with the award of the answer just given: ask for it right after `answered` or `chose`.
  ///
  /// - Parameter now: When the answer was given; it is the round's end where that answer was the last.
  package func context(at now: Timestamp) -> AwardContext {
    AwardContext(
      wordSetID: wordSet.id, homeworkID: homeworkID, isWordBundle: isOwn,
      round: RoundRecord(
        id: id, startedAt: startedAt, finishedAt: phase == .finished ? now : nil, answered: tally.answered,
        right: tally.right))
  }

  /// Why a set can't be played that way, as a sentence; nil where it can.
  package static func obstacle(to kind: EventKind, with wordSet: WordSet) -> String? {
    guard kind == .choice, wordSet.words.count < Self.fewestForChoice else { return nil }
    return Phrases.tooFewWords(title: wordSet.title, needed: Self.fewestForChoice)
  }

  /// With fewer words there is nothing to choose from.
  private static let fewestForChoice = 4
}
