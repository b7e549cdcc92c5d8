import Game
import XP

/// What is said of quests and homework.
extension Phrases {
  // MARK: Quests

  static let questsToday = "Today"
  static let allQuestsDone = "✓ all quests of today done"
  static let doneSign = "✓"
  static let newsSign = "★"

  /// What is to be done, as a request.
  static func task(_ quest: Quest) -> String {
    let goal = quest.goal
    return switch quest.task {
    case .answers(.typing): "Type \(goal) words right"
    case .answers(.choice): "Choose \(goal) right answers"
    case .answers(nil): "Give \(goal) right answers"
    case .answers(let kind?): "\(Game.Phrases.game(kind)): \(goal) right answers"
    case .points: "Win \(goal) XP"
    }
  }

  /// What is counted, after a number.
  private static func counted(_ task: Quest.Task) -> String {
    switch task {
    case .answers(.typing): "typed words"
    case .answers(.choice): "right choices"
    case .answers: "right answers"
    case .points: "XP"
    }
  }

  static func progress(_ part: Int, of whole: Int) -> String { "\(grouped(part))/\(grouped(whole))" }

  static func questInBrief(_ quest: DailyQuest) -> String {
    "quest: \(progress(quest.progress, of: quest.quest.goal)) \(counted(quest.quest.task))"
  }

  static func questWithBonus(_ quest: DailyQuest) -> [String] {
    ["\(questInBrief(quest)) · \(bonus(quest.quest.bonusXP))", questInBrief(quest)]
  }

  static func bonus(_ points: Int) -> String { "+\(points) XP" }
  static func bonusComing(_ points: Int) -> String { "+\(points) XP on its way" }
  static func bonusWon(_ points: Int) -> String { "+\(points) XP won" }

  /// One quest was reached.
  static func reached(_ quest: DailyQuest) -> [String] {
    let (bonus, what) = (quest.quest.bonusXP, "\(quest.quest.goal) \(counted(quest.quest.task))")
    let reward = quest.isBonusAwarded ? bonusWon(bonus) : bonusComing(bonus)
    return ["★ Quest done: \(what)!  \(reward)", "★ Quest done!  \(reward)", "★ Quest done!"]
  }

  /// Several quests were reached by one answer.
  static func reached(quests: Int, bonus: Int) -> [String] {
    ["★ \(quests) quests done!  \(bonusComing(bonus))", "★ \(quests) quests done!"]
  }

  // MARK: Homework

  static let menuHomework = "Homework"
  static let homeworkDone = "✓ done"
  static let homeworkOnItsWay = "on its way"
  static let noWordsYet = "not here yet"
  static let shortNoWordsYet = "not here"

  static func points(_ part: Int, of whole: Int) -> String { "\(progress(part, of: whole)) XP" }

  static func ofHomework(_ assignment: Assignment) -> String { " · \(homeworkInBrief(assignment))" }

  static func homeworkInBrief(_ assignment: Assignment) -> String {
    "homework \(points(assignment.progressXP, of: assignment.homework.goalXP))"
  }

  static func homework(_ title: String) -> String { "Homework: \(title)" }

  /// When homework ends; empty where it has no end.
  static func due(_ due: Due) -> String {
    switch due {
    case .never: ""
    case .today(let minute?): "due today \(timeOfDay(minute))"
    case .today(nil): "due today"
    case .tomorrow: "due tomorrow"
    case .weekday(let day): "due \(weekdays[day])"
    case .days(let days): "\(days) days left"
    }
  }

  /// The same where there is little room.
  static func shortDue(_ due: Due) -> String {
    switch due {
    case .never: ""
    case .today(let minute?): "today \(timeOfDay(minute))"
    case .today(nil): "today"
    case .tomorrow: "tomorrow"
    case .weekday(let day): weekdays[day]
    case .days(let days): "\(days) days"
    }
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private static func timeOfDay(_ minute: Int) -> String {
    let rest = minute % 60
    return "\(minute / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  static func reached(_ homework: Homework) -> [String] {
    ["★ Homework done: \(homework.title)!", "★ Homework done!"]
  }
}
