package import Vocabulary

/// What is said by the commands of playing and of word sets.
package protocol CommandSentences {
  func noGame(_ name: String, games: [String]) -> String
  func noDirection(_ name: String) -> String
  var roundsRange: String { get }
  var roundsNeedLinear: String { get }
  var noSetsHere: String { get }
  var waitRange: String { get }
  var jsonNeedsOnce: String { get }

  // Linear play.
  func answerWithNumber(upTo count: Int) -> String
  func notSaved(_ answer: String, reason: String) -> String

  // Word sets.
  func notATable(_ file: String) -> String
  func wordsCounted(_ count: Int) -> String
  func setHead(_ title: String, languages: String, words: Int, id: String) -> String
  func setExported(_ title: String, words: Int, to file: String) -> String
  var standardInput: String { get }
  func noLanguageTag(_ tag: String) -> String
  func sameLanguagesGiven(_ tag: String) -> String
  func sameLanguagesRead(_ tag: String) -> String
  var inputHasNoName: String { get }
  func imported(_ name: String, words: Int, format: String, encoding: String) -> String
  func moreWords(_ count: Int) -> String
  func skippedLines(_ count: Int) -> String
  func moreSkipped(_ count: Int) -> String
  func columnsLeftOut(_ names: String) -> String
  func nothingWritten(_ title: String, from: String, to: String) -> String
  func importWritten(_ title: String, from: String, to: String, path: String) -> String
  func playIt(_ quotedTitle: String) -> String
  /// What is the matter with a line and what to do; the other line is given where the finding has another word.
  func text(of finding: WordSetFinding.Kind, otherLine: Int?) -> String
  func found(_ text: String, in file: String, line: Int) -> String
  func nothingFound(in title: String, words: Int) -> String
}
