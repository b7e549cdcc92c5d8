package import XP

/// What is said of quests and homework.
package protocol GoalSentences {
  var questsToday: String { get }
  var allQuestsDone: String { get }
  var doneSign: String { get }
  var newsSign: String { get }
  /// What is to be done, as a request.
  func task(_ quest: Quest) -> String
  /// What is counted, after a number.
  func counted(_ task: Quest.Task) -> String
  func progress(_ part: Int, of whole: Int) -> String
  func questInBrief(_ progress: Int, of quest: Quest) -> String
  func questWithBonus(_ progress: Int, of quest: Quest) -> [String]
  func bonus(_ points: Int) -> String
  func bonusComing(_ points: Int) -> String
  func bonusWon(_ points: Int) -> String
  func questDone(_ quest: Quest, isBonusAwarded: Bool) -> [String]
  /// Several were reached by one answer.
  func questsDone(_ count: Int, bonus: Int) -> [String]

  var menuHomework: String { get }
  var homeworkDone: String { get }
  var homeworkOnItsWay: String { get }
  /// The words of a piece of homework are not on this computer.
  var noWordsYet: [String] { get }
  func points(_ part: Int, of whole: Int) -> String
  func homeworkInBrief(_ points: Int, of goal: Int) -> String
  func homework(_ title: String) -> String
  /// - Parameter minute: Of the day; nil for its end.
  func dueToday(at minute: Int?) -> [String]
  var dueTomorrow: [String] { get }
  /// - Parameter weekday: 0 is Monday.
  func dueOn(weekday: Int) -> [String]
  func due(inDays days: Int) -> [String]
  func homeworkReached(_ title: String) -> [String]
}
