/// What the teacher's board says; where there are several texts, the longest stands first.
package protocol BoardSentences {
  // The head.
  func boardJoin(with code: String) -> String
  var boardClosed: String { get }
  var boardNoNetwork: [String] { get }
  var boardConnecting: String { get }
  var boardLive: String { get }
  func boardLost(nextTryIn seconds: Int) -> [String]
  var boardNotConnected: String { get }
  func boardAbsent(_ count: Int) -> String
  func boardPending(points: Int, events: Int) -> String
  func boardPendingBriefly(points: Int) -> String
  func boardToday(points: Int) -> String

  // The class as a whole.
  var boardNobodyJoined: String { get }
  var boardNobodyHere: String { get }
  func boardSynced(_ settled: Int, of present: Int) -> String
  func boardNobodyWaitedFor(_ settled: Int, of present: Int) -> String
  /// - Parameter limit: No more names than that.
  func boardWaiting(_ settled: Int, of present: Int, for names: [String], upTo limit: Int) -> String
  func boardWaiting(_ settled: Int, of present: Int, for count: Int) -> String
  /// What is added of those who are not heard of.
  func boardUnknown(_ count: Int) -> String
  func boardUnheard(_ count: Int, since moment: String) -> String
  func boardUnheard(_ count: Int) -> String
  var boardNotKnown: String { get }
  func boardWereSynced(_ settled: Int, of present: Int, lostAt moment: String) -> [String]
  func boardWereSynced(_ settled: Int, of present: Int) -> [String]

  // A pupil's row.
  var stateSynced: String { get }
  var stateSyncing: String { get }
  var statePending: String { get }
  /// - Parameter since: Since when, the longest text first; empty where that is now.
  func stateOffline(since: [String]) -> [String]
  func stateAttention(since: [String]) -> [String]
  func stateLeft(at moments: [String]) -> [String]
  var stateNever: String { get }
  func rowWaiting(points: Int, events: Int) -> [String]
  var rowWasSynced: String { get }
  var rowAllSent: String { get }
  /// The sign of points that nobody can have won.
  var unusualSign: String { get }
  func unusual(points: Int) -> String

  // Times. 0 is Monday, and January is 1.
  func shortWeekday(_ number: Int) -> String
  func shortDate(day: Int, month: Int) -> String
  func ago(seconds: Int64) -> String

  // Columns, filters and orders.
  var columnName: String { get }
  var columnState: String { get }
  var columnPending: String { get }
  var columnToday: String { get }
  var columnTotal: String { get }
  var columnGame: String { get }
  var columnActivity: String { get }
  var filterAll: String { get }
  var filterWaiting: String { get }
  var filterSettled: String { get }
  var filterAttention: String { get }
  var filterAbsent: String { get }
  var orderName: String { get }
  var orderToday: String { get }
  var orderPending: String { get }
  var orderLastSeen: String { get }
  func reversed(_ order: String) -> String
  /// How many are shown.
  func shown(_ shown: Int, of count: Int) -> String
  /// Which of them are on the screen.
  func shown(_ shown: Int, of count: Int, from first: Int, to last: Int) -> String

  // Instead of rows, and below them.
  var boardOpening: String { get }
  var boardNobodyYet: String { get }
  var boardNobodyFits: String { get }
  var boardTryAgain: String { get }
  func boardTick(points: Int, name: String) -> String
  var boardQuiet: String { get }
  var boardBell: String { get }
  var boardHelpTitle: String { get }
  var boardHelpClose: String { get }

  /// What the sign of such points means, in the help.
  var keyUnusual: String { get }

  // A pupil's page.
  var pageLoading: String { get }
  var pageLatest: String { get }
  var pageNoEvents: String { get }
  var pageQuests: String { get }
  var pageSeenNow: String { get }
  func pageLeft(at moment: String) -> String
  func pageAttention(since moment: String) -> String
  func pageUnheard(since moment: String) -> String
  func pageOffline(since moment: String) -> String
  /// - Parameter time: As `ago` has it; nil for less than a minute.
  func pageWaiting(for time: String?) -> String
  func pagePoints(today: Int, total: Int) -> String
  func pageQuestDone(_ name: String) -> String
}
