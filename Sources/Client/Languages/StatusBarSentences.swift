/// What the foot of the screen says of the points. Where `points` are nil, what waits is progress on quests.
package protocol StatusBarSentences {
  var barOpening: [String] { get }
  var barSavedHere: [String] { get }
  var barAllSaved: [String] { get }
  func barSendingSoon(points: Int?) -> [String]
  func barSending(events: Int) -> [String]
  func barOffline(points: Int?, seconds: Int) -> [String]
  func barTryingAgain(points: Int?) -> [String]
  func barNotFound(at address: String, points: Int?) -> [String]
  func barNotTrusted(at address: String, points: Int?) -> [String]
  func barNoNetwork(points: Int?) -> [String]
  func barRefused(points: Int?, seconds: Int) -> [String]
  func barSignIn(points: Int) -> [String]
  var barSignInForQuests: [String] { get }
  /// In the menu, where a key leads there.
  func barSignInHere(points: Int) -> [String]
  func barSignInFromMenu(points: Int) -> [String]
  var barOutboxProblem: [String] { get }
  func barNotSaving(reason: String) -> [String]
  func barUntilRestart(reason: String) -> [String]
  func barNeedsAttention(events: Int) -> [String]
  func barWaitsElsewhere(points: Int) -> [String]
  func barNotice(_ text: String) -> String
}
