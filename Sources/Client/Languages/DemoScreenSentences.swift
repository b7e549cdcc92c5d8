/// What the demo's screen says, the longest text first.
package protocol DemoScreenSentences {
  var demoEnding: [String] { get }
  /// - Parameter key: Mends the wire.
  func demoSafe(points: Int, key: String) -> [String]
  /// - Parameter isCut: Else every packet vanishes.
  func demoPlayOn(isCut: Bool) -> [String]
  func demoPlayOn(isCut: Bool, points: Int) -> [String]
  func demoOnTheirWay(points: Int) -> [String]
  var demoCatchesUp: [String] { get }
  func demoNothingLost(points: Int) -> [String]
  func demoYouAre(_ name: String, in className: String) -> [String]
  var demoCutYours: [String] { get }
  var demoAnswer: [String] { get }
  /// What stands at the other end of the wire.
  var demoServer: String { get }
}
