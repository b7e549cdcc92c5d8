import Foundation
import Primitives
import Testing
import Vocabulary

/// A row of `Tests/Fixtures/answers.tsv`: what was typed for a word, and what a good teacher says to it.
struct AnswerCase: CustomTestStringConvertible, Sendable {
  let from: String
  let to: String
  let direction: Direction
  let term: String
  let translations: String
  let typed: String
  /// `right`, `almost` or `wrong`.
  let verdict: String
  /// The built-in set's file without its ending; `own` for a set of this word alone.
  let set: String

  var testDescription: String {
    "\(direction == .fromTo ? translations : term) <- \(typed): \(verdict)"
  }

  /// All rows of the file.
  static func all() throws -> [AnswerCase] {
    let path = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "../Fixtures/answers.tsv")
    return try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return AnswerCase(
        from: cells[0], to: cells[1], direction: try #require(Direction(rawValue: cells[2])), term: cells[3],
        translations: cells[4], typed: cells[5], verdict: cells[6], set: cells[8])
    }
  }

  /// The verdict in a set of the row's word alone.
  var verdictAlone: Verdict {
    let set = WordSet(
      id: WordSetSamples.id, title: "Sample", from: from, to: to,
      words: [Word(term: term, translation: translations)])
    return AnswerJudge(wordSet: set, direction: direction).judge(typed, word: 0)
  }
}

extension Verdict {
  /// The verdict's name in the tables of cases.
  var name: String {
    switch self {
    case .right: "right"
    case .almost: "almost"
    case .wrong: "wrong"
    case .gaveUp: "gave up"
    }
  }
}

/// Expects verdicts on what is typed in sets of one word each: Swedish and English where no language is named.
func checkAnswers(
  _ rows: [(prompt: String, listed: String, typed: String, verdict: String)], to: String = "en",
  from: String? = nil
) {
  for row in rows {
    let set = WordSetSamples.set(
      "\(row.prompt) = \(row.listed)", from: from ?? (to == "sv" ? "en" : "sv"), to: to)
    let verdict = AnswerJudge(wordSet: set, direction: .fromTo).judge(row.typed, word: 0)
    #expect(verdict.name == row.verdict, "\(row.listed) <- \(row.typed): \(verdict)")
  }
}
