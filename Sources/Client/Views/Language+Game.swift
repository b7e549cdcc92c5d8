import Game
import Languages
import Vocabulary
import Wire
import XP

// Which of the game's sentences is said; the longest first.
extension Language {
  func direction(_ direction: Direction) -> String {
    direction == .fromTo ? wordToTranslation : translationToWord
  }

  func shortDirection(_ direction: Direction) -> String {
    direction == .fromTo ? wordFirst : translationFirst
  }

  func direction(_ direction: Direction, from: String, to: String) -> String {
    let (from, to) = (language(from), language(to))
    return direction == .fromTo ? "\(from) → \(to)" : "\(to) → \(from)"
  }

  /// The game of an event of that kind, on the board; the kind itself where this version does not know it.
  func game(_ kind: String?) -> String {
    guard let kind else { return "" }
    return EventKind(rawValue: kind).map { shortGame($0) } ?? kind
  }

  // MARK: Quests and homework

  func questInBrief(_ quest: DailyQuest) -> String { questInBrief(quest.progress, of: quest.quest) }
  func questWithBonus(_ quest: DailyQuest) -> [String] { questWithBonus(quest.progress, of: quest.quest) }

  /// A quest on its pupil's page.
  func quest(_ standing: QuestStanding) -> String {
    let name = Quest.catalogue.first { $0.id == standing.questID }.map { task($0) } ?? standing.questID
    return standing.completedAt == nil ? name : pageQuestDone(name)
  }

  func homeworkInBrief(_ assignment: Assignment) -> String {
    homeworkInBrief(assignment.progressXP, of: assignment.homework.goalXP)
  }

  /// When homework ends; empty where it has no end.
  func due(_ due: Due) -> [String] {
    switch due {
    case .never: ["", ""]
    case .today(let minute): dueToday(at: minute)
    case .tomorrow: dueTomorrow
    case .weekday(let day): dueOn(weekday: day)
    case .days(let days): self.due(inDays: days)
    }
  }

  // MARK: Joining

  func joinTitle(_ reason: JoinReason) -> String {
    switch reason {
    case .noClass: joinAClass
    case .signIn: signInAgain
    case .otherClass: joinAnotherClass
    }
  }

  func joinField(_ field: JoinForm.Field) -> [String] {
    switch field {
    case .line: fieldLine
    case .name: fieldName
    case .pin: fieldPIN(digits: Limit.pinLength)
    case .pinAgain: fieldPINAgain
    }
  }
}

extension [String] {
  /// The longest of several ways to say something, and the shortest.
  var long: String { first ?? "" }
  var short: String { last ?? "" }
}

/// What marks text that was chosen, and text that can be pressed.
enum Mark {
  static func option(_ text: String, isChosen: Bool) -> String { isChosen ? " ▸ \(text) " : "   \(text) " }
  static func button(_ text: String) -> String { "  \(text)  " }
  static func field(_ name: String, hasFocus: Bool) -> String { hasFocus ? "▸ \(name)" : "  \(name)" }
}
