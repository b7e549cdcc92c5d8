/// The story that `glosa demo` tells, and what does not add up in it.
package protocol DemoSentences {
  var demoPupilsRange: String { get }
  var demoJSONNeedsScript: String { get }
  var demoNeedsTerminal: String { get }
  func demoHasNoRoom(_ reason: String) -> String
  func demoServerDidNotStart(_ line: String) -> String
  func demoHasNoPort(_ reason: String) -> String
  func demoGaveNoPlace(_ name: String) -> String

  // The story.
  func demoBegins(pupils: Int) -> String
  var demoEverybodyPlays: String { get }
  var demoEverybodyRests: String { get }
  var demoWireCut: String { get }
  var demoAnswersLost: String { get }
  var demoWireWhole: String { get }
  var demoBlackHole: String { get }
  var demoPacketsArrive: String { get }
  /// - Parameter state: The board's word; nil where it has no row.
  func demoAda(total: Int, pending: Int, boardState state: String?, boardTotal: Int, boardPending: Int)
    -> String
  func demoBoard(synced: Int, of count: Int, total: Int) -> String

  /// The names of the figures: events awarded, sent, confirmed, resent, lost and doubled.
  var demoFigures: [String] { get }

  // What does not add up.
  func demoNotEveryPupilJoined(_ sentence: String) -> String
  func demoStillPending(afterSeconds seconds: Int) -> String
  func demoNotConfirmed(events: Int) -> String
  func demoMissing(events: Int, of name: String) -> String
  func demoStrange(of name: String) -> String
  func demoUnreadable(of name: String, _ sentence: String) -> String
  var demoNotOffline: String { get }
  var demoNothingPending: String { get }
}
