import Game
import TestScopes
import Testing

/// Where an answer differs from what was right: marked as `[x]`.
@Suite("What was typed against what was right", .ownThread())
struct LetterComparisonTests {
  private func marked(_ pieces: [LetterComparison.Piece]) -> String {
    pieces.map { $0.differs ? "[\($0.text)]" : $0.text }.joined()
  }

  @Test(
    "letters that differ are marked in both, in the alternative that is most like it",
    arguments: [
      ("a hrose", "a horse", "a h[r]ose", "a ho[r]se"),
      ("a hors", "a horse", "a hors", "a hors[e]"),
      ("a horrse", "a horse", "a hor[r]se", "a horse"),
      ("en hund", "ett hus", "e[n] hu[nd]", "e[tt] hu[s]"),
      ("the sofa", "a couch / a sofa / a settee", "[the] sofa", "a couch / [a] sofa / a settee"),
      ("bjorn", "en björn", "bj[o]rn", "[en ]bj[ö]rn"),
      ("a horse", "a horse", "a horse", "a horse"),
    ])
  func marks(typed: String, answer: String, left: String, right: String) {
    let comparison = LetterComparison(typed: typed, answer: answer)
    #expect(marked(comparison.typed) == left && marked(comparison.right) == right)
  }

  @Test(
    "another word is not marked, nor an endless one",
    arguments: [
      ("cat", "a dog"), ("", "a dog"), ("/", "a dog / a hound"),
      (String(repeating: "a", count: 10_000), "a dog"),
      ("dog", String(repeating: "a", count: 10_000)),
    ])
  func marksNothing(typed: String, answer: String) {
    let comparison = LetterComparison(typed: typed, answer: answer)
    #expect(marked(comparison.typed) == typed && marked(comparison.right) == answer)
  }
}
