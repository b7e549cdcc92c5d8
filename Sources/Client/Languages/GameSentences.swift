package import Vocabulary
package import XP

/// What the game's screens say; where there are several texts, the longest stands first.
package protocol GameSentences {
  // Names and numbers.
  var brand: String { get }
  func game(_ kind: EventKind) -> String
  /// The same in a column; where it is short enough, as above.
  func shortGame(_ kind: EventKind) -> String
  /// The name of a language; the tag itself for one without a name.
  func language(_ tag: String) -> String
  /// What was not quite right.
  func slip(_ slip: Slip) -> String
  /// Before an answer as it was typed; ends with a space.
  var youTyped: String { get }
  func tooFewWords(title: String, game: EventKind, needed: Int) -> String
  func noExamples(title: String, game: EventKind) -> String
  var noSetsToPlay: String { get }
  func noWordsYet(homework: String) -> String
  func text(of error: WordSetError) -> String
  /// The end of a sentence.
  func text(of reason: WordSetError.Reason) -> String

  // The head.
  func ofClass(_ name: String) -> String
  func level(_ number: Int) -> String
  func levelProgress(_ points: Int, of cost: Int) -> String
  func points(_ points: Int) -> String
  func pendingPoints(_ points: Int) -> String

  // The menu.
  var menuSets: String { get }
  var menuGame: String { get }
  var menuDirection: String { get }
  var menuStart: String { get }
  var ownSet: String { get }
  var unreadableSet: String { get }
  func words(_ count: Int) -> String
  /// Two languages by their tags.
  func languages(_ from: String, _ to: String) -> String
  var wordToTranslation: String { get }
  var translationToWord: String { get }
  var wordFirst: String { get }
  var translationFirst: String { get }

  // A round.
  var goOn: String { get }
  var noAnswer: String { get }
  var rightSign: String { get }
  var wrongSign: String { get }
  var wrong: String { get }
  var gaveUp: String { get }
  func ofGame(_ kind: EventKind) -> String
  func questionNumber(_ number: Int, of total: Int) -> String
  func combo(_ count: Int) -> String
  func wrongAnswer(_ text: String) -> String
  func right(prompt: String, answer: String, points: Int) -> [String]
  func almost(prompt: String, answer: String, points: Int) -> [String]
  func missed(prompt: String, answer: String) -> [String]
  func markSaving(_ points: Int) -> String
  func markSaved(_ points: Int) -> String
  func markPending(_ points: Int) -> String
  func markConfirmed(_ points: Int) -> String
  func markFailed(_ points: Int, reason: String) -> String

  // The results.
  var figurePoints: String { get }
  var figureFirstTry: String { get }
  var figureAccuracy: String { get }
  var figureCombo: String { get }
  var nothingMissed: String { get }
  var playAgain: String { get }
  var toMenu: String { get }
  func roundDone(_ title: String) -> String
  func roundLeft(_ title: String) -> String
  func count(_ part: Int, of whole: Int) -> String
  func percent(_ number: Int) -> String
  func times(_ number: Int) -> String
  func missedWords(_ count: Int) -> String
  func andMore(_ count: Int) -> String
  func playMissed(_ count: Int) -> String
  func unsaved(points: Int) -> String

  // Before everything else.
  var leaving: String { get }
  func leavingSending(events: Int) -> String
  func leavingUnsaved(reason: String) -> String
  func windowTooSmall(columns: Int, rows: Int, nowColumns: Int, nowRows: Int) -> String
}
