package import Primitives

/// What `glosa status` and `glosa sync` tell, and the line that a game leaves on the terminal.
package protocol StatusSentences {
  /// How safe it is what waits here, within the sentences below.
  ///
  /// - Parameter untilRestart: Why some of it would be lost with a restart; nil where none would be.
  func safety(untilRestart: String?) -> String

  // The lines of the status, each with its word in the first column.
  func statusHead(_ name: String, className: String?) -> String
  func statusState(_ state: String) -> String
  func statusPending(points: Int, safety: String, events: Int) -> String
  /// Nil where no server has told yet.
  func statusConfirmed(points: Int?) -> String
  func statusDamaged(events: Int) -> String
  func statusRefused(points: Int, events: Int) -> String
  /// - Parameter areUnknown: The server knows no quests.
  func statusQuests(events: Int, areUnknown: Bool) -> String
  func statusRefusedQuests(events: Int) -> String
  func statusJournal(events: Int) -> String
  func statusCopies(events: Int) -> String
  func statusServer(_ address: String) -> String
  var statusReadable: String { get }
  func statusLastSync(_ time: Timestamp) -> String
  func statusLastError(_ sentence: String) -> String
  func statusElsewhere(
    points: Int, events: Int, refusedPoints: Int, refused: Int, whose: String, place: String?
  )
    -> String
  var profileWithoutClass: String { get }
  var somePupil: String { get }

  // The last line of a game.
  var leavingTookTooLong: String { get }
  func savedUntilRestart(points: Int, reason: String, sent: Int) -> String
  func savedHere(points: Int) -> String
  func safeUntilSignIn(points: Int) -> String
  func safeUntilNextStart(points: Int, sent: Int) -> String
  func questsSafe(sent: Int, signInNeeded: Bool) -> String
  var nextWaitsForSignIn: String { get }
  /// - Parameter isAll: Nothing else is to be told.
  func sentAndConfirmed(points: Int, isAll: Bool) -> String
  var everythingSaved: String { get }
  /// What waits of this pupil for another than the class and server of now, as the beginning of a sentence.
  func waitsElsewhere(points: Int) -> String
  func seeStatus(_ fact: String) -> String
  func refusedAnswers(_ count: Int) -> String
  func damagedPoints(rows: Int) -> String
  func unsavedAnswers(_ count: Int) -> String

  // Syncing.
  func nowhereToSend(points: Int) -> String
  func butOthersWait(_ saved: String, _ others: String) -> String
  func pointsOf(_ points: Int, _ whose: String) -> String
  var nothingToPutAway: String { get }
  func puttingAwayNeedsYes(points: Int) -> String
  func putAway(points: Int, events: Int) -> String
  func putAwayDone(points: Int) -> String
  /// The total that the server has confirmed as a sentence of its own, for the sentences below.
  func confirmedTotal(points: Int) -> String
  func questsWaitForServer(events: Int) -> String
  func syncRefused(events: Int, confirmed: String) -> String
  func syncDamaged(events: Int, confirmed: String) -> String
  func syncElsewhere(_ elsewhere: String, confirmed: String) -> String
  func syncNotAsked(_ reason: String) -> String
  var syncNotAsked: String { get }
  var everythingSent: String { get }
  func wonWithoutClass(_ list: String) -> String
  var outboxUnreadable: String { get }
  /// Points where there are some, and quest progress else.
  func stillUnsent(points: Int, events: Int, safety: String) -> String
}
