/// What is said to a teacher by commands.
package protocol TeacherSentences {
  // Finding what they mean.
  var noClassesYet: String { get }
  func noClass(_ wanted: String) -> String
  func noPupil(_ wanted: String, in className: String, code: String) -> String
  func noHomework(_ wanted: String, in className: String, code: String) -> String
  func onlyYouHave(_ title: String, command: String) -> String
  func severalClasses(_ wanted: String, count: Int, codes: String) -> String
  func severalPupils(_ wanted: String, count: Int, ids: String) -> String
  func severalHomework(_ wanted: String, count: Int, ids: String) -> String
  func severalSets(_ wanted: String, count: Int, ids: String) -> String
  func tokenFileUnreadable(_ sentence: String) -> String
  func noToken(in file: String) -> String

  // How pupils join.
  var pupilsJoinWith: String { get }
  var newPINSignsInWith: String { get }
  func whatShowSays(_ title: String, code: String) -> String
  func nobodyYet(in className: String) -> String
  func joinLineFollows(_ className: String) -> String
  func signInLineFollows(_ className: String) -> String

  // Classes.
  var classNotUnderstood: String { get }
  func sameNameAgain(_ className: String, codes: String) -> String
  func classMade(_ className: String) -> String
  var noClassesListed: String { get }
  func classListed(_ className: String, code: String, isJoinable: Bool) -> String
  func written(_ className: String, to file: String) -> String
  func classCode(_ className: String, code: String, isNew: Bool) -> String
  func classClosed(_ className: String, code: String) -> String
  func inClosedClass(count: Int, code: String) -> String
  func classOpen(_ className: String) -> String
  var classGone: String { get }
  var boardNeedsTerminal: String { get }
  func sayWhichClass(_ names: String) -> String

  // Homework.
  func noHomeworkGiven(_ className: String, code: String) -> String
  /// - Parameter end: When it ends; nil where it does not.
  func homeworkTerms(points: Int, until end: String?) -> String
  func homeworkListed(_ title: String, terms: String, isOver: Bool) -> String
  func homeworkDetails(id: String, set: String) -> String
  func homeworkGiven(_ className: String, _ title: String, terms: String, set: String) -> String
  func homeworkRemoved(_ className: String, _ title: String) -> String
  func goalRange(maximum: Int) -> String
  func badDue(_ due: String) -> String
  func dueIsPast(_ end: String) -> String

  // Pupils.
  /// Whose figures are unusual, and the figure.
  func ofPupil(_ name: String, _ words: String) -> String
  var studentTitles: [String] { get }
  var neverPlayed: String { get }
  func askNewPIN(of name: String) -> String
  func newPIN(of name: String, _ pin: String) -> String
  func hasNewPIN(_ name: String) -> String
  var signedOutEverywhere: String { get }
  var sayWhomToRemove: String { get }
  func badJoinedAfter(_ text: String) -> String
  func nobodyJoinedAfter(_ className: String) -> String
  func removed(_ name: String, from className: String) -> String
  func pupilsCounted(_ count: Int) -> String
  func deletingNeedsYes(_ who: String, of className: String) -> String
  func deletes(_ who: String, of className: String, points: Int) -> String
  var typeHowMany: String { get }
  var typeName: String { get }
  var notTheNumber: String { get }
  var notTheName: String { get }
  func rank(_ rank: Int) -> String

  // Word sets on the server.
  var noSetsOnServer: String { get }
  var serverSetTitles: [String] { get }
  var forEverybody: String { get }
  var forAllYourClasses: String { get }
  var forAnotherClass: String { get }
  func setPut(_ title: String, words: Int, audience: String) -> String
  var classOrPublic: String { get }

  // The board, once, as a table.
  var boardTitles: [String] { get }
  func boardPending(points: Int) -> String
  var neverSeen: String { get }
}
